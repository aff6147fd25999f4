using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace Noroshi.Server.Store;

/// <summary>
/// Inserts the rows a command has added, with one prepared statement for each table and connection. A report is some twenty rows in ten tables; writing and compiling SQL for each of them
/// anew cost more than everything else about it (bench load).
/// </summary>
/// <remarks>The entities must be whole when added: keys made by the program, nothing filled in by the database. Not thread-safe; lives, and its statements end, with the connection.</remarks>
internal sealed class RowInserter(NoroshiDb db, DbConnection connection)
{
    private readonly Dictionary<Type, Statement?> _statements = [];
    private readonly List<(Statement Statement, object Row)> _waiting = [];

    /// <summary>Takes a row to be written. One whose table needs more than a plain insert is tracked by the context instead.</summary>
    internal void Add(object row)
    {
        if (StatementFor(row.GetType()) is { } statement)
        {
            _waiting.Add((statement, row));
        }
        else
        {
            db.Add(row);
        }
    }

    /// <summary>Writes the rows taken, in their order; those the context tracks are left for <c>SaveChanges</c>, which must follow.</summary>
    internal async Task InsertAsync(CancellationToken cancellationToken)
    {
        DbTransaction? transaction = db.Database.CurrentTransaction?.GetDbTransaction();
        if (connection.CanCreateBatch)
        {
            await InsertTogetherAsync(transaction, cancellationToken);
        }
        else
        {
            foreach ((Statement statement, object row) in _waiting)
            {
                statement.Command.Transaction = transaction;
                statement.Fill(statement.Command.Parameters, row);
                await statement.Command.ExecuteNonQueryAsync(cancellationToken);
            }
        }

        _waiting.Clear();
    }

    // Where the engine is another process, all rows go there and back once.
    private async Task InsertTogetherAsync(DbTransaction? transaction, CancellationToken cancellationToken)
    {
        if (_waiting.Count == 0)
        {
            return;
        }

        await using DbBatch batch = connection.CreateBatch();
        batch.Transaction = transaction;
        foreach ((Statement statement, object row) in _waiting)
        {
            DbBatchCommand command = batch.CreateBatchCommand();
#pragma warning disable CA2100 // Names of the model's own tables and columns.
            command.CommandText = statement.Command.CommandText;
#pragma warning restore CA2100
            statement.Fill(command.Parameters, row);
            batch.BatchCommands.Add(command);
        }

        await batch.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Forgets the rows of a command that failed.</summary>
    internal void Clear() => _waiting.Clear();

    private Statement? StatementFor(Type row)
    {
        if (!_statements.TryGetValue(row, out Statement? statement))
        {
            IEntityType type = db.Model.FindEntityType(row)!;
            _statements.Add(row, statement = IsPlain(type) ? NewStatement(type) : null);
        }

        return statement;
    }

    private static bool IsPlain(IEntityType type) =>
        type.BaseType is null && !type.GetDerivedTypes().Any() && !type.IsOwned() && !type.GetNavigations().Any() && !type.GetComplexProperties().Any()
        && type.GetProperties().All(p => !p.IsShadowProperty() && (p.ValueGenerated is ValueGenerated.Never || p.ClrType == typeof(Guid)));

    private Statement NewStatement(IEntityType type)
    {
        var table = StoreObjectIdentifier.Table(type.GetTableName()!, type.GetSchema());
        ISqlGenerationHelper sql = db.GetService<ISqlGenerationHelper>();
        IProperty[] properties = [.. type.GetProperties()];
        DbCommand command = connection.CreateCommand();
#pragma warning disable CA2100 // Names of the model's own tables and columns.
        command.CommandText = $"INSERT INTO {sql.DelimitIdentifier(table.Name)} ({string.Join(", ", properties.Select(p => sql.DelimitIdentifier(p.GetColumnName(table)!)))}) VALUES ({string.Join(", ", properties.Select((_, i) => $"@p{i}"))})";
#pragma warning restore CA2100
        return new(command, [.. properties.Select((p, i) => new Column(p.GetGetter(), p.GetRelationalTypeMapping(), p.IsNullable, $"@p{i}"))]);
    }

    private sealed record Statement(DbCommand Command, Column[] Columns)
    {
        // The provider's own parameters, made anew: their types are checked against values when set.
        internal void Fill(DbParameterCollection parameters, object entity)
        {
            parameters.Clear();
            foreach (Column column in Columns)
            {
                parameters.Add(column.Mapping.CreateParameter(Command, column.Name, column.Getter.GetClrValue(entity), column.IsNullable));
            }
        }
    }

    private sealed record Column(IClrPropertyGetter Getter, RelationalTypeMapping Mapping, bool IsNullable, string Name);
}
