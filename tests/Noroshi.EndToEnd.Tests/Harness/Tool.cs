using System.Diagnostics;

namespace Noroshi.EndToEnd.Tests.Harness;

/// <summary>Runs a program to its end.</summary>
internal static class Tool
{
    internal static Task<ToolResult> CliAsync(params string[] args) => RunAsync(House.CliProgram, args);

    internal static Task<ToolResult> ServerAsync(params string[] args) => RunAsync("dotnet", [House.ServerProgram, .. args]);

    internal static async Task<ToolResult> RunAsync(string program, string[] args, IReadOnlyDictionary<string, string>? environment = null, string? folder = null, TimeSpan? limit = null)
    {
        var start = new ProcessStartInfo(program, args) { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true, WorkingDirectory = folder ?? House.Root };
        start.Environment["LANG"] = "C.UTF-8";
        foreach (var (name, value) in environment ?? new Dictionary<string, string>()) start.Environment[name] = value;
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        using var late = new CancellationTokenSource(limit ?? TimeSpan.FromMinutes(2));
        try
        {
            await process.WaitForExitAsync(late.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{program} {string.Join(' ', args)} did not end\n{await error}");
        }
        return new(process.ExitCode, await output, await error);
    }
}

/// <summary>How a program ended and what it said.</summary>
internal sealed record ToolResult(int ExitCode, string Output, string Error)
{
    internal ToolResult Succeeded()
    {
        Assert.True(ExitCode == 0, $"exit code {ExitCode}\n{Output}\n{Error}");
        return this;
    }
}
