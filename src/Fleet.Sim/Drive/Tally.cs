namespace Fleet.Sim.Drive;

/// <summary>What is counted during a run.</summary>
public record struct Tally
{
    /// <summary>Reports that became due, each once: observed by a client that is not away, or waiting at one that comes back.</summary>
    public long Offered { get; set; }

    /// <summary>Reports that were sent, each once.</summary>
    public long Sent { get; set; }

    /// <summary>Reports that were acknowledged.</summary>
    public long Acked { get; set; }

    /// <summary>Times that a report was sent again.</summary>
    public long Repeated { get; set; }

    /// <summary>Reports that were refused for good.</summary>
    public long Refused { get; set; }

    /// <summary>Retryable refusals that put reports off.</summary>
    public long Deferrals { get; set; }

    /// <summary>Reports whose answer did not come in time, or not before the end.</summary>
    public long TimedOut { get; set; }

    /// <summary>Reports that were put off and then not taken in time.</summary>
    public long TakenLate { get; set; }

    /// <summary>Sessions that were welcomed.</summary>
    public long Welcomes { get; set; }

    /// <summary>Hellos that were due and waited until others had their answers: the generator's doing, not the timeline's.</summary>
    public long HeldBack { get; set; }

    /// <summary>Sessions that broke, or attempts that failed, without the timeline wanting it.</summary>
    public long Reconnects { get; set; }

    /// <summary>Clients that the server sent away for good.</summary>
    public long TurnedAway { get; set; }

    /// <summary>Sessions that somebody else took over, who speaks for the same clients.</summary>
    public long Superseded { get; set; }

    /// <summary>Icon changes that the server told its clients.</summary>
    public long IconChanges { get; set; }

    /// <summary>Turns to online, offline and roaming, as the clients see themselves.</summary>
    public long ToOnline { get; set; }

    /// <inheritdoc cref="ToOnline"/>
    public long ToOffline { get; set; }

    /// <inheritdoc cref="ToOnline"/>
    public long ToRoaming { get; set; }

    /// <summary>What was counted since an earlier moment.</summary>
    public readonly Tally Since(in Tally earlier) => new()
    {
        Offered = Offered - earlier.Offered,
        Sent = Sent - earlier.Sent,
        Acked = Acked - earlier.Acked,
        Repeated = Repeated - earlier.Repeated,
        Refused = Refused - earlier.Refused,
        Deferrals = Deferrals - earlier.Deferrals,
        TimedOut = TimedOut - earlier.TimedOut,
        TakenLate = TakenLate - earlier.TakenLate,
        Welcomes = Welcomes - earlier.Welcomes,
        HeldBack = HeldBack - earlier.HeldBack,
        Reconnects = Reconnects - earlier.Reconnects,
        TurnedAway = TurnedAway - earlier.TurnedAway,
        Superseded = Superseded - earlier.Superseded,
        IconChanges = IconChanges - earlier.IconChanges,
        ToOnline = ToOnline - earlier.ToOnline,
        ToOffline = ToOffline - earlier.ToOffline,
        ToRoaming = ToRoaming - earlier.ToRoaming,
    };

    /// <summary>What went wrong with reports: refused for good, timed out, or put off and taken late. Lost ones come on top.</summary>
    public readonly long Errors => Refused + TimedOut + TakenLate;
}
