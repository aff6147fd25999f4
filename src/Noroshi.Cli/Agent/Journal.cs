using System.Text;
using System.Text.Json.Nodes;
using Noroshi.Sensor.Detectors;

namespace Noroshi.Cli.Agent;

/// <summary>What was found and what the server has, written down before anything is sent: append-only, on the disk before a step counts, bounded.</summary>
internal sealed class Journal : IDisposable
{
    private const long MostBytes = 8L << 20;
    private const int MostEntries = 20_000;
    private const int MostPending = 5_000;
    private const long KeptMs = 30L * 24 * 3600 * 1000;

    private readonly string _path;
    private readonly Dictionary<string, JournalEntry> _entries = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _sameAs = new(StringComparer.Ordinal);
    private FileStream _file;
    private long _compacted;

    private Journal(string path)
    {
        _path = path;
        _file = Open(path);
    }

    internal IReadOnlyCollection<JournalEntry> Entries => _entries.Values;

    /// <summary>How many findings were given up because too many wait.</summary>
    internal int GivenUp { get; private set; }

    /// <summary>Opens a journal and reads what it holds. A last line that a crash cut off was never counted: it is removed.</summary>
    internal static Journal At(string path)
    {
        var journal = new Journal(path);
        journal.Replay();
        return journal;
    }

    /// <summary>The entry of a finding, by id or because it is plainly the same thing.</summary>
    internal JournalEntry? Find(Finding finding)
    {
        var id = _sameAs.GetValueOrDefault(finding.Id, finding.Id);
        if (_entries.TryGetValue(id, out var known)) return known;
        var subject = JournalEntry.SubjectOf(finding);
        known = _entries.Values.FirstOrDefault(e => e.Rule == finding.Rule && e.Subject == subject && e.Covers(finding));
        if (known is not null && _sameAs.Count < MostEntries) _sameAs[finding.Id] = known.Id;
        return known;
    }

    /// <summary>Writes a finding down: new, or worse than it was. Without a document it is only known, never sent.</summary>
    internal JournalEntry Found(Finding finding, JsonObject? document, long now)
    {
        var entry = Find(finding) ?? (_entries[finding.Id] = new() { Id = finding.Id, Rule = finding.Rule, Subject = JournalEntry.SubjectOf(finding), First = finding.First });
        if (document is not null && !entry.IsPending && _entries.Values.Count(e => e.IsPending) >= MostPending)
        {
            GivenUp++;
            document = null;
        }
        entry.Last = finding.Last;
        entry.Severity = (Severity)Math.Max((int)entry.Severity, (int)finding.Severity);
        entry.HasSucceeded |= finding.HasSucceeded;
        entry.At = now;
        entry.Version++;
        entry.Document = document;
        Append(JournalLine.Found(entry));
        return entry;
    }

    /// <summary>Writes down that the server has a version, or has refused it for good.</summary>
    internal void Settle(JournalEntry entry, int version, string? updatedAt)
    {
        entry.Settled = version;
        entry.UpdatedAt = updatedAt ?? entry.UpdatedAt;
        if (!entry.IsPending) entry.Document = null;
        Append(JournalLine.Settled(entry));
        Flush();
    }

    /// <summary>Writes down how far known findings have gone on, so that they are known again after a restart.</summary>
    internal void Seen(IEnumerable<Finding> findings)
    {
        foreach (var finding in findings)
        {
            if (Find(finding) is not { } entry || entry.Last >= finding.Last) continue;
            entry.Last = finding.Last;
            Append(JournalLine.Seen(entry));
        }
    }

    /// <summary>The oldest finding that waits to be sent.</summary>
    internal JournalEntry? NextPending() => _entries.Values.Where(e => e.IsPending).MinBy(e => e.At);

    /// <summary>Waits until all is on the disk; what has grown too long is written anew without what is settled.</summary>
    internal void Flush()
    {
        _file.Flush(flushToDisk: true);
        if (_file.Length > Math.Max(MostBytes, 2 * _compacted) || _entries.Count > MostEntries * 2) Compact();
    }

    public void Dispose() => _file.Dispose();

    private static FileStream Open(string path) => new(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read);

    private void Replay()
    {
        var bytes = new byte[_file.Length];
        _file.ReadExactly(bytes);
        var from = 0;
        for (int end; (end = bytes.AsSpan(from).IndexOf((byte)'\n')) >= 0; from += end + 1) JournalLine.TryApply(bytes.AsSpan(from, end), _entries);
        _file.SetLength(from);
        _file.Position = from;
    }

    private void Append(JsonObject line) => _file.Write(Encoding.UTF8.GetBytes(line.ToJsonString() + "\n"));

    /// <summary>Until the new file has the name, the old one holds everything; afterwards the new one does.</summary>
    private void Compact()
    {
        var latest = _entries.Values.Select(e => e.At).DefaultIfEmpty(0).Max();
        foreach (var old in _entries.Values.Where(e => !e.IsPending).OrderByDescending(e => e.At).Where((e, i) => i >= MostEntries || e.At < latest - KeptMs).ToArray()) _entries.Remove(old.Id);
        _sameAs.Clear();
        var path = _path + ".new";
        File.Delete(path);
        var file = Open(path);
        foreach (var entry in _entries.Values)
        {
            file.Write(Encoding.UTF8.GetBytes($"{JournalLine.Found(entry).ToJsonString()}\n{JournalLine.Settled(entry).ToJsonString()}\n"));
        }
        file.Flush(flushToDisk: true);
        File.Move(path, _path, overwrite: true);
        _file.Dispose();
        _file = file;
        _compacted = file.Length;
    }
}
