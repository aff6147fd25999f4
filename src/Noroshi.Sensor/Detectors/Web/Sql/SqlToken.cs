namespace Noroshi.Sensor.Detectors.Web.Sql;

/// <summary>What a piece of SQL is, as far as injections are told by it.</summary>
internal enum SqlKind
{
    End,
    Number,
    Text,
    OpenText,
    Variable,
    Word,
    Literal,
    Function,
    TellingName,
    Union,
    Select,
    From,
    Where,
    Logic,
    Not,
    Compare,
    Arithmetic,
    Star,
    Open,
    Close,
    Comma,
    Semicolon,
    Comment,
    ExecutableComment,
    Quantifier,
    By,
    Having,
    Limit,
    Into,
    File,
    Statement,
    Thing,
    Case,
    When,
    Cast,
    Backslash,
    Other,
}

/// <summary>One piece.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Start">Where it starts.</param>
/// <param name="Length">How long it is.</param>
/// <param name="Weight">How telling a function or name is; see <see cref="SqlWords"/>.</param>
internal readonly record struct SqlToken(SqlKind Kind, int Start, int Length, int Weight)
{
    /// <summary>Whether it is a value by itself.</summary>
    internal bool IsConstant => Kind is SqlKind.Number or SqlKind.Text or SqlKind.OpenText or SqlKind.Variable;

    /// <summary>Whether it can stand where a value stands.</summary>
    internal bool IsOperand => IsConstant || Kind is SqlKind.Word or SqlKind.Literal or SqlKind.Function or SqlKind.TellingName;
}
