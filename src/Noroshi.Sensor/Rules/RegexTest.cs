using System.Buffers;
using System.Text;
using System.Text.RegularExpressions;

namespace Noroshi.Sensor.Rules;

/// <summary>A regular expression searched for in the value, case-sensitive unless said otherwise. Built when first needed; for any number of threads.</summary>
/// <remarks>
/// Sigma modifiers appendix, "Regular Expression" (PCRE). It runs on the engine that never backtracks; what that engine cannot express (look-around, back references) runs on the other one
/// with a limit of <see cref="LimitMilliseconds"/> a value, after which the answer is no.
/// </remarks>
public sealed class RegexTest : ValueTest
{
    /// <summary>The longest a backtracking expression may take on one value.</summary>
    public const int LimitMilliseconds = 100;

    private const int StackCharacters = 512;

    private readonly Lazy<Regex> _regex;

    /// <summary>An expression.</summary>
    /// <param name="pattern">The expression; must be one that <see cref="IsValid"/> accepts.</param>
    /// <param name="options">Only <see cref="RegexOptions.IgnoreCase"/>, <see cref="RegexOptions.Multiline"/> and <see cref="RegexOptions.Singleline"/>.</param>
    public RegexTest(string pattern, RegexOptions options)
    {
        Pattern = pattern;
        Options = options;
        _regex = new(Build);
    }

    /// <summary>The expression.</summary>
    public string Pattern { get; }

    /// <summary>The flags <c>i</c>, <c>m</c> and <c>s</c>.</summary>
    public RegexOptions Options { get; }

    /// <summary>Whether it runs on the engine that never backtracks.</summary>
    public bool IsLinear => _regex.Value.Options.HasFlag(RegexOptions.NonBacktracking);

    /// <summary>Whether a text is an expression this program can run, and why not.</summary>
    /// <param name="pattern">The text.</param>
    /// <param name="problem">What is wrong with it, or empty.</param>
    public static bool IsValid(string pattern, out string problem)
    {
        problem = "";
        // .NET would silently read these as something else.
        if (pattern.Contains("[[:", StringComparison.Ordinal)) problem = "[[:class:]]";
        try
        {
            _ = new Regex(pattern, RegexOptions.CultureInvariant, TimeSpan.FromMilliseconds(LimitMilliseconds));
        }
        catch (ArgumentException e)
        {
            problem = e.Message;
        }
        return problem.Length == 0;
    }

    /// <inheritdoc/>
    public override bool Holds(ReadOnlySpan<byte> value, EventValueKind kind)
    {
        if (!HasText(kind)) return false;
        if (value.Length > StackCharacters) return HoldsLong(value);
        Span<char> characters = stackalloc char[StackCharacters];
        return IsMatch(characters[..Encoding.UTF8.GetChars(value, characters)]);
    }

    private bool HoldsLong(ReadOnlySpan<byte> value)
    {
        var characters = ArrayPool<char>.Shared.Rent(value.Length);
        var answer = IsMatch(characters.AsSpan(0, Encoding.UTF8.GetChars(value, characters)));
        ArrayPool<char>.Shared.Return(characters);
        return answer;
    }

    private bool IsMatch(ReadOnlySpan<char> text)
    {
        try
        {
            return _regex.Value.IsMatch(text);
        }
        catch (RegexMatchTimeoutException)
        {
            return false;
        }
    }

    private Regex Build()
    {
        var limit = TimeSpan.FromMilliseconds(LimitMilliseconds);
        try
        {
            return new(Pattern, Options | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking, limit);
        }
        catch (NotSupportedException)
        {
            return new(Pattern, Options | RegexOptions.CultureInvariant, limit);
        }
    }
}
