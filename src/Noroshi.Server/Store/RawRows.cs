using System.Data.Common;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;

namespace Noroshi.Server.Store;

/// <summary>Rows straight from the driver, for walks over everything: making entities of millions of rows takes longer than what is done with them.</summary>
internal static class RawRows
{
    /// <summary>Runs a query; its numbers are @p0, @p1 and so on. What is yielded is one and the same reader, at the next row.</summary>
    internal static async IAsyncEnumerable<DbDataReader> ReadAsync(NoroshiDb db, string query, long[] numbers, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await db.Database.OpenConnectionAsync(cancellationToken);
        try
        {
            await using DbCommand command = db.Database.GetDbConnection().CreateCommand();
#pragma warning disable CA2100 // Only what callers wrote themselves, or have checked.
            command.CommandText = query;
#pragma warning restore CA2100
            for (int i = 0; i < numbers.Length; i++)
            {
                DbParameter parameter = command.CreateParameter();
                (parameter.ParameterName, parameter.Value) = ($"@p{i}", numbers[i]);
                command.Parameters.Add(parameter);
            }

            await using DbDataReader rows = await command.ExecuteReaderAsync(cancellationToken);
            while (await rows.ReadAsync(cancellationToken))
            {
                yield return rows;
            }
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }
    }
}
