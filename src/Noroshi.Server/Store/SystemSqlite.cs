using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Loader;

namespace Noroshi.Server.Store;

/// <summary>Makes Microsoft.Data.Sqlite run on the operating system's own SQLite (libsqlite3), which the distribution patches. See docs/adr/0002-system-sqlite.md.</summary>
internal static class SystemSqlite
{
    /// <summary>Oldest SQLite that has what the store uses: strict WAL checks, FTS5 with detail=none, RETURNING.</summary>
    internal static readonly Version OldestVersion = new(3, 40, 0);

    // SQLITE_CONFIG_MULTITHREAD and SQLITE_CONFIG_MEMSTATUS of sqlite3.h.
    private const int ConfigMultiThread = 2;
    private const int ConfigMemoryStatus = 9;

    private static readonly string[] _libraryNames = ["libsqlite3.so.0", "libsqlite3.dylib", "winsqlite3.dll"];

#pragma warning disable CA2255 // Must run before the first connection, whichever host loads the assembly.
    [ModuleInitializer]
    internal static void Initialize()
    {
        // Microsoft.Data.Sqlite asks for a newer SQLitePCLRaw assembly than is used; its API is the same.
        AssemblyLoadContext.Default.Resolving += (_, name) =>
            name.Name is "SQLitePCLRaw.core" or "SQLitePCLRaw.provider.e_sqlite3" ? Assembly.Load(new AssemblyName(name.Name)) : null;
        SetProvider();
    }
#pragma warning restore CA2255

    // Not inlined: the resolver above must be in place before the provider's types are touched.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void SetProvider()
    {
        NativeLibrary.SetDllImportResolver(typeof(SQLitePCL.SQLite3Provider_e_sqlite3).Assembly, (name, _, _) => name == "e_sqlite3" ? LoadNative() : 0);
        SQLitePCL.raw.SetProvider(new SQLitePCL.SQLite3Provider_e_sqlite3());
        // No connection here is used by two threads at once, and nobody asks SQLite how much memory it holds: without these, each value read takes two locks, one of them shared by all connections.
        Demand(SQLitePCL.raw.sqlite3_config(ConfigMultiThread));
        Demand(SQLitePCL.raw.sqlite3_config(ConfigMemoryStatus, 0));
    }

    private static void Demand(int result)
    {
        if (result != SQLitePCL.raw.SQLITE_OK)
        {
            throw new InvalidOperationException($"The system's SQLite was in use before it was set up ({result}).");
        }
    }

    private static nint LoadNative()
    {
        foreach (string name in _libraryNames)
        {
            if (NativeLibrary.TryLoad(name, out nint handle))
            {
                return handle;
            }
        }

        throw new DllNotFoundException("The system's SQLite was not found. Debian and Ubuntu: apt-get install libsqlite3-0");
    }
}
