using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Noroshi.Server.Store;

/// <summary>Instants in columns: Unix milliseconds, UTC, 64 bit. Sorts, compares and exports the same on every engine.</summary>
internal sealed class UnixMilliseconds() : ValueConverter<DateTimeOffset, long>(
    instant => instant.ToUnixTimeMilliseconds(),
    milliseconds => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds));
