using Fleet.Sim.Chance;

namespace Fleet.Sim.InProcess;

/// <summary>What goes wrong between one client and its server: drawn for each message, from the client's own stream.</summary>
/// <param name="seed">Chooses; null: nothing goes wrong.</param>
/// <param name="client">Index of the client.</param>
internal struct Faults(long? seed, int client)
{
    /// <summary>Numbers of purposes beyond those of timelines.</summary>
    private const int FirstPurpose = 1 << 20;

    private int _round;

    /// <summary>The message gets lost.</summary>
    public bool Loses() => Happens(0, 30_000);

    /// <summary>The message comes twice.</summary>
    public bool Repeats() => Happens(1, 50_000);

    /// <summary>The message is overtaken by the next one.</summary>
    public bool Swaps() => Happens(2, 50_000);

    /// <summary>The answer gets lost.</summary>
    public bool LosesAnswer() => Happens(3, 50_000);

    /// <summary>The server refuses the message for the moment.</summary>
    public bool Refuses() => Happens(4, 30_000);

    /// <summary>The client's actor stops, and recovers from its last row.</summary>
    public bool Crashes() => Happens(5, 30_000);

    /// <summary>The end of an older session is told once more.</summary>
    public bool EndsAgain() => Happens(6, 50_000);

    /// <summary>A copy of an older report arrives after a newer one.</summary>
    public bool Straggles() => Happens(7, 50_000);

    private bool Happens(int purpose, int perMillion) =>
        seed is { } chosen && new Draws(chosen, client, FirstPurpose + purpose, _round++).Happens(perMillion);
}
