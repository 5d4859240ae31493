using System;
using System.IO;
using System.Linq;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using Xunit;

namespace Fleet.Generated;

/// <summary>What somebody does with the client that NSwag makes. It is compiled with that client, by its test.</summary>
public static class Tour
{
    private static readonly DateTimeOffset Morning = new(2026, 5, 1, 8, 0, 0, TimeSpan.Zero);

    /// <param name="http">Speaks with the host.</param>
    /// <param name="foreign">The same, for a page of another site.</param>
    /// <param name="id">A client that nobody knows yet, and its group.</param>
    /// <param name="limit">Ends the wait for what does not come.</param>
    public static async Task Run(HttpClient http, HttpClient foreign, string id, CancellationToken limit)
    {
        var fleet = new FleetClient(http);
        await Refusals(fleet, new FleetClient(foreign), id, limit);

        var stopped = await Reported(fleet, id, new Report
        {
            Seq = 1,
            ObservedAt = Morning,
            Facts = new ReportedFacts { RealTimeScan = RealTimeScan.Stopped, Pattern = new ReportedPattern { Status = PatternStatus.Outdated }, Group = id },
        }, limit);
        Assert.Equal((1, true, IconName.OfflineConventionalOutdatedRtsStopped), (stopped.Seq, stopped.Changed, stopped.Icon));
        var held = new ReportedPattern { Version = "17.401", ReleasedAt = DateTimeOffset.UtcNow };
        var enabled = await Reported(fleet, id, new Report { Seq = 2, ObservedAt = Morning.AddMinutes(1), Facts = new ReportedFacts { RealTimeScan = RealTimeScan.Enabled, Pattern = held } }, limit);
        var ahead = await Assert.ThrowsAsync<ApiException<Problem>>(() => Reported(fleet, id, new Report { Seq = 3, ObservedAt = DateTimeOffset.UtcNow.AddDays(1) }, limit));
        Assert.Equal((400, "too-far-ahead", "observedAt", 3L), (ahead.StatusCode, ahead.Result.Code, ahead.Result.Field, ahead.Result.LastSeq));

        await Now(fleet, id, enabled, limit);
        await Past(fleet, id, enabled, limit);
        await Texts(fleet, id, limit);
    }

    private static async Task Refusals(FleetClient fleet, FleetClient foreign, string id, CancellationToken limit)
    {
        var unknown = await Assert.ThrowsAsync<ApiException<Problem>>(() => fleet.GetClientAsync(id, cancellationToken: limit));
        Assert.Equal((404, 404, "not-found", "Not Found"), (unknown.StatusCode, unknown.Result.Status, unknown.Result.Code, unknown.Result.Title));
        Assert.NotEmpty(unknown.Result.Detail);
        var early = await Assert.ThrowsAsync<ApiException<Problem>>(() => fleet.GetClientAsync(id, at: Morning.AddYears(-20), cancellationToken: limit));
        Assert.Equal((400, "before-begin", "at"), (early.StatusCode, early.Result.Code, early.Result.Field));
        // A status that no address describes by itself.
        var page = await Assert.ThrowsAsync<ApiException<Problem>>(() => foreign.ForgetClientAsync(id, limit));
        Assert.Equal((403, "origin-foreign"), (page.StatusCode, page.Result.Code));
    }

    private static async Task Now(FleetClient fleet, string id, Taken last, CancellationToken limit)
    {
        var list = await fleet.ListClientsAsync(
            connection: [Connection.Offline, Connection.Roaming], pattern: [PatternStatus.UpToDate], icon: [last.Icon!.Value], group: [id], presenceCause: [PresenceCause.Never],
            q: id, sort: ClientSort.LastReportDescending, limit: 10, minOffset: last.Offset, cancellationToken: limit);
        var client = Assert.Single(list.Items);
        Assert.Equal((id, id, RealTimeScan.Enabled, PatternStatus.UpToDate, "17.401"), (client.ClientId, client.Group, client.RealTimeScan, client.Pattern.Status, client.Pattern.Version));
        Assert.Equal((PresenceCause.Never, PresenceLink.None), (client.Presence.Cause, client.Presence.Link));
        Assert.Null(client.Presence.Goodbye);
        Assert.Equal([Fact.ScanMethod, Fact.SmartProtection, Fact.Roaming], client.Unreported);
        Assert.Equal(Morning.AddMinutes(1), client.Since["realTimeScan"]);
        Assert.Empty(client.Conditions);
        Assert.Null(list.Next);
        Assert.Empty((await fleet.ListClientsAsync(realTimeScan: [RealTimeScan.Stopped], group: [id], cancellationToken: limit)).Items);

        var summary = await fleet.GetSummaryAsync(group: [id], cancellationToken: limit);
        Assert.Equal((1, 1, 0, 1), (summary.Total, summary.ByConnection["offline"], summary.ByCondition["pattern-outdated"], summary.ByGroup[id]));
        var why = await fleet.ExplainClientAsync(id, cancellationToken: limit);
        Assert.Equal((RealTimeScan.Enabled, last.Offset, ChangeCause.Report), (why.Facts.RealTimeScan.Value, why.Facts.RealTimeScan.Offset, why.Facts.RealTimeScan.Cause));
    }

