using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using Noroshi.Formats.Json;

namespace Noroshi.Tests.Formats.Json;

/// <summary>RFC 8785: the number samples of its appendix B, sorting, escapes, and agreement of both writers.</summary>
public sealed class CanonicalJsonTests
{
    private static string? Canonical(string json, CanonicalNumbers numbers = CanonicalNumbers.EcmaScript) =>
        CanonicalJson.Of(Encoding.UTF8.GetBytes(json), StrictJsonOptions.Default, numbers, out _) is { } bytes ? Encoding.UTF8.GetString(bytes) : null;

    [Theory]
    [InlineData("0000000000000000", "0")]
    [InlineData("8000000000000000", "0")]
    [InlineData("0000000000000001", "5e-324")]
    [InlineData("8000000000000001", "-5e-324")]
    [InlineData("7fefffffffffffff", "1.7976931348623157e+308")]
    [InlineData("ffefffffffffffff", "-1.7976931348623157e+308")]
    [InlineData("4340000000000000", "9007199254740992")]
    [InlineData("c340000000000000", "-9007199254740992")]
    [InlineData("4430000000000000", "295147905179352830000")]
    [InlineData("44b52d02c7e14af5", "9.999999999999997e+22")]
    [InlineData("44b52d02c7e14af6", "1e+23")]
    [InlineData("44b52d02c7e14af7", "1.0000000000000001e+23")]
    [InlineData("444b1ae4d6e2ef4e", "999999999999999700000")]
    [InlineData("444b1ae4d6e2ef4f", "999999999999999900000")]
    [InlineData("444b1ae4d6e2ef50", "1e+21")]
    [InlineData("3eb0c6f7a0b5ed8c", "9.999999999999997e-7")]
    [InlineData("3eb0c6f7a0b5ed8d", "0.000001")]
    [InlineData("41b3de4355555553", "333333333.3333332")]
    [InlineData("41b3de4355555554", "333333333.33333325")]
    [InlineData("41b3de4355555555", "333333333.3333333")]
    [InlineData("41b3de4355555556", "333333333.3333334")]
    [InlineData("41b3de4355555557", "333333333.33333343")]
    [InlineData("becbf647612f3696", "-0.0000033333333333333333")]
    [InlineData("43143ff3c1cb0959", "1424953923781206.2")]
    public void Write_Number_IsPrintedAsAppendixB(string bits, string expected)
    {
        var number = BitConverter.Int64BitsToDouble(long.Parse(bits, NumberStyles.HexNumber, CultureInfo.InvariantCulture));
        Assert.Equal(expected, Canonical(number.ToString("R", CultureInfo.InvariantCulture)));
    }

    [Fact]
    public void Write_MembersAndEscapes_AreSortedByUtf16AndSpelledOneWay() => Assert.Equal(
        "{\"\\r\":\"Carriage Return\",\"1\":\"One\",\"\u0080\":\"Control\",\"ö\":\"/\\\"\\\\\\b\\f\\n\\t\\u000f\u007f\",\"€\":[],\"😀\":{},\"\ufb33\":1e-7}",
        Canonical("{ \"\\u20ac\":[ ], \"\\r\":\"Carriage Return\", \"\\ufb33\":1E-7, \"1\":\"One\", \"\\ud83d\\ude00\":{ }, \"\\u0080\":\"Control\", \"\\u00f6\":\"\\/\\\"\\\\\\b\\f\\n\\t\\u000F\\u007f\"}"));

    [Theory]
    [InlineData("1.5")]
    [InlineData("9007199254740992")]
    [InlineData("-9007199254740992")]
    [InlineData("1e400")]
    public void Write_WholeOnly_RefusesWhatIsNotWhole(string json)
    {
        Assert.Null(CanonicalJson.Of(Encoding.UTF8.GetBytes($"[ {json}]"), StrictJsonOptions.Default, CanonicalNumbers.WholeOnly, out var refusal));
        Assert.Equal(new JsonRefusal(JsonRefusal.Number, 2), refusal);
        Assert.Throws<ArgumentException>(() => CanonicalJson.Of(JsonNode.Parse(json), CanonicalNumbers.WholeOnly));
    }

    [Theory]
    [InlineData("1.0", "1")]
    [InlineData("-0", "0")]
    [InlineData("1e3", "1000")]
    [InlineData("9007199254740991", "9007199254740991")]
    public void Write_WholeOnly_AcceptsWholeNumbersHoweverSpelled(string json, string expected) => Assert.Equal(expected, Canonical(json, CanonicalNumbers.WholeOnly));

    [Fact]
    public void Of_ValuesMadeInCode_AreWrittenLikeTheirText()
    {
        var id = Guid.Parse("018f0000-0000-7000-8000-000000000001");
        var node = new JsonObject { ["z"] = 1, ["b"] = 2L, ["id"] = id, ["a"] = null, ["t"] = true, ["list"] = new JsonArray("é", "\u2028", 3.25m) };
        Assert.Equal("{\"a\":null,\"b\":2,\"id\":\"018f0000-0000-7000-8000-000000000001\",\"list\":[\"é\",\"\u2028\",3.25],\"t\":true,\"z\":1}",
            Encoding.UTF8.GetString(CanonicalJson.Of(node, CanonicalNumbers.EcmaScript)));
    }

    [Fact]
    public void Of_LoneSurrogateMadeInCode_Throws() =>
        Assert.Throws<ArgumentException>(() => CanonicalJson.Of(JsonValue.Create("\ud800"), CanonicalNumbers.EcmaScript));

    [Fact]
    public void Write_AnyDouble_ReadsBackAsTheSameDouble() =>
        Check.QuickThrowOnFailure(Prop.ForAll<double>(number =>
            !double.IsFinite(number) || double.Parse(Canonical(number.ToString("R", CultureInfo.InvariantCulture))!, CultureInfo.InvariantCulture) == number));

    [Fact]
    public void Write_AnyMembers_BothWritersAgreeAndTheFormIsAFixedPoint() =>
        Check.QuickThrowOnFailure(Prop.ForAll<Dictionary<NonNull<string>, NonNull<string>>, int[]>((members, numbers) =>
        {
            var node = new JsonObject { ["numbers"] = new JsonArray([.. numbers.Select(n => (JsonNode)n)]) };
            foreach (var (key, value) in members)
            {
                if (IsWellFormed(key.Get) && IsWellFormed(value.Get)) { node[key.Get] = value.Get; }
            }
            var made = CanonicalJson.Of(node, CanonicalNumbers.WholeOnly);
            var read = CanonicalJson.Of(Encoding.UTF8.GetBytes(node.ToJsonString()), StrictJsonOptions.Default, CanonicalNumbers.WholeOnly, out _);
            var again = CanonicalJson.Of(made, StrictJsonOptions.Default, CanonicalNumbers.WholeOnly, out _);
            return made.AsSpan().SequenceEqual(read) && made.AsSpan().SequenceEqual(again);
        }));

    private static bool IsWellFormed(string text) => !text.EnumerateRunes().Any(r => r == System.Text.Rune.ReplacementChar);
}
