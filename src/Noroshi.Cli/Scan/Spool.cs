namespace Noroshi.Cli.Scan;

/// <summary>Standard input, kept in a nameless temporary file while it is read, so that the lines of findings can be read again. Gone when the run ends.</summary>
internal sealed class Spool : IDisposable
{
    private FileStream? _kept;
    private Stream? _input;

    /// <summary>Standard input the first time, what was kept of it afterwards.</summary>
    internal Stream Open()
    {
        if (_kept is null)
        {
            _kept = TemporaryFile.Create();
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
