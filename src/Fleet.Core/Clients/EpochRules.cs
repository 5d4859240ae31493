namespace Fleet.Core.Clients;

/// <summary>
/// When a client's numbers begin anew. An epoch that it left is refused for good, with one exception: who has no epoch (an agent from before them)
/// cannot choose another one, and begins anew each time that it comes back.
/// </summary>
internal static class EpochRules
{
    public static Refusal Old { get; } = new(
        RefusalCode.EpochOld, "The client has left this epoch: it chooses a new one, and numbers what is not acked from 1.", "epoch");

    public static bool IsOld(ClientState state, OpenSession hello) => hello.Epoch is { Length: > 0 } told && state.Epochs.WasLeft(told);

    /// <summary>What comes through a session is of the session's epoch, and never begins one.</summary>
    public static bool IsOld(ClientState state, TakeReport report) =>
        report.Epoch is { } told && (told.Length > 0 || report.Via is not null) && state.Epochs.WasLeft(told);

    /// <summary>The epoch that a hello begins; null: none.</summary>
    public static string? Begins(ClientState state, OpenSession hello) => hello.Epoch == state.Epochs.Current ? null : hello.Epoch;

    /// <summary>The epoch that a report begins; null: none.</summary>
    public static string? Begins(ClientState state, TakeReport report) => report.Via is not null || report.Epoch == state.Epochs.Current ? null : report.Epoch;

    /// <summary>What is known of numbers, and the hello that waits for some of them, are of the epoch before.</summary>
    public static ClientMemory Forget(ClientMemory memory) => memory with { LastTaken = 0, LastRefused = 0, Waiting = null };
}
