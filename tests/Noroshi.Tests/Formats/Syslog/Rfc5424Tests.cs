using System.Text;
using Noroshi.Formats.Syslog;

namespace Noroshi.Tests.Formats.Syslog;

/// <summary>RFC 5424: the standard's own examples, its limits, and what it forbids.</summary>
public sealed class Rfc5424Tests
{
    private const string Whole = "<165>1 2003-10-11T22:14:15.003Z mymachine.example.com evntslog 8710 ID47 [exampleSDID@32473 iut=\"3\" eventSource=\"App \\\"x\\\" \\\\ \\]\"][priority@32473] \uFEFFAn entry";

    private static SyslogOutcome Read(string text) => Rfc5424.Read(Encoding.UTF8.GetBytes(text), out _);

    [Fact]
    public void Read_EveryPart_IsASliceOfTheText()
    {
        Assert.Equal(SyslogOutcome.Valid, Rfc5424.Read(Encoding.UTF8.GetBytes(Whole), out var message));
        Assert.Equal((165, 20, 5, 1), (message.Priority, message.Facility, message.Severity, message.Version));
        Assert.Equal("2003-10-11T22:14:15.003Z", Encoding.UTF8.GetString(message.Timestamp));
        Assert.Equal("mymachine.example.com", Encoding.UTF8.GetString(message.Hostname));
        Assert.Equal(("evntslog", "8710", "ID47"), (Encoding.UTF8.GetString(message.AppName), Encoding.UTF8.GetString(message.ProcId), Encoding.UTF8.GetString(message.MsgId)));
        Assert.Equal("\uFEFFAn entry", Encoding.UTF8.GetString(message.Message));
        Assert.Equal(["exampleSDID@32473 iut=3", "exampleSDID@32473 eventSource=App \"x\" \\ ]", "priority@32473 ="], Walk(message.Elements));
    }

    // RFC 5424 section 6.5 (examples 1 to 4), and section 6.2.3.1 for the timestamps.
    [Theory]
    [InlineData("<34>1 2003-10-11T22:14:15.003Z mymachine.example.com su - ID47 - \uFEFF'su root' failed for lonvick on /dev/pts/8")]
    [InlineData("<165>1 2003-08-24T05:14:15.000003-07:00 192.0.2.1 myproc 8710 - - %% It's time to make the do-nuts.")]
    [InlineData("<165>1 2003-10-11T22:14:15.003Z mymachine.example.com evntslog - ID47 [exampleSDID@32473 iut=\"3\" eventSource=\"Application\" eventID=\"1011\"] \uFEFFAn application event log entry...")]
    [InlineData("<165>1 2003-10-11T22:14:15.003Z mymachine.example.com evntslog - ID47 [exampleSDID@32473 iut=\"3\"][examplePriority@32473 class=\"high\"]")]
    [InlineData("<0>999 1985-04-12T19:20:50.52-04:00 - - - - -")]
    [InlineData("<191>1 2003-10-11T22:14:15.003Z - - - - - ")]
    [InlineData("<1>1 - - - - - [origin ip=\"192.0.2.1\" ip=\"192.0.2.129\"]")]
    [InlineData("<1>1 - - - - - - any \u0000 octets \n at all")]
    public void Read_WhatTheRfcPermits_IsValid(string text) => Assert.Equal(SyslogOutcome.Valid, Read(text));

