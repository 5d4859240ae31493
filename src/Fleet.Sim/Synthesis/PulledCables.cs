using Fleet.Core.Clients;

namespace Fleet.Sim.Synthesis;

/// <summary>
/// Counts how often a client's cable is pulled. Each time it returns, its new session takes the place of one that the
/// server still believes in, and a server takes too many of those for two machines with one identity. A day that is
/// pressed into a minute would get there, so beyond the limit a stream breaks instead.
/// </summary>
internal struct PulledCables
{
    /// <summary>Two windows that touch hold no more together than the rule allows in one.</summary>
    private const int PerWindow = ClientRules.MaxSupersessions / 2;

    /// <summary>The rule's own window, and some time for a server under load.</summary>
    private static readonly long Window = WholeMicroseconds.Of(ClientRules.Default.DuplicateWindow * 1.5);

    private int _window;
    private int _pulled;

    /// <summary>Asks, and counts if the answer is yes.</summary>
    /// <param name="at">In the run's time, as the server has no other.</param>
    public bool MayBePulled(long at)
    {
        var window = (int)(at / Window);
        if (window != _window)
            (_window, _pulled) = (window, 0);
        return _pulled < PerWindow && ++_pulled > 0;
    }
}
