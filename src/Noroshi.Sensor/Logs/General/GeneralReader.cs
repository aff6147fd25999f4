using Noroshi.Sensor.Logs.Patterns;

namespace Noroshi.Sensor.Logs.General;

/// <summary>Reads what no format, map or pattern knows: log-ins of unknown products, by words and names of fields that many share. Asked last.</summary>
internal static class GeneralReader
{
    /// <summary>What every text it can read has one of: the first four bytes of these words.</summary>
    internal static ReadOnlySpan<byte> Triggers => "ogin|OGIN|ogon|OGON|uthe|UTHE|Auth|AUTH|auth|assw|ASSW|rede|REDE|gged|GGED|igne|IGNE|sign|Sign|cces|CCES|ion=|ion:|ion\"|nval|NVAL|nkno|sess|etho|tatu|og i|og o|ign |ログ|認証|サイ|パス"u8;

    /// <summary>Whether a text has one of the <see cref="Triggers"/>.</summary>
    internal static bool HasTrigger(ReadOnlySpan<byte> text) => LogPatterns.None.HasTrigger(text);

    /// <summary>Reads a message or a whole line.</summary>
    /// <param name="text">The message, or the line.</param>
    /// <param name="context">The state of the file.</param>
    /// <param name="record">Receives what it says.</param>
    /// <returns>Whether it is a log-in with its outcome, or a packet filter's verdict.</returns>
    internal static bool TryRead(ReadOnlySpan<byte> text, LogContext context, ref LogRecord record)
    {
        if (!TryOne(text, context, ref record)) return false;
        record.Format = "general";
        if (record.Message.IsEmpty) record.Message = text;
        if (record.Time == LogRecord.NoTime) PatternHead.TryFindTime(text, context.Clock, out record.Time);
        return true;
    }

    private static bool TryOne(ReadOnlySpan<byte> text, LogContext context, ref LogRecord record)
    {
        if (text.TrimStart(" \t,["u8) is [(byte)'{', ..] && context.TryJson(text)) return JsonFields.TryRead(text, context, ref record);
        Said said = new();
        if (Sentence.TryRead(text, !record.Source.IsEmpty, ref said))
        {
            said.Tell(ref record);
            return true;
        }
        if (text.IndexOfAnyInRange((byte)0x80, (byte)0xFF) >= 0 && JapaneseSentence.TryRead(text, ref said))
        {
            said.Tell(ref record);
            return true;
        }
        return KeyValueLine.TryRead(text, context, ref record);
    }
}
