using System.Text;
using Noroshi.Formats.Cef;

namespace Noroshi.Tests.Formats.Cef;

/// <summary>CEF: the escapes of header and extension, where values end, and what is refused.</summary>
public sealed class CefMessageTests
{
    private static string Header(string line)
    {
        var outcome = CefMessage.Read(Encoding.UTF8.GetBytes(line), out var m);
        if (outcome != CefOutcome.Valid) { return outcome.ToString(); }
        return string.Join('~', Encoding.UTF8.GetString(m.Prefix), m.Version, Text(m.DeviceVendor), Text(m.DeviceProduct), Text(m.DeviceVersion), Text(m.ClassId), Text(m.Name), Text(m.Severity));
    }

    private static string Text(ReadOnlySpan<byte> raw)
    {
        var target = new byte[raw.Length];
        return Encoding.UTF8.GetString(target.AsSpan(0, CefMessage.UnescapeHeader(raw, target)));
    }

    private static string Pairs(string extension)
    {
        List<string> pairs = [];
        var walk = new CefExtension(Encoding.UTF8.GetBytes(extension));
        while (walk.MoveNext())
        {
            var target = new byte[walk.RawValue.Length];
            pairs.Add($"{Encoding.UTF8.GetString(walk.Key)}:{Encoding.UTF8.GetString(target.AsSpan(0, CefExtension.Unescape(walk.RawValue, target)))}");
        }
        return string.Join('~', pairs);
    }

    [Theory]
    [InlineData("CEF:0|a|b|c|d|e f|7|", "~0~a~b~c~d~e f~7")]
    [InlineData("CEF:1|a|b|c|d|e|Very-High|x=1", "~1~a~b~c~d~e~Very-High")]
    [InlineData("CEF: 0|a|b|c|d|e|7|", "~0~a~b~c~d~e~7")]
    [InlineData("CEF:0|a\\|b|\\\\|c\\\\|d\\|\\\\\\||e=f|\\7|", "~0~a|b~\\~c\\~d|\\|~e=f~\\7")]
    [InlineData("CEF:0|||||||", "~0~~~~~~")]
    [InlineData("<134>Nov 16 21:24:18 fw CEF:0|a|b|c|d|e|7|", "<134>Nov 16 21:24:18 fw~0~a~b~c~d~e~7")]
    [InlineData("Nov 16 21:24:18 fw CEF: about CEF:0|a|b|c|d|e|7|", "Nov 16 21:24:18 fw CEF: about~0~a~b~c~d~e~7")]
    [InlineData("CEF:0|a|b|c|d|e|7", "HeaderCutOff")]
    [InlineData("CEF:0|a|b|c|d|e|7\\|", "HeaderCutOff")]
    [InlineData("CEF:2|a|b|c|d|e|7|", "UnknownVersion")]
    [InlineData("CEF:|a|b|c|d|e|7|", "NotCef")]
    [InlineData("CEF:x|a|b|c|d|e|7|", "NotCef")]
    [InlineData("XCEF:0|a|b|c|d|e|7|", "NotCef")]
    [InlineData("cef:0|a|b|c|d|e|7|", "NotCef")]
    [InlineData("", "NotCef")]
    public void Read_Header_HasItsFieldsOrIsRefused(string line, string expected) => Assert.Equal(expected, Header(line));

    [Theory]
    [InlineData("src=192.0.2.1 dst=192.0.2.2", "src:192.0.2.1~dst:192.0.2.2")]
    [InlineData(" src=192.0.2.1  ", "src:192.0.2.1")]
    [InlineData("msg=a text, with blanks  act=blocked", "msg:a text, with blanks~act:blocked")]
    [InlineData("msg=a\\=b \\\\ c\\nd\\re | \\x cnt=1", "msg:a=b \\ c\nd\re | \\x~cnt:1")]
    [InlineData("moo=this =has = equals\\=", "moo:this =has = equals=")]
    [InlineData("request=http://www.example.org/?a=1&b=2 spt=80", "request:http://www.example.org/?a=1&b=2~spt:80")]
    [InlineData("a= b=2 c=", "a:~b:2~c:")]
    [InlineData("ad.Error_,Code=1 ad.field[0]=x additional.dotName=y", "ad.Error_,Code:1~ad.field[0]:x~additional.dotName:y")]
    [InlineData("not pairs at all", "")]
    [InlineData("words before src=192.0.2.1", "src:192.0.2.1")]
    [InlineData("msg=x\\\\ src=192.0.2.1", "msg:x\\~src:192.0.2.1")]
    [InlineData("=", "")]
    [InlineData("a.=1", "")]
    [InlineData("a[x]=1", "")]
    public void MoveNext_Pairs_EndBeforeTheNextKey(string extension, string expected) => Assert.Equal(expected, Pairs(extension));

