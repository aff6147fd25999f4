using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace Noroshi.Server.Store;

/// <summary>
/// Inserts the rows a command has added, with one or two prepared statements for each table and connection. A report is some twenty rows in ten tables; writing and compiling SQL for each of them
/// anew cost more than everything else about it (bench load).
/// </summary>
/// <remarks>The entities must be whole when added: keys made by the program, nothing filled in by the database. Not thread-safe; lives, and its statements end, with the connection.</remarks>
internal sealed class RowInserter(NoroshiDb db, DbConnection connection)
{
    private readonly Dictionary<Type, Statement?> _statements = [];
    private List<object> _waiting = [];

    /// <summary>Takes a row to be written. One whose table needs more than a plain insert is tracked by the context instead.</summary>
    internal void Add(object row)
    {
        if (StatementFor(row.GetType()) is not null)
        {
            _waiting.Add(row);
        }
        else
        {
            db.Add(row);
        }
    }

    /// <summary>Hands out the rows taken, and holds them no longer.</summary>
    internal IReadOnlyList<object> Take()
    {
        List<object> taken = _waiting;
        if (taken.Count > 0)
        {
            _waiting = [];
        }

        return taken;
    }

    /// <summary>Writes rows that were taken, all or none; those the context tracks are left for <c>SaveChanges</c>.</summary>
    internal async Task InsertAsync(IReadOnlyList<object> rows, CancellationToken cancellationToken)
    {
        DbTransaction? transaction = db.Database.CurrentTransaction?.GetDbTransaction();
        if (connection.CanCreateBatch)
        {
            await InsertTogetherAsync(rows, transaction, cancellationToken);
            return;
        }

        foreach (object row in rows)
        {
            Statement statement = StatementFor(row.GetType())!;
            statement.Command.Transaction = transaction;
            statement.Fill(statement.Command.Parameters, row);
            await statement.Command.ExecuteNonQueryAsync(cancellationToken);
        }
    }

    // Where the engine is another process, all rows go there and back once, those of a table in one statement: nothing in the schema asks for an order between tables.
    private async Task InsertTogetherAsync(IReadOnlyList<object> rows, DbTransaction? transaction, CancellationToken cancellationToken)
    {
        if (rows.Count == 0)
        {
            return;
        }

        await using DbBatch batch = connection.CreateBatch();
        batch.Transaction = transaction;
        foreach (IGrouping<Type, object> table in rows.GroupBy(r => r.GetType()))
        {
            Statement statement = StatementFor(table.Key)!;
            object[] entities = [.. table];
            DbBatchCommand command = batch.CreateBatchCommand();
#pragma warning disable CA2100 // Names of the model's own tables and columns.
            command.CommandText = entities.Length == 1 ? statement.Command.CommandText : statement.ForMany;
#pragma warning restore CA2100
            if (entities.Length == 1)
            {
                statement.Fill(command.Parameters, entities[0]);
            }
            else
            {
                statement.FillMany(command.Parameters, entities);
            }

            batch.BatchCommands.Add(command);
        }

        await batch.ExecuteNonQueryAsync(cancellationToken);
    }

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
        Column[] columns = [.. properties.Select((p, i) => new Column(p.GetGetter(), p.GetRelationalTypeMapping(), p.IsNullable, $"@p{i}"))];
        string insert = $"INSERT INTO {sql.DelimitIdentifier(table.Name)} ({string.Join(", ", properties.Select(p => sql.DelimitIdentifier(p.GetColumnName(table)!)))})";
        DbCommand command = connection.CreateCommand();
#pragma warning disable CA2100 // Names of the model's own tables and columns.
        command.CommandText = $"{insert} VALUES ({string.Join(", ", columns.Select(c => c.Name))})";
#pragma warning restore CA2100
        return new(command, $"{insert} SELECT * FROM unnest({string.Join(", ", columns.Select(c => $"{c.Name}::{c.Mapping.StoreType}[]"))})", columns);
    }

    private sealed record Statement(DbCommand Command, string ForMany, Column[] Columns)
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

        // PostgreSQL only: each column of all rows is one array.
        internal void FillMany(DbParameterCollection parameters, object[] entities)
        {
            foreach (Column column in Columns)
            {
                DbParameter parameter = Command.CreateParameter();
                (parameter.ParameterName, parameter.Value) = (column.Name, column.Of(entities));
                parameters.Add(parameter);
            }
        }
    }

    private sealed record Column(IClrPropertyGetter Getter, RelationalTypeMapping Mapping, bool IsNullable, string Name)
    {
        private readonly Type _type = ElementType(Mapping.Converter?.ProviderClrType ?? Mapping.ClrType, IsNullable);

        /// <summary>The values of the column in these rows, as the database has them.</summary>
        internal Array Of(object[] entities)
        {
            var values = Array.CreateInstance(_type, entities.Length);
            for (int i = 0; i < entities.Length; i++)
            {
                object? value = Getter.GetClrValue(entities[i]);
                values.SetValue(value is not null && Mapping.Converter is { } converter ? converter.ConvertToProvider(value) : value, i);
            }

            return values;
        }

        private static Type ElementType(Type provided, bool isNullable) => isNullable && provided.IsValueType && Nullable.GetUnderlyingType(provided) is null ? typeof(Nullable<>).MakeGenericType(provided) : provided;
    }
}
