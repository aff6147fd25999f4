namespace Noroshi.Sensor.Logs;

/// <summary>ModSecurity's serial audit log: sections between <c>--a1b2c3d4-A--</c> and <c>--a1b2c3d4-Z--</c>. The transaction is one record, at its last line.</summary>
/// <remarks>ModSecurity Reference Manual, "Audit log format". A body may imitate a boundary but does not know its eight digits, which are drawn anew for each transaction.</remarks>
public sealed class ModSecurityAudit : ILogFormat
{
    /// <inheritdoc/>
    public string Name => "modsecurity-audit";

    /// <inheritdoc/>
    public IReadOnlyList<string> Programs => [];

    /// <inheritdoc/>
    public bool TryRead(ReadOnlySpan<byte> text, LogContext context, ref LogRecord record)
    {
        var transaction = context.Declaration as ModSecurityTransaction;
        var section = SectionOf(text);
        if (section == 'A')
        {
            context.Declaration = transaction ??= new();
            transaction.Begin(text[..^5]);
        }
        if (transaction is null || !transaction.IsOpen) return false;
        record.Format = "modsecurity-audit";
        if (section != 0 && transaction.IsBoundary(text[..^5]))
        {
            if (section == 'Z') transaction.End(ref record);
            else transaction.Section = section;
            return true;
        }
        transaction.Take(text, context.Clock);
        return true;
    }

    // "--a1b2c3d4-A--"; ModSecurity 3 has letters and digits, and more of them.
    private static char SectionOf(ReadOnlySpan<byte> text) =>
        text.Length is >= 12 and <= 64 && text.StartsWith("--"u8) && text.EndsWith("--"u8) && text[^4] == (byte)0x2D && text[^3] is >= (byte)'A' and <= (byte)'Z' ? (char)text[^3] : (char)0;
}
