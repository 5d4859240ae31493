namespace Fleet.Core.Tasks;

/// <summary>How many targets may be offered a task now: grows with time, and shrinks with each offer.</summary>
/// <param name="Credit">Offers, parts of one included.</param>
public readonly record struct TaskPace(double Credit)
{
    /// <summary>What was not offered for longer than this is not made up for: a rate is not to become a burst.</summary>
    private static readonly TimeSpan Saved = TimeSpan.FromSeconds(2);

    /// <summary>Of a task that begins, or goes on: one at once.</summary>
    public static TaskPace Begun { get; } = new(1);

    /// <summary>Offers that may be made now.</summary>
    public int Offers => (int)Credit;

    /// <summary>The same after a while.</summary>
    /// <param name="elapsed">The while.</param>
    /// <param name="perMinute">The rate.</param>
    public TaskPace After(TimeSpan elapsed, double perMinute)
    {
        var rate = perMinute / TimeSpan.FromMinutes(1).TotalSeconds;
        return new TaskPace(Math.Min(Credit + (rate * elapsed.TotalSeconds), Math.Max(1, rate * Saved.TotalSeconds)));
    }

    /// <summary>The same after some offers.</summary>
    public TaskPace Without(int offers) => new(Credit - offers);
}
