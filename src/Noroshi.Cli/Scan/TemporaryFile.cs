namespace Noroshi.Cli.Scan;

/// <summary>A file nobody else can read, gone when it is closed.</summary>
internal static class TemporaryFile
{
    private const int Room = 1 << 16;

    internal static FileStream Create()
    {
        var path = Path.Combine(Path.GetTempPath(), $"noroshi-{Guid.NewGuid():N}");
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, Options = FileOptions.DeleteOnClose, BufferSize = Room };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return new(path, options);
    }
}
