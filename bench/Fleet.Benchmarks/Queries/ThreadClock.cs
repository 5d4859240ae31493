using System.Runtime.InteropServices;

namespace Fleet.Benchmarks.Queries;

/// <summary>The processor time of the calling thread.</summary>
internal static class ThreadClock
{
    /// <summary>CLOCK_THREAD_CPUTIME_ID of Linux.</summary>
    private const int ThreadCpuTime = 3;

    /// <summary>What the thread has run so far.</summary>
    public static double Milliseconds()
    {
        if (clock_gettime(ThreadCpuTime, out var time) != 0)
            throw new PlatformNotSupportedException("This benchmark needs the clocks of Linux.");
        return (time.Seconds * 1e3) + (time.Nanoseconds / 1e6);
    }

    [DllImport("libc")]
    private static extern int clock_gettime(int clock, out Moment time);

    private readonly record struct Moment(nint Seconds, nint Nanoseconds);
}
