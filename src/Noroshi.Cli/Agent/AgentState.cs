using System.Text.Json;
using System.Text.Json.Serialization;
using Noroshi.Cli.Scan.Follow;

namespace Noroshi.Cli.Agent;

/// <summary>The agent's folder: the journal, and where reading stood at times past. One agent at a time.</summary>
internal sealed class AgentState : IDisposable
{
    private const string PlacesName = "places.json";

    private readonly string _folder;
    private readonly FileStream _lock;
    private readonly List<PlacesAt> _places;

    private AgentState(string folder, FileStream taken)
    {
        (_folder, _lock) = (folder, taken);
        _places = ReadPlaces(Path.Combine(folder, PlacesName));
        IsNew = _places.Count == 0;
        Journal = Journal.At(Path.Combine(folder, "journal"));
    }

    internal Journal Journal { get; }

    /// <summary>Whether no agent ever read with this folder.</summary>
    internal bool IsNew { get; }

    /// <summary>Takes the folder; an <see cref="IOException"/> when another agent has it or it cannot be written.</summary>
    internal static AgentState Open(string folder)
    {
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(folder);
        else Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
#pragma warning disable CA2000 // The state's to dispose of, and disposed of below when there is none.
        var taken = new FileStream(Path.Combine(folder, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
#pragma warning restore CA2000
        try
        {
            return new(folder, taken);
        }
        catch
        {
            taken.Dispose();
            throw;
        }
    }

    /// <summary>For each file the places to go on from, the best first: where it stood the given time before the last we know, then later ones.</summary>
    internal IEnumerable<IGrouping<string, FollowPlace>> PlacesBefore(TimeSpan back)
    {
        if (_places.Count == 0) return [];
        var wanted = _places[^1].At - back;
        var from = Math.Max(0, _places.FindLastIndex(p => p.At <= wanted));
        return _places.Skip(from).SelectMany(p => p.Places).GroupBy(p => p.Path, StringComparer.Ordinal);
    }

    /// <summary>Keeps where reading stands now, and forgets what is older than will be asked for.</summary>
    internal void Keep(IEnumerable<FollowPlace> places, DateTimeOffset now, TimeSpan back)
    {
        _places.Add(new(now, [.. places]));
        var oldest = _places.FindLastIndex(p => p.At <= now - back);
        if (oldest > 0) _places.RemoveRange(0, oldest);
        var path = Path.Combine(_folder, PlacesName);
        using (var file = new FileStream(path + ".new", FileMode.Create, FileAccess.Write))
        {
            JsonSerializer.Serialize(file, _places, PlacesJson.Default.ListPlacesAt);
            file.Flush(flushToDisk: true);
        }
        File.Move(path + ".new", path, overwrite: true);
    }

    public void Dispose()
    {
        Journal.Dispose();
        _lock.Dispose();
    }

    /// <summary>Places that cannot be read cost only time: everything is read again, and the journal knows what was found.</summary>
    private static List<PlacesAt> ReadPlaces(string path)
    {
        try
        {
            return File.Exists(path) ? JsonSerializer.Deserialize(File.ReadAllBytes(path), PlacesJson.Default.ListPlacesAt) ?? [] : [];
        }
        catch (JsonException)
        {
            return [];
        }
    }
}

/// <summary>Where reading stood at one time.</summary>
internal sealed record PlacesAt(DateTimeOffset At, FollowPlace[] Places);

/// <summary>Places as JSON, written and read by generated code: the program is trimmed.</summary>
[JsonSerializable(typeof(List<PlacesAt>))]
internal sealed partial class PlacesJson : JsonSerializerContext;
