namespace Noroshi.Server.Store;

/// <summary>A kind of job and what does it. Registered by the verb that owns the work.</summary>
/// <param name="Kind">Name in the job table; never changes.</param>
/// <param name="DoAsync">Does one job outside any transaction and returns what to commit: run in a write session that also removes the job. Throwing means: try again later.</param>
internal sealed record JobKind(string Kind, Func<IServiceProvider, Job, CancellationToken, Task<JobOutcome>> DoAsync);

/// <summary>What became of a job's attempt.</summary>
/// <param name="Commit">Rows and entries to write together with the job's end; null for none.</param>
/// <param name="AgainAt">When to try again; null when the job is done.</param>
/// <param name="Fault">Why again, for people.</param>
internal sealed record JobOutcome(Func<WriteSession, CancellationToken, Task>? Commit = null, DateTimeOffset? AgainAt = null, string? Fault = null);
