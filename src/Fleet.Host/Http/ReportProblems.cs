using System.Text;
using Fleet.Core.Clients;
using Fleet.Protocol.Wire;

namespace Fleet.Host.Http;

/// <summary>An example of every problem that a report may meet, made by those who refuse.</summary>
internal static class ReportProblems
{
    public static Problem[] All { get; } =
    [
        Unread("""{"seq":1,"observedAt":"2026-03-02T08:00:00Z","colour":"red"}"""),
        Unread("""{"observedAt":"2026-03-02T08:00:00Z"}"""),
        Unread("""{"seq":1,"observedAt":"2026-03-02T08:00:00Z","facts":{"realTimeScan":"asleep"}}"""),
        Unread("""{"seq":1,"observedAt":"2026-03-02T08:00:00Z","facts":{"pattern":{"status":"outdated","version":"17.401.00"}}}"""),
        Refused(new TakeReport(1, 0, DateTimeOffset.UnixEpoch.AddHours(1), ReportedFacts.None)),
        Refused(new TakeReport(7, 4, DateTimeOffset.UnixEpoch, ReportedFacts.None)),
        ProblemWriter.OfStatus(StatusCodes.Status413PayloadTooLarge),
        ProblemWriter.OfStatus(StatusCodes.Status415UnsupportedMediaType),
        Problems.Of(new Refusal(RefusalCode.Busy, "The server has as many reports in flight as it takes at a time.", RetryAfter: TimeSpan.FromSeconds(1)), 0),
        Problems.Unavailable,
    ];

    private static Problem Unread(string body) => ReportJson.TryRead(Encoding.UTF8.GetBytes(body), out _, out var refusal)
        ? throw new InvalidOperationException($"It is a report: {body}")
        : Problems.Of(refusal);

    private static Problem Refused(TakeReport report) =>
        Client.Decide(ClientState.None, ClientMemory.None, report, DateTimeOffset.UnixEpoch, ClientRules.Default).Reply is Refused refused
            ? Problems.Of(refused.Refusal, refused.LastSeq)
            : throw new InvalidOperationException($"It is taken: {report}");
}
