namespace Noroshi.Cli.Scan;

/// <summary>A file nobody else can read, gone when it is closed.</summary>
internal static class TemporaryFile
{
    private const int Room = 1 << 16;

    /// <summary>One that goes with the program even when that is killed, where the system can forget a name before the file is closed.</summary>
    internal static FileStream CreateNameless()
    {
        var file = Create();
        if (!OperatingSystem.IsWindows()) File.Delete(file.Name);
        return file;
    }

    internal static FileStream Create()
    {
        var path = Path.Combine(Path.GetTempPath(), $"noroshi-{Guid.NewGuid():N}");
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, Options = FileOptions.DeleteOnClose, BufferSize = Room };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return new(path, options);
    }
}
