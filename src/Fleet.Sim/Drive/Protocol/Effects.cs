namespace Fleet.Sim.Drive.Protocol;

/// <summary>What a client has to do, in the order of these members.</summary>
[Flags]
internal enum Effects : byte
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Cancel the stream: the server notices.</summary>
    Cut = 1,

    /// <summary>Fall silent on the stream without closing it.</summary>
    Mute = 2,

    /// <summary>Let the stream end by itself: it said goodbye.</summary>
    Release = 4,

    /// <summary>Open a stream and say hello.</summary>
    Open = 8,

    /// <summary>Send the reports <see cref="Todo.From"/> to <see cref="Todo.Through"/>.</summary>
    Report = 16,

    /// <summary>Send a heartbeat.</summary>
    Beat = 32,

    /// <summary>Say goodbye and close the sending half.</summary>
    Goodbye = 64,
}

/// <summary>The reaction to an input.</summary>
/// <param name="Effects">What to do.</param>
/// <param name="From">First number to send.</param>
/// <param name="Through">Last number to send.</param>
internal readonly record struct Todo(Effects Effects, long From = 0, long Through = 0)
{
    public static Todo Nothing => default;

    public bool Has(Effects effect) => (Effects & effect) != 0;

    public static Todo operator |(Todo todo, Effects more) => todo with { Effects = todo.Effects | more };

    public static Todo BitwiseOr(Todo left, Effects right) => left | right;
}
