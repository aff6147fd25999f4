using Noroshi.Core.Vocabulary;

namespace Noroshi.Server.Store;

/// <summary>The data folder, held by one process at a time. Disposing lets go.</summary>
internal sealed class DataFolder : IDisposable
{
    private readonly FileStream _lock;

    private DataFolder(FileStream @lock) => _lock = @lock;

    /// <summary>Makes the folder (mode 0700) and takes it for this process.</summary>
    /// <exception cref="FaultException"><c>NRS-X010</c>: another process holds it; <c>NRS-X011</c>: it cannot be made or written.</exception>
    internal static DataFolder Take(StoreOptions options)
    {
        try
        {
            MakePrivate(options.DataFolder);
            MakePrivate(options.KeysFolder);
            MakePrivate(options.FilesFolder);
            // FileShare.None takes an advisory lock the kernel drops with the process, also on kill -9.
            return new(new FileStream(Path.Combine(options.DataFolder, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (UnauthorizedAccessException e)
        {
            throw new FaultException(new Fault("NRS-X011").With("folder", options.DataFolder).With("reason", e.Message), e);
        }
        catch (IOException e) when (e is not FileNotFoundException and not DirectoryNotFoundException and not PathTooLongException)
        {
            throw new FaultException(new Fault("NRS-X010").With("folder", options.DataFolder), e);
        }
    }

    internal static void MakePrivate(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
        }
        else
        {
            Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    public void Dispose() => _lock.Dispose();
}