    // A peer's text that a device escaped as it must cannot become a pair of its own.
    [Theory]
    [InlineData("suser=x src\\=192.0.2.66 src=192.0.2.1", "suser:x src=192.0.2.66~src:192.0.2.1")]
    [InlineData("suser=x\\nsrc\\=192.0.2.66 src=192.0.2.1", "suser:x\nsrc=192.0.2.66~src:192.0.2.1")]
    [InlineData("suser=\u001B[2J\0 src=192.0.2.1", "suser:\u001B[2J\0~src:192.0.2.1")]
    public void MoveNext_EscapedText_StaysValue(string extension, string expected) => Assert.Equal(expected, Pairs(extension));

    [Fact]
    public void TryFind_RepeatedKey_IsTheFirst()
    {
        Assert.True(CefExtension.TryFind("src=192.0.2.1 src=192.0.2.2"u8, "src"u8, out var value));
        Assert.Equal("192.0.2.1", Encoding.UTF8.GetString(value));
        Assert.False(CefExtension.TryFind("src=192.0.2.1"u8, "sr"u8, out _));
    }

    [Fact]
    public void Read_TruncatedAtEachByte_IsWholeOnlyAfterTheSeventhPipe()
    {
        const string Line = "<134>Nov 16 21:24:18 fw CEF:0|a|b\\|c|1|2|name|7|src=192.0.2.1 msg=a b";
        var header = Line.IndexOf("src", StringComparison.Ordinal);
        for (var length = 0; length <= Line.Length; length++)
        {
            var outcome = CefMessage.Read(Encoding.UTF8.GetBytes(Line[..length]), out var message);
            Assert.Equal(length >= header, outcome == CefOutcome.Valid);
            if (length >= header) { Assert.Equal(Line[header..length], Encoding.UTF8.GetString(message.Extension)); }
        }
    }

    [Fact]
    public void Read_AnyMessageWritten_ReadsBack()
    {
        Random random = new(20261121);
        for (var i = 0; i < 2000; i++)
        {
            string[] header = [.. Enumerable.Range(0, 6).Select(_ => Chance(random, "ab |\\=\u3042"))];
            (string Key, string Value)[] pairs = [.. Enumerable.Range(0, random.Next(5)).Select(k => ($"key{k}", Chance(random, "ab |\\=\n\r\u3042").Trim()))];
            var line = $"CEF:1|{string.Join('|', header.Select(h => h.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("|", "\\|", StringComparison.Ordinal)))}|{string.Join(' ', pairs.Select(p => $"{p.Key}={Escaped(p.Value)}"))}";
            Assert.Equal(string.Join('~', ["", "1", .. header]), Header(line));
            CefMessage.Read(Encoding.UTF8.GetBytes(line), out var message);
            Assert.Equal(string.Join('~', pairs.Select(p => $"{p.Key}:{p.Value}")), Pairs(Encoding.UTF8.GetString(message.Extension)));
        }
    }

    [Fact]
    public void MoveNext_MegabyteOfEqualsSigns_EndsSoon()
    {
        var watch = System.Diagnostics.Stopwatch.StartNew();
        Assert.Equal("a:" + new string('=', 1_000_000), Pairs("a=" + new string('=', 1_000_000)));
        Assert.Equal("", Pairs(new string('x', 1_000_000)));
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(5));
    }

    private static string Escaped(string value) => value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("=", "\\=", StringComparison.Ordinal)
        .Replace("\n", "\\n", StringComparison.Ordinal).Replace("\r", "\\r", StringComparison.Ordinal);

    private static string Chance(Random random, string letters) => string.Concat(Enumerable.Range(0, random.Next(10)).Select(_ => letters[random.Next(letters.Length)]));
}