    [Theory]
    [InlineData("", SyslogOutcome.Empty)]
    [InlineData("<192>1 - - - - - -", SyslogOutcome.BadPriority)]
    [InlineData("<00>1 - - - - - -", SyslogOutcome.BadPriority)]
    [InlineData("<>1 - - - - - -", SyslogOutcome.BadPriority)]
    [InlineData("<1", SyslogOutcome.BadPriority)]
    [InlineData("1 - - - - - -", SyslogOutcome.BadPriority)]
    [InlineData(" <1>1 - - - - - -", SyslogOutcome.BadPriority)]
    [InlineData("<1>0 - - - - - -", SyslogOutcome.BadVersion)]
    [InlineData("<1>01 - - - - - -", SyslogOutcome.BadVersion)]
    [InlineData("<1>1000 - - - - - -", SyslogOutcome.BadVersion)]
    [InlineData("<1>Oct 11 22:14:15 host su: text", SyslogOutcome.BadVersion)]
    [InlineData("<1>1 2003-10-11t22:14:15Z - - - - -", SyslogOutcome.BadTimestamp)]
    [InlineData("<1>1 2003-10-11T22:14:15z - - - - -", SyslogOutcome.BadTimestamp)]
    [InlineData("<1>1 2003-10-11T22:14:15.1234567Z - - - - -", SyslogOutcome.BadTimestamp)]
    [InlineData("<1>1 2016-12-31T23:59:60Z - - - - -", SyslogOutcome.BadTimestamp)]
    [InlineData("<1>1 2003-02-29T22:14:15Z - - - - -", SyslogOutcome.BadTimestamp)]
    [InlineData("<1>1 2003-10-11T24:00:00Z - - - - -", SyslogOutcome.BadTimestamp)]
    [InlineData("<1>1 2003-10-11T22:14:15 - - - - -", SyslogOutcome.BadTimestamp)]
    [InlineData("<1>1  - - - - -", SyslogOutcome.BadTimestamp)]
    [InlineData("<1>1 - h\u00F6st - - - -", SyslogOutcome.BadHostname)]
    [InlineData("<1>1 - - a\u007Fb - - -", SyslogOutcome.BadAppName)]
    [InlineData("<1>1 - - - \t - -", SyslogOutcome.BadProcId)]
    [InlineData("<1>1 - - - -", SyslogOutcome.BadProcId)]
    [InlineData("<1>1 - - - - -", SyslogOutcome.BadMsgId)]
    [InlineData("<1>1 - - - - - ", SyslogOutcome.BadStructuredData)]
    [InlineData("<1>1 - - - - - x", SyslogOutcome.BadStructuredData)]
    [InlineData("<1>1 - - - - - -x", SyslogOutcome.BadStructuredData)]
    [InlineData("<1>1 - - - - - [a b=\"1\"]x", SyslogOutcome.BadStructuredData)]
    [InlineData("<1>1 - - - - - [a b=\"1\" ]", SyslogOutcome.BadStructuredData)]
    [InlineData("<1>1 - - - - - [a  b=\"1\"]", SyslogOutcome.BadStructuredData)]
    [InlineData("<1>1 - - - - - [a b=1]", SyslogOutcome.BadStructuredData)]
    [InlineData("<1>1 - - - - - [a b=\"]\"]", SyslogOutcome.BadStructuredData)]
    [InlineData("<1>1 - - - - - [a=b c=\"1\"]", SyslogOutcome.BadStructuredData)]
    [InlineData("<1>1 - - - - - [\u00E9 c=\"1\"]", SyslogOutcome.BadStructuredData)]
    [InlineData("<1>1 - - - - - [a][b][a]", SyslogOutcome.DuplicateElement)]
    public void Read_WhatTheRfcForbids_SaysWhichPart(string text, SyslogOutcome outcome) => Assert.Equal(outcome, Read(text));

    [Theory]
    [InlineData("<1>1 - {0} - - - -", 255)]
    [InlineData("<1>1 - - {0} - - -", 48)]
    [InlineData("<1>1 - - - {0} - -", 128)]
    [InlineData("<1>1 - - - - {0} -", 32)]
    [InlineData("<1>1 - - - - - [{0}]", 32)]
    [InlineData("<1>1 - - - - - [a {0}=\"\"]", 32)]
    public void Read_LengthOfAName_IsLimited(string form, int max)
    {
        Assert.Equal(SyslogOutcome.Valid, Read(form.Replace("{0}", new('x', max), StringComparison.Ordinal)));
        Assert.NotEqual(SyslogOutcome.Valid, Read(form.Replace("{0}", new('x', max + 1), StringComparison.Ordinal)));
    }

