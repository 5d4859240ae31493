using System.Text;
using Fleet.Core.Clients;
using Fleet.Host.Clients;
using Fleet.Protocol.Wire;

namespace Fleet.Host.Http;

/// <summary>An example of every problem that a report may meet, made by those who refuse.</summary>
internal static class ReportProblems
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 8, 0, 0, TimeSpan.Zero);

    public static Problem[] All { get; } =
    [
        Wrong("""{"seq":1,"observedAt":"2026-03-02T08:00:00Z","colour":"red"}"""),
        Wrong("""{"observedAt":"2026-03-02T08:00:00Z"}"""),
        Wrong("""{"seq":1,"observedAt":"2026-03-02T08:00:00Z","facts":{"realTimeScan":"asleep"}}"""),
        Wrong("""{"seq":1,"observedAt":"2026-03-02T08:00:00Z","facts":{"pattern":{"status":"outdated","version":"17.401.00"}}}"""),
        Wrong("""{"seq":1,"acked":1,"observedAt":"2026-03-02T08:00:00Z"}"""),
        Wrong("""{"seq":1,"observedAt":"2026-03-02T09:00:00Z"}"""),
        EpochOld,
        Wrong("""{"seq":7,"acked":4,"observedAt":"2026-03-02T08:00:00Z"}"""),
        ProblemWriter.OfStatus(StatusCodes.Status413PayloadTooLarge),
        ProblemWriter.OfStatus(StatusCodes.Status415UnsupportedMediaType),
        Problems.Of(GatedReports.Busy),
        Problems.Unavailable,
    ];

    private static Problem EpochOld => Wrong(
        """{"seq":1,"epoch":"before","observedAt":"2026-03-02T08:00:00Z"}""", ClientState.None with { Exists = true, Epochs = Epochs.None.Begin("before").Begin("now") });

    private static Problem Wrong(string body, ClientState? state = null)
    {
        if (!ReportJson.TryRead(Encoding.UTF8.GetBytes(body), out var told, out var unread))
            return Problems.Of(unread);
        var report = new TakeReport(told.Seq, told.Acked, told.ObservedAt, told.Facts, Fault: told.Fault, Epoch: told.Epoch);
        return Client.Decide(state ?? ClientState.None, ClientMemory.None, report, Now, ClientRules.Default).Reply is Refused refused
            ? Problems.Of(refused.Refusal, refused.LastSeq)
            : throw new InvalidOperationException($"It is taken: {body}");
    }
}
