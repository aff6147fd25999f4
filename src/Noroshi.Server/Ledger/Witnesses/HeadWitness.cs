namespace Noroshi.Server.Ledger.Witnesses;

/// <summary>Table <c>head_witness</c>: one head for one witness and one day. The unique key is what makes it never two.</summary>
internal sealed class HeadWitness
{
    public required Guid Id { get; init; }

    /// <summary>The day in Japan, <c>yyyy-MM-dd</c>.</summary>
    public required string Day { get; init; }

    public required Guid OrganizationId { get; init; }
    public required int Epoch { get; init; }
    public required long Size { get; init; }

    /// <summary>Root hash, lower-case hexadecimal.</summary>
    public required string Root { get; init; }

    /// <summary>The signed note that is sent: the same at every attempt.</summary>
    public required string Note { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }
    public WitnessState State { get; set; } = WitnessState.Waiting;
    public int Attempts { get; set; }

    /// <summary>How many of the witness's addresses were refused for good.</summary>
    public int Refused { get; set; }

    /// <summary>The address of the last attempt; empty before the first.</summary>
    public string Address { get; set; } = "";

    /// <summary>The mail server's last reply code; 0 when there was none.</summary>
    public int Code { get; set; }

    /// <summary>Its last reply, or what went wrong.</summary>
    public string Reason { get; set; } = "";

    /// <summary>When the mail server took it; null before.</summary>
    public DateTimeOffset? SentAt { get; set; }
}

/// <summary>How far a handing over is.</summary>
internal enum WitnessState
{
    /// <summary>On its way; tried again until the next day's head takes its place.</summary>
    Waiting,

    /// <summary>The mail server took it.</summary>
    Sent,

    /// <summary>No address took it.</summary>
    Failed,
}