    [Fact]
    public void Read_Utf8ThatIsNot_IsRefusedWhereItIsPromised()
    {
        byte[] bad = [0xC3, 0x28];
        Assert.Equal(SyslogOutcome.BadMessage, Rfc5424.Read([.. "<1>1 - - - - - - "u8, 0xEF, 0xBB, 0xBF, .. bad], out _));
        Assert.Equal(SyslogOutcome.BadStructuredData, Rfc5424.Read([.. "<1>1 - - - - - [a b=\""u8, .. bad, .. "\"]"u8], out _));
        Assert.Equal(SyslogOutcome.Valid, Rfc5424.Read([.. "<1>1 - - - - - - "u8, .. bad], out _));
    }

    [Theory]
    [InlineData("a\\\"b\\\\c\\]d", "a\"b\\c]d")]
    [InlineData("\\n \\u2318 \\", "\\n \\u2318 \\")]
    [InlineData("\\\\\\\"", "\\\"")]
    public void Unescape_OnlyTheThreeEscapes_AreReplaced(string raw, string expected)
    {
        var target = new byte[raw.Length];
        Assert.Equal(expected, Encoding.UTF8.GetString(target.AsSpan(0, StructuredData.Unescape(Encoding.UTF8.GetBytes(raw), target))));
    }

    // Cut off before the message begins, no beginning is a message, but for those that end with the structured data.
    [Fact]
    public void Read_TruncatedAtEachByte_IsRefusedOrAWholeMessage()
    {
        var bytes = Encoding.UTF8.GetBytes(Whole);
        var elementsEnd = Encoding.UTF8.GetBytes(Whole[..(Whole.IndexOf("[priority", StringComparison.Ordinal))]).Length;
        var secondEnd = elementsEnd + "[priority@32473]".Length;
        for (var length = 0; length <= bytes.Length; length++)
        {
            var isWhole = length == elementsEnd || length >= secondEnd;
            var outcome = Rfc5424.Read(bytes.AsSpan(0, length), out _);
            Assert.True(isWhole == (outcome == SyslogOutcome.Valid), $"{length}: {outcome}");
        }
    }

    [Fact]
    public void Read_AnyMessageWritten_ReadsBack()
    {
        Random random = new(20261121);
        for (var i = 0; i < 2000; i++)
        {
            var written = WrittenMessage.Make(random);
            Assert.Equal(SyslogOutcome.Valid, Rfc5424.Read(written.Bytes(), out var message));
            Assert.Equal(written.Priority, message.Priority);
            Assert.Equal(written.Hostname, Encoding.UTF8.GetString(message.Hostname));
            Assert.Equal(written.Message, Encoding.UTF8.GetString(message.Message));
            Assert.Equal(written.Parameters.Select(p => $"{p.Id} {p.Name}={p.Value}"), Walk(message.Elements));
        }
    }

    [Fact]
    public void Read_ThousandsOfElements_EndsSoon()
    {
        var many = string.Concat(Enumerable.Range(0, 1024).Select(i => $"[e{i}]"));
        Assert.Equal(SyslogOutcome.Valid, Read("<1>1 - - - - - " + many));
        Assert.Equal(SyslogOutcome.BadStructuredData, Read("<1>1 - - - - - " + many + "[more]"));
        Assert.Equal(SyslogOutcome.DuplicateElement, Read("<1>1 - - - - - " + many[..^7] + "[e7]"));
    }

    [Fact]
    public void Read_AnyMessage_AllocatesNothing()
    {
        var bytes = Encoding.UTF8.GetBytes(Whole);
        Rfc5424.Read(bytes, out _);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++) { Rfc5424.Read(bytes, out _); }
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static string[] Walk(ReadOnlySpan<byte> elements)
    {
        List<string> all = [];
        var walk = new StructuredData(elements);
        while (walk.MoveNext())
        {
            var value = new byte[walk.RawValue.Length];
            all.Add($"{Encoding.UTF8.GetString(walk.Id)} {Encoding.UTF8.GetString(walk.Name)}={Encoding.UTF8.GetString(value.AsSpan(0, StructuredData.Unescape(walk.RawValue, value)))}");
        }
        return [.. all];
    }
}
