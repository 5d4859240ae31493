using Fleet.Core.Clients;

namespace Fleet.Sim.Drive;

/// <summary>A report that has no answer yet.</summary>
/// <param name="ObservedAt">Since the start of the run.</param>
/// <param name="DueAt">From when on its wait is the server's.</param>
/// <param name="Facts">What it tells.</param>
/// <param name="Marks">What befell it.</param>
/// <param name="Number">Of the timeline's event that made it; 0: the client's own doing.</param>
internal record struct WaitingReport(TimeSpan ObservedAt, TimeSpan DueAt, ReportedFacts Facts, ReportMarks Marks, long Number);

/// <summary>What befell a report on its way.</summary>
[Flags]
internal enum ReportMarks : byte
{
    /// <summary>Nothing yet.</summary>
    None = 0,

    /// <summary>It was sent once at least.</summary>
    Sent = 1,

    /// <summary>It was refused for good.</summary>
    Refused = 2,

    /// <summary>It was put off by a retryable refusal.</summary>
    Deferred = 4,

    /// <summary>Its answer did not come in time.</summary>
    TimedOut = 8,

    /// <summary>It is due: from then on its wait is the server's, whatever becomes of the session.</summary>
    Due = 16,
}
