namespace Noroshi.Cli.Scan;

/// <summary>Standard input, kept in a nameless temporary file while it is read, so that the lines of findings can be read again. Gone when the run ends.</summary>
internal sealed class Spool : IDisposable
{
    private const int Room = 1 << 16;

    private FileStream? _kept;
    private Stream? _input;

    /// <summary>Standard input the first time, what was kept of it afterwards.</summary>
    internal Stream Open()
    {
        if (_kept is null)
        {
            var path = Path.Combine(Path.GetTempPath(), $"noroshi-{Guid.NewGuid():N}");
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, Options = FileOptions.DeleteOnClose, BufferSize = Room };
            if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            _kept = new(path, options);
            _input = Console.OpenStandardInput();
            return new TappedStream(_input, _kept.Write);
        }
        _kept.Flush();
        return new FileStream(_kept.Name, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
    }

    public void Dispose()
    {
        _kept?.Dispose();
        _input?.Dispose();
    }
}
