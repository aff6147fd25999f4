using System.Text.Json.Nodes;
using Noroshi.Cli;
using Noroshi.Core.Vocabulary;

namespace Noroshi.Tests.Cli;

public sealed class CommandLineTests
{
    [Theory]
    [InlineData(ExitCode.Usage, "NRS-X101", "report", "burn")]
    [InlineData(ExitCode.Usage, "NRS-X102", "report", "list")]
    [InlineData(ExitCode.Usage, "NRS-X103", "report", "list", "--server", "noroshi.example.org")]
    [InlineData(ExitCode.Forbidden, "NRS-X104", "report", "list", "--server", "http://127.0.0.1:1")]
    [InlineData(ExitCode.Forbidden, "NRS-X104", "report", "list", "--server", "http://127.0.0.1:1", "--token", "two words")]
    [InlineData(ExitCode.Unreadable, "NRS-X106", "report", "send", "/no/such/file.yaml", "--server", "http://127.0.0.1:1", "--token", "t")]
    [InlineData(ExitCode.Unreadable, "NRS-X106", "verify-receipt", "/no/such/file")]
    public async Task Run_WhatCannotBeDone_IsSaidWithItsCodeInBothLanguages(int exitCode, string code, params string[] args)
    {
        var english = await TestTerminal.RunAsync(null, args);
        var japanese = await TestTerminal.RunAsync(null, [.. args, "--lang", "ja"]);

        Assert.Equal(exitCode, english.ExitCode);
        Assert.StartsWith(code, english.Error, StringComparison.Ordinal);
        Assert.StartsWith(code, japanese.Error, StringComparison.Ordinal);
        Assert.NotEqual(english.Error, japanese.Error);
        Assert.DoesNotContain('⟦', english.Error + japanese.Error);
    }

    [Fact]
    public async Task Run_FaultsAsJson_CarryCodeTitleAndRemedy()
    {
        var result = await TestTerminal.RunAsync(null, "report", "list", "--json");

        var fault = JsonNode.Parse(result.Output)!["faults"]![0]!;
        Assert.Equal("NRS-X102", (string?)fault["code"]);
        Assert.NotEmpty((string)fault["title"]!);
        Assert.NotEmpty((string)fault["remedy"]!);
    }

    [Theory]
    [InlineData("ja_JP.UTF-8", Language.Ja)]
    [InlineData("en_GB.UTF-8", Language.En)]
    [InlineData("C", Language.En)]
    [InlineData(null, Language.En)]
    public void LanguageOf_Locale_DecidesUnlessAsked(string? locale, Language expected)
    {
        Assert.Equal(expected, Terminal.LanguageOf([], name => name == "LANG" ? locale : null));
        Assert.Equal(Language.Ja, Terminal.LanguageOf(["--lang=ja"], _ => "en"));
    }

    [Fact]
    public async Task Run_Help_HasNoMissingText()
    {
        string[][] commands = [["--help"], ["report", "--help"], ["report", "send", "--help"], ["report", "new", "--help"], ["alert", "--help"], ["alert", "ack", "--help"], ["verify-receipt", "--help"], ["scan", "--help"], ["verify-scan", "--help"], ["seal-key", "--help"]];
        foreach (var args in commands)
        {
            var result = await TestTerminal.RunAsync(null, args);
            Assert.Equal(ExitCode.Done, result.ExitCode);
            Assert.DoesNotContain('⟦', result.Output);
        }
    }
}
