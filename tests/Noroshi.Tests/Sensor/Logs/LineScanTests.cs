using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using FsCheck;
using FsCheck.Fluent;
using Noroshi.Sensor.Logs;

namespace Noroshi.Tests.Sensor.Logs;

public sealed partial class LineScanTests
{
    private static readonly Gen<string> AlmostAddress = Gen.ListOf(Gen.Elements([.. "0123456789..."])).Select(c => string.Concat(c.Take(20)));
    private static readonly Gen<string> Behind = Gen.Elements("", " ", ".", ":22", "x", " - - [", "0", ".1", "............");
    private static readonly Gen<string> Address = from numbers in Gen.ListOf(Gen.Choose(0, 299), 4) from behind in Behind select string.Join('.', numbers) + behind;

    private static readonly Gen<string> Group = Gen.Elements("", "", "0", "1", "db8", "ABCD", "ffff", "12345", "g");
    private static readonly Gen<string> Ipv6 = from groups in Gen.ListOf(Group).Resize(9) from behind in Gen.Elements("", "", "", ":", "%eth0", "/32", "192.0.2.1", " ") select string.Join(':', groups) + behind;

    [GeneratedRegex(@"^((25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])\.){3}(25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])(?![0-9])", RegexOptions.CultureInvariant)]
    private static partial Regex Ipv4 { get; }

    [Fact]
    public void Ipv4Length_AnyText_IsWhatTheGrammarSays() =>
        Prop.ForAll(Gen.OneOf(AlmostAddress, Address).ToArbitrary(), text => Ipv4.Match(text).Length == LineScan.Ipv4Length(Encoding.ASCII.GetBytes(text)))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(20_000));

    /// <summary>What it takes for one is one to the runtime's own parser; and of the forms logs have, it knows all.</summary>
    [Fact]
    public void IsPlainIpv6_AnyText_IsAnAddressToTheRuntimeToo()
    {
        var taken = 0;
        Prop.ForAll(Ipv6.ToArbitrary(), text =>
        {
            var bytes = Encoding.ASCII.GetBytes(text);
            var isAddress = text.Contains(':') && !text.AsSpan().ContainsAny("[]%/") && IPAddress.IsValidUtf8(bytes);
            if (LineScan.IsPlainIpv6(bytes)) taken++;
            return LineScan.IsPlainIpv6(bytes) == (isAddress && text.Length >= 8 && !text.Contains('.'));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(50_000));
        Assert.True(taken > 200, $"{taken} taken");
    }

    [Fact]
    public void TryNumber_AnyText_IsDigitsAndNothingElse() =>
        Prop.ForAll(Gen.ListOf(Gen.Elements([.. "0123456789012345678901234567890/:a\u00B1"])).Select(c => string.Concat(c.Take(20))).ToArbitrary(), text =>
        {
            var isNumber = text.Length is > 0 and <= 18 && text.All(char.IsAsciiDigit);
            return LineScan.TryNumber(Encoding.Latin1.GetBytes(text), out var number) == isNumber && (!isNumber || number == long.Parse(text, System.Globalization.CultureInfo.InvariantCulture));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(20_000));

    [Fact]
    public void TryNumberBefore_AnyLine_SaysWhatTryNumberSaysOfThePart() =>
        Prop.ForAll(Gen.ListOf(Gen.Elements([.. "0123456789012345678901234567890/:a\u00B1 -"])).Select(c => string.Concat(c.Take(24))).Zip(Gen.Choose(0, 10)).ToArbitrary(), pair =>
        {
            var (line, length) = (Encoding.Latin1.GetBytes(pair.Item1), pair.Item2);
            var isNumber = LineScan.TryNumberBefore(line, line.Length, length, out var number);
            if (length is 0 or > 8 || line.Length < 8) return !isNumber;
            return isNumber == LineScan.TryNumber(line.AsSpan(line.Length - length), out var expected) && number == expected;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(20_000));

    [Fact]
    public void Word_AnyText_EndsAtTheFirstBlank() =>
        Prop.ForAll(Gen.ListOf(Gen.Elements([.. "abcdefgh "])).Select(string.Concat).ToArbitrary(), text =>
        {
            ReadOnlySpan<byte> rest = Encoding.ASCII.GetBytes(text);
            var word = Encoding.ASCII.GetString(LineScan.Word(ref rest));
            var cut = text.Split(' ', 2);
            return word == cut[0] && Encoding.ASCII.GetString(rest) == (cut.Length > 1 ? cut[1] : "");
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(2000));
}
