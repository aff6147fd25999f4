using System.Text;
using Noroshi.Formats.Json;

namespace Noroshi.Tests.Formats.Json;

/// <summary>What the strict reader refuses, with code and place, and that it never throws.</summary>
public sealed class StrictJsonTests
{
    private static JsonRefusal? Check(string json, StrictJsonOptions? options = null) => StrictJson.Check(Encoding.UTF8.GetBytes(json), options ?? StrictJsonOptions.Default);

    [Theory]
    [InlineData("{\"a\":1,\"b\":[true,false,null,-0.5e+3,\"\\ud834\\udd1e\"]}")]
    [InlineData(" \t\r\n0 ")]
    [InlineData("\"\\\\ud800\"")]
    [InlineData("{\"a\":{\"a\":{\"a\":1}}}")]
    public void Check_Good_IsAccepted(string json) => Assert.Null(Check(json));

    [Theory]
    [InlineData("", JsonRefusal.Syntax, 0)]
    [InlineData("   ", JsonRefusal.Syntax, 3)]
    [InlineData("[1,]", JsonRefusal.Syntax, 3)]
    [InlineData("{\"a\":1,\n \"b\" 2}", JsonRefusal.Syntax, 13)]
    [InlineData("[1]x", JsonRefusal.TrailingData, 3)]
    [InlineData("1 \n 2", JsonRefusal.TrailingData, 4)]
    [InlineData("{\"a\":1,\"a\":2}", JsonRefusal.DuplicateKey, 7)]
    [InlineData("{\"a\":1,\"\\u0061\":2}", JsonRefusal.DuplicateKey, 7)]
    [InlineData("[\"x\\ud800\"]", JsonRefusal.LoneSurrogate, 3)]
    [InlineData("[\"\\udd1e\\ud834\"]", JsonRefusal.LoneSurrogate, 2)]
    [InlineData("{\"\\ud800\":1}", JsonRefusal.LoneSurrogate, 2)]
    [InlineData("\uFEFF1", JsonRefusal.Syntax, 0)]
    [InlineData("/* no */ 1", JsonRefusal.Syntax, 0)]
    [InlineData("NaN", JsonRefusal.Syntax, 0)]
    public void Check_Bad_IsRefusedWithCodeAndOffset(string json, string code, int offset) => Assert.Equal(new JsonRefusal(code, offset), Check(json));

    [Fact]
    public void Check_InvalidUtf8_NamesTheFirstBadByte() =>
        Assert.Equal(new JsonRefusal(JsonRefusal.NotUtf8, 4), StrictJson.Check([(byte)'"', (byte)'a', 0xc3, 0xa9, 0xff, (byte)'"'], StrictJsonOptions.Default));

    [Fact]
    public void Check_Depth_IsCountedFromOne()
    {
        static string Nested(int depth) => new string('[', depth) + new string(']', depth);
        Assert.Null(Check(Nested(64)));
        Assert.Equal(new JsonRefusal(JsonRefusal.TooDeep, 64), Check(Nested(65)));
        Assert.Equal(new JsonRefusal(JsonRefusal.TooDeep, 64), Check(Nested(100_000)));
        Assert.Equal(new JsonRefusal(JsonRefusal.TooDeep, 1), Check("[[]]", new() { MaxDepth = 1 }));
    }

    [Fact]
    public void Check_Size_IsLimited() => Assert.Equal(new JsonRefusal(JsonRefusal.TooLarge, 3), Check("1234", new() { MaxBytes = 3 }));

    [Fact]
    public void Position_SecondLine_CountsFromOne() => Assert.Equal((2, 3), new JsonRefusal(JsonRefusal.Syntax, 4).Position("{\n  x"u8));

    [Fact]
    public void Check_TruncatedAtEachByte_IsRefusedWithoutThrowing()
    {
        var json = Encoding.UTF8.GetBytes("{\"概要\":[1,-2.5e3,true,null,\"\\ud834\\udd1e\\n\",{\"x\":{}}]}");
        for (var length = 0; length < json.Length; length++) { Assert.NotNull(StrictJson.Check(json.AsSpan(0, length), StrictJsonOptions.Default)); }
    }

    [Fact]
    public void Check_EachByteReplaced_NeverThrows()
    {
        var json = Encoding.UTF8.GetBytes("{\"概\":[1,\"\\ud834\\udd1e\\n\",{\"x\":{}}]}");
        for (var at = 0; at < json.Length; at++)
        {
            for (var value = 0; value < 256; value++)
            {
                var changed = (byte[])json.Clone();
                changed[at] = (byte)value;
                var refusal = StrictJson.Parse(changed, StrictJsonOptions.Default, out _);
                if (refusal is { } r) { Assert.InRange(r.Offset, 0, json.Length); }
            }
        }
    }
}
