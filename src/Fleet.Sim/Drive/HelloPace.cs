namespace Fleet.Sim.Drive;

/// <summary>
/// How many hellos may be under way: all these clients share one machine and would starve each other, and a server that works for
/// those who gave up does nothing else any more. More where they are answered, fewer where they are not; who waits here waits since it first wanted to.
/// Open, there is always room: so many machines are not one machine.
/// </summary>
internal sealed class HelloPace(LoginPace pace = LoginPace.Paced)
{
    /// <summary>Never more.</summary>
    public const int Most = 2_000;

    /// <summary>Never fewer.</summary>
    public const int Least = 64;

    private double _room = Most / 4;

    public bool HasRoom(int underWay) => pace == LoginPace.Open || underWay < (int)_room;

    /// <summary>A hello was answered, be it by a refusal.</summary>
    public void Answered() => _room = Math.Min(Most, _room + 0.5);

    /// <summary>A hello had no answer in time. Those that went out together are missed together: a few hundred of them bring it down to the least.</summary>
    public void Missed() => _room = Math.Max(Least, _room * 0.99);
}
