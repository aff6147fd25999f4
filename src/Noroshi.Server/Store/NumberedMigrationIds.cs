using System.Globalization;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Noroshi.Server.Store;

/// <summary>Migrations are numbered, <c>0001_Ledger</c>, not time-stamped: the list has one order for everybody.</summary>
internal sealed class NumberedMigrationIds : IMigrationsIdGenerator
{
    private const int Digits = 4;

    public string GenerateId(string name) => throw new NotSupportedException("Migrations are written by hand.");

    public string GetName(string id) => id[(Digits + 1)..];

    public bool IsValidId(string value) =>
        value.Length > Digits + 1 && value[Digits] == '_' && int.TryParse(value.AsSpan(0, Digits), NumberStyles.None, CultureInfo.InvariantCulture, out _);
}
