using Noroshi.Sensor.Logs;

namespace Noroshi.Cli.Scan.Follow;

/// <summary>A followed file with the reader of its lines.</summary>
/// <param name="file">The file.</param>
/// <param name="changed">When it was last changed before the run: the latest moment lines that were there already can be of.</param>
internal sealed class FollowedReader(FollowedFile file, DateTimeOffset changed)
{
    private static readonly TimeSpan _clockLife = TimeSpan.FromHours(1);

    private LogContext? _context;
    private DateTimeOffset _clockUntil;

    internal FollowedFile File { get; } = file;

    /// <summary>The generation being read; -2 before any.</summary>
    internal int Begun { get; set; } = -2;

    /// <summary>Its input number.</summary>
    internal int Input { get; set; }

    /// <summary>Whether all that stood there when the run began has been read.</summary>
    internal bool HasCaughtUp { get; set; }

    /// <summary>Null when a new generation begins, so that nothing the former file declared holds for it.</summary>
    internal LogReader? Reader { get; set; }

    /// <summary>The reader, with a clock that knows what day it is: lines without a year would otherwise be taken for last year's after a day.</summary>
    internal LogReader ReaderAt(DateTimeOffset now, ScanOptions options, ScanContent content)
    {
        if (Reader is not null && (!HasCaughtUp || now < _clockUntil)) return Reader;
        var declaration = Reader is null ? null : _context?.Declaration;
        // What stood there before the run began is read by the moment the file was last changed; later lines are of now.
        Reader = New(HasCaughtUp ? now : changed, options, content, declaration, out _context);
        _clockUntil = HasCaughtUp ? now + _clockLife : now;
        return Reader;
    }

    internal static LogReader New(DateTimeOffset reference, ScanOptions options, ScanContent content, object? declaration, out LogContext context)
    {
        context = new(new LogClock(reference, options.Zone, options.Offset)) { LoadMaps = () => content.Maps.Value, Declaration = declaration };
        return new(context, content.Patterns);
    }
}
