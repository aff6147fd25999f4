using System.Collections.Immutable;
using Noroshi.Core.Network;
using Noroshi.Core.Share;
using Noroshi.Core.Vocabulary;
using Noroshi.Server.Store;

namespace Noroshi.Server.Share;

/// <summary>Reads the desks of organisations; those without a desk are absent.</summary>
internal delegate Task<IReadOnlyDictionary<Guid, ImmutableArray<Desk>>> ReadDesks(NoroshiDb db, IReadOnlyCollection<Guid> organizations, CancellationToken cancellationToken);

/// <summary>Reads what must not be recognised in an alert that rests on these reports. A number the viewer may not see is absent.</summary>
internal delegate Task<IReadOnlyDictionary<string, LeakSource>> ReadLeakSources(NoroshiDb db, Viewer viewer, ImmutableArray<string> reportNumbers, CancellationToken cancellationToken);

