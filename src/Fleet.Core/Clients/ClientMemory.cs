namespace Fleet.Core.Clients;

/// <summary>What is known of a client beside its journal, and lost without harm when its actor stops.</summary>
/// <param name="LastTaken">Highest report number taken, reports that changed nothing (and so have no row) included.</param>
/// <param name="Waiting">The hello whose backlog is still on its way.</param>
/// <param name="Supersessions">How often one session took another's place since <paramref name="SupersededSince"/>.</param>
/// <param name="SupersededSince">Start of the count.</param>
/// <param name="LastRefused">
/// Highest report number refused for good since the last session opened, however it came: the next one may come. It is not taken, so
/// that a corrected report may bear the same number.
/// </param>
/// <param name="RefusedAsDuplicate">When one of two machines was refused last.</param>
public sealed record ClientMemory(
    long LastTaken = 0, OpenSession? Waiting = null, int Supersessions = 0, DateTimeOffset SupersededSince = default, long LastRefused = 0,
    DateTimeOffset RefusedAsDuplicate = default)
{
    /// <summary>Of an actor that has just started.</summary>
    public static ClientMemory None { get; } = new();

    /// <summary>Highest report number that was answered for good.</summary>
    public long LastAnswered => Math.Max(LastTaken, LastRefused);
}
