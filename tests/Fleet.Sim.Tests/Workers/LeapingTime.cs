using Fleet.Sim.Drive;

namespace Fleet.Sim.Tests.Workers;

/// <summary>A clock whose machine stood still for a while: afterwards it is later at once.</summary>
internal sealed class LeapingTime : TimeProvider
{
    private long _leapt;

    public override long GetTimestamp() => base.GetTimestamp() + Volatile.Read(ref _leapt);

    public void Leap(TimeSpan by) => Interlocked.Add(ref _leapt, (long)(by.TotalSeconds * TimestampFrequency));
}

/// <summary>Ends a run in the middle.</summary>
internal static class EndedRuns
{
    public static async Task StopPlayingWhenAsync(this IGenerator generator, Func<DriveProgress, bool> isSo)
    {
        Eventually.True(() => isSo(generator.Progress));
        await generator.StopPlayingAsync();
    }
}
