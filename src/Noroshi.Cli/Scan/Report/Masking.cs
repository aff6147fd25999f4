using Noroshi.Sensor.Detectors;

namespace Noroshi.Cli.Scan.Report;

/// <summary>Proving lines as shown to people: names of accounts not known to exist are masked, since people type passwords there.</summary>
internal static class Masking
{
    internal static string Line(ReadOnlySpan<byte> line, Finding finding)
    {
        var text = Shown.Text(line);
        foreach (var account in finding.Accounts)
        {
            if (!account.IsKnown && account.Name.Length > 0) text = text.Replace(Shown.Text(account.Name), Shown.Masked(account.Name), StringComparison.Ordinal);
        }
        return text;
    }
}
