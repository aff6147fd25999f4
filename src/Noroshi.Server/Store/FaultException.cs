using System.Collections.Immutable;
using Noroshi.Core.Vocabulary;

namespace Noroshi.Server.Store;

/// <summary>Faults that end a command of the program or a write: shown by code in the user's language, never as a stack trace.</summary>
internal sealed class FaultException : Exception
{
    internal FaultException(Fault fault, Exception? cause = null)
        : this([fault], cause)
    {
    }

    internal FaultException(ImmutableArray<Fault> faults, Exception? cause = null)
        : base(string.Join("; ", faults.Select(f => f.Code)), cause) => Faults = faults;

    internal ImmutableArray<Fault> Faults { get; }
}
