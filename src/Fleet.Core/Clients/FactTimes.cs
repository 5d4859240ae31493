using System.Runtime.CompilerServices;
using Fleet.Core.Vocabulary;

namespace Fleet.Core.Clients;

/// <summary>Since when each fact holds, in milliseconds since the Unix epoch; 0 also of one that was never told (<see cref="ClientState.SinceOf"/> tells them apart).</summary>
public readonly record struct FactTimes
{
    private readonly Times _times;

    /// <param name="times">In the order of <see cref="Facts.All"/>.</param>
    public FactTimes(params ReadOnlySpan<long> times) => times.CopyTo(_times);

    /// <summary>The milliseconds of one fact.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not a single fact.</exception>
    public long this[Fact fact] => _times[Facts.IndexOf(fact)];

    /// <summary>The same with every fact of a set moved to a moment, or to "never".</summary>
    public FactTimes With(Fact facts, DateTimeOffset? since)
    {
        var times = _times;
        for (var index = 0; index < Facts.Room; index++)
        {
            if (facts.HasFlag((Fact)(1 << index)))
                times[index] = since?.ToUnixTimeMilliseconds() ?? 0;
        }

        return new FactTimes(times);
    }

    /// <inheritdoc/>
    public bool Equals(FactTimes other) => ((ReadOnlySpan<long>)_times).SequenceEqual(other._times);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var time in _times)
            hash.Add(time);
        return hash.ToHashCode();
    }

    [InlineArray(Facts.Room)]
    private struct Times
    {
        private long _first;
    }
}
