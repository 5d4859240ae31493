using System.Buffers;
using System.Text;
using System.Text.Json;
using Fleet.Protocol.Recording;
using Fleet.Sim.InProcess;
using Fleet.Sim.Oracle;
using Fleet.Sim.Trials;

namespace Fleet.Sim.Verification;

/// <summary>The result of a verification as JSON: <c>fleet-sim/verify/1</c>. Times are seconds since the start of the recording.</summary>
internal sealed record VerifyDocument(
    string Schema,
    string Verdict,
    int ExitCode,
    string Scenario,
    long Seed,
    int Clients,
    long Events,
    string TimelineHash,
    string FleetHash,
    string? RecordedFleetHash,
    VerifyDocument.FiguresDocument Figures,
    VerifyDocument.DivergenceDocument? Divergence,
    VerifyDocument.ServerDocument? Server,
    VerifyDocument.WhatIfDocument? WhatIf)
{
    public static VerifyDocument Of(Verified verified)
    {
        var (recording, played) = (verified.Recording, verified.Played);
        return new VerifyDocument(
            "fleet-sim/verify/1",
            !verified.RecordingIsSame ? "diverged" : verified.ServerDiffers ? "server-differs" : "same",
            (int)verified.Exit,
            recording.Scenario,
            recording.Seed,
            recording.Clients.Count,
            recording.Footer.Count,
            recording.Footer.Hash,
            played.FleetHash,
            recording.Footer.FleetHash,
            new FiguresDocument(played.Figures.Sent, played.Figures.Taken, played.Figures.Refused, played.Figures.Rows, played.Figures.IconChanges),
            played.Violation is { } wrong ? Of(wrong) : null,
            verified.Server is { } server ? Of(server) : null,
            verified.WhatIf is { } whatIf ? Of(whatIf) : null);
    }

    private static DivergenceDocument Of(Violation wrong) => new(
        wrong.Event + 2, wrong.At.TotalSeconds, wrong.Client.Value, wrong.Law, LineOf(wrong.Input), wrong.Expected, wrong.Actual);

    private static ServerDocument Of(ServerState server) => new(
        server.AfterGoodbye ? "goodbye" : "end",
        server.FleetHash,
        server.Checked,
        server.Differing,
        server.First,
        server.Divergence is { } way ? new WayDocument(way.Line, LineOf(way.Event), way.Expected, way.Actual) : null);

    private static WhatIfDocument Of(WhatIf whatIf) => new(
        whatIf.Icons,
        whatIf.ClientsAtEnd,
        whatIf.ClientsEver,
        whatIf.ClientTime.TotalSeconds,
        whatIf.Was.IconChanges,
        whatIf.Would.IconChanges,
        whatIf.Was.Offline.TotalSeconds,
        whatIf.Would.Offline.TotalSeconds,
        whatIf.Was.Silences,
        whatIf.Would.Silences,
        [.. whatIf.First.Select(difference => new DifferenceDocument(difference.At.TotalSeconds, difference.Client.Value, difference.Was, difference.Would, difference.Lasts.TotalSeconds))],
        whatIf.Idle);

    private static JsonElement? LineOf(RecordedInput? input)
    {
        if (input is not { } happened)
            return null;
        var line = new ArrayBufferWriter<byte>();
        using (var writer = new EventLineWriter(line))
            writer.Write(happened);
        return JsonDocument.Parse(Encoding.UTF8.GetString(line.WrittenSpan)).RootElement;
    }

    /// <summary>Counts of the play in process.</summary>
    internal sealed record FiguresDocument(long Sent, long Taken, long Refused, long Rows, long IconChanges);

    /// <summary>Where the rules broke a law.</summary>
    internal sealed record DivergenceDocument(long? Line, double At, string ClientId, string Law, JsonElement? Event, string Expected, string Actual);

    /// <summary>A server beside the recording.</summary>
    internal sealed record ServerDocument(string At, string FleetHash, long Checked, long Differing, IReadOnlyList<Mismatch> First, WayDocument? Divergence);

    /// <summary>Where a server's history left the recording.</summary>
    internal sealed record WayDocument(long Line, JsonElement? Event, ReportedView Expected, ReportedView? Actual);

    /// <summary>What other settings would have changed.</summary>
    internal sealed record WhatIfDocument(
        IReadOnlyList<WhatIf.IconCount> Icons, int ClientsAtEnd, int ClientsEver, double ClientSeconds, int IconChangesWas, int IconChangesWould,
        double OfflineSecondsWas, double OfflineSecondsWould, int SilencesWas, int SilencesWould, IReadOnlyList<DifferenceDocument> First, IReadOnlyList<string> Idle);

    /// <summary>Where a client's icon first was another one, and for how many seconds.</summary>
    internal sealed record DifferenceDocument(double At, string ClientId, string? Was, string? Would, double Lasts);
}