    private static async Task Past(FleetClient fleet, string id, Taken last, CancellationToken limit)
    {
        var history = await fleet.GetHistoryAsync(id, sort: HistorySort.OffsetDescending, minOffset: last.Offset, cancellationToken: limit);
        var (second, first) = (history.Items.First(), history.Items.Last());
        Assert.Equal((RealTimeScan.Enabled, RealTimeScan.Stopped), (second.Facts.RealTimeScan, first.Facts.RealTimeScan));
        Assert.Null(second.Facts.ScanMethod);
        Assert.Equal(((IconName?)IconName.OfflineConventionalOutdatedRtsStopped, last.Icon), (second.Icon!.From, second.Icon.To));

        var then = await fleet.GetClientAsync(id, at: first.RecordedAt, cancellationToken: limit);
        Assert.Equal((RealTimeScan.Stopped, IconName.OfflineConventionalOutdatedRtsStopped), (then.RealTimeScan, then.Icon));
        Assert.Equal([Condition.PatternOutdated, Condition.RealTimeScanStopped], then.Conditions);
        Assert.Equal(ActionOwner.User, then.RequiredActions.Single(action => action.Code == "start-real-time-scan-service").By);
        var diff = await fleet.GetDiffAsync(first.RecordedAt, second.RecordedAt, group: [id], cancellationToken: limit);
        Assert.Equal((id, then.Icon, last.Icon), (diff.Items.Single().ClientId, diff.Items.Single().From, diff.Items.Single().To));

        using var recording = await fleet.GetRecordingAsync(first.RecordedAt, second.RecordedAt, limit);
        using var lines = new StreamReader(recording.Stream);
        Assert.StartsWith("{\"schema\":\"fleet-sim/recording/", await lines.ReadLineAsync(limit), StringComparison.Ordinal);
    }

    /// <summary>Answers that are no JSON; the stream of events has no end.</summary>
    private static async Task Texts(FleetClient fleet, string id, CancellationToken limit)
    {
        Assert.Equal(54, (await fleet.ListIconsAsync(limit)).Count);
        using var drawing = await fleet.DrawIconAsync(IconName.OnlineSmartRtsEnabledSpsConnected, limit);
        Assert.StartsWith("<svg", await new StreamReader(drawing.Stream).ReadToEndAsync(limit), StringComparison.Ordinal);
        Assert.Contains("fleet_sessions", await fleet.GetMetricsAsync(limit), StringComparison.Ordinal);
        Assert.Equal(HealthStatus.Healthy, (await fleet.IsAliveAsync(limit)).Status);

        using var changes = await fleet.WatchIconChangesAsync(after: 0, group: [id], condition: [Condition.RealTimeScanStopped], cancellationToken: limit);
        using var events = new StreamReader(changes.Stream);
        while (await events.ReadLineAsync(limit) is { } line && line != "event: icon-change")
            Assert.DoesNotContain("event: ", line, StringComparison.Ordinal);
    }

    /// <summary>Sends a report until it is taken or refused for good.</summary>
    private static async Task<Taken> Reported(FleetClient fleet, string id, Report report, CancellationToken limit)
    {
        while (true)
        {
            try
            {
                return await fleet.ReportAsync(id, report, limit);
            }
            catch (ApiException<Problem> later) when (later.Result.RetryAfterSeconds is { } seconds)
            {
                await Task.Delay(TimeSpan.FromSeconds(seconds), limit);
            }
        }
    }
}
