namespace Noroshi.Server.Store;

/// <summary>The database cannot be reached, is full, or is too busy: nothing was written, and trying again later is right. Becomes 503 with <c>NRS-W503</c>.</summary>
internal sealed class StoreUnavailableException(string message, Exception? cause = null) : Exception(message, cause);
