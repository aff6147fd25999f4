using System.Runtime.InteropServices;

namespace Noroshi.Sensor.Detectors.Requests;

/// <summary>How a path answers with status 200, plainly and to attacks. An attack that gets just that has been ignored, whatever the status says.</summary>
[StructLayout(LayoutKind.Auto)]
internal struct PageAnswers
{
    private const long Slack = 64;
    private const long LeastSlack = 4;

    // So many bytes the length of two targets differs before a size that differs alike says anything.
    private const int LeastDifference = 8;
    private const int MostTimes = 3;
    private const int EnoughEchoes = 2;
    private const int EchoSlack = 4;

    private int _known;
    private long _first;
    private long _second;
    private long _third;
    private bool _isAttacked;
    private long _attackBytes;
    private int _attackLength;
    private int _echoes;
    private long _echoBytes;
    private int _echoLength;

    /// <summary>Whether the path was not there once: 404 or 410.</summary>
    internal bool WasMissing { get; set; }

    /// <summary>Notes a plain answer. The last three sizes that differ are kept: pages come in a language, signed in or not, by pages of a list.</summary>
    internal void SeePlain(long bytes)
    {
        if (_known > 0 && IsAbout(_first, bytes)) _first = bytes;
        else if (_known > 1 && IsAbout(_second, bytes)) (_first, _second) = (bytes, _first);
        else (_known, _first, _second, _third) = (Math.Min(3, _known + 1), bytes, _first, _second);
    }

    /// <summary>Whether an answer is about as large as a plain one.</summary>
    internal readonly bool IsUsual(long bytes) => (_known > 0 && IsAbout(_first, bytes)) || (_known > 1 && IsAbout(_second, bytes)) || (_known > 2 && IsAbout(_third, bytes));

    /// <summary>Whether an answer is as large as a plain one but for a few bytes.</summary>
    internal readonly bool IsExactly(long bytes) => (_known > 0 && SameAnswers.IsSame(_first, bytes)) || (_known > 1 && SameAnswers.IsSame(_second, bytes)) || (_known > 2 && SameAnswers.IsSame(_third, bytes));

    /// <summary>Notes the answer to an attack.</summary>
    /// <param name="bytes">The answer's size.</param>
    /// <param name="length">The target's length.</param>
    internal void SeeAttack(long bytes, int length)
    {
        var (grown, longer) = (bytes - _attackBytes, length - _attackLength);
        if (_isAttacked && Math.Abs(longer) >= LeastDifference && grown != 0 && IsMultiple(grown, longer))
        {
            _echoes++;
            (_echoBytes, _echoLength) = (bytes, length);
        }
        (_isAttacked, _attackBytes, _attackLength) = (true, bytes, length);
    }

    /// <summary>Whether an answer's size only follows the length of what was asked, as it did again and again: a page that repeats its input.</summary>
    /// <param name="bytes">The answer's size.</param>
    /// <param name="length">The target's length.</param>
    internal readonly bool IsEcho(long bytes, int length) => _echoes >= EnoughEchoes && IsMultiple(bytes - _echoBytes, length - _echoLength);

    /// <summary>Once, twice or three times as much: in a title, a field and a message.</summary>
    private static bool IsMultiple(long grown, int longer)
    {
        for (var times = 1; times <= MostTimes; times++)
        {
            if (Math.Abs(grown - ((long)times * longer)) <= EchoSlack) return true;
        }
        return false;
    }

    /// <summary>By 64 bytes or a twentieth, since pages carry times and names; by less for what is hardly a page: next to nothing, the output of a command is much.</summary>
    private static bool IsAbout(long usual, long bytes) => Math.Abs(bytes - usual) <= (usual < 8 * Slack ? Math.Max(LeastSlack, usual / 8) : Math.Max(Slack, usual / 20));
}
