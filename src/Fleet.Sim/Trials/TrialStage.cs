namespace Fleet.Sim.Trials;

/// <summary>What a trial is doing.</summary>
public enum TrialStage
{
    /// <summary>The timeline is driven.</summary>
    Driving = 1,

    /// <summary>What is under way comes to an end.</summary>
    Settling,

    /// <summary>Every client is compared with the oracle.</summary>
    Comparing,

    /// <summary>Everybody says goodbye.</summary>
    SendingHome,

    /// <summary>Every client is compared once more.</summary>
    ComparingAgain,

    /// <summary>The trial is over.</summary>
    Over,
}
