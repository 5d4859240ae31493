using System;
using System.IO;
using System.Linq;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using Fleet.Generated.Models;
using Microsoft.Kiota.Abstractions.Authentication;
using Microsoft.Kiota.Http.HttpClientLibrary;
using Xunit;

namespace Fleet.Generated;

/// <summary>What somebody does with the client that Kiota makes. It is compiled with that client, by its test.</summary>
public static class Tour
{
    private static readonly DateTimeOffset Morning = new(2026, 5, 1, 8, 0, 0, TimeSpan.Zero);

    /// <param name="http">Speaks with the host.</param>
    /// <param name="foreign">The same, for a page of another site.</param>
    /// <param name="id">A client that nobody knows yet, and its group.</param>
    /// <param name="limit">Ends the wait for what does not come.</param>
    public static async Task Run(HttpClient http, HttpClient foreign, string id, CancellationToken limit)
    {
        var fleet = Client(http);
        await Refusals(fleet, Client(foreign), id, limit);

        var stopped = await Reported(fleet, id, new Report
        {
            Seq = 1,
            ObservedAt = Morning,
            Facts = new ReportedFacts { RealTimeScan = RealTimeScan.Stopped, Pattern = new ReportedPattern { Status = PatternStatus.Outdated }, Group = id },
        }, limit);
        Assert.Equal((1, true, IconName.OfflineConventionalOutdatedRtsStopped), (stopped.Seq, stopped.Changed, stopped.Icon));
        var held = new ReportedPattern { Version = "17.401", ReleasedAt = DateTimeOffset.UtcNow };
        var enabled = await Reported(fleet, id, new Report { Seq = 2, ObservedAt = Morning.AddMinutes(1), Facts = new ReportedFacts { RealTimeScan = RealTimeScan.Enabled, Pattern = held } }, limit);
        var ahead = await Assert.ThrowsAsync<Problem>(() => Reported(fleet, id, new Report { Seq = 3, ObservedAt = DateTimeOffset.UtcNow.AddDays(1) }, limit));
        Assert.Equal((400, "too-far-ahead", "observedAt", 3L), (ahead.ResponseStatusCode, ahead.Code, ahead.Field, ahead.LastSeq));

        await Now(fleet, id, enabled, limit);
        await Past(fleet, id, enabled, limit);
        await Texts(fleet, id, limit);
    }

    private static FleetClient Client(HttpClient http) => new(new HttpClientRequestAdapter(new AnonymousAuthenticationProvider(), httpClient: http));

    private static async Task Refusals(FleetClient fleet, FleetClient foreign, string id, CancellationToken limit)
    {
        var unknown = await Assert.ThrowsAsync<Problem>(() => fleet.V1.Clients[id].GetAsync(cancellationToken: limit));
        Assert.Equal((404, 404, "not-found", "Not Found"), (unknown.ResponseStatusCode, unknown.Status, unknown.Code, unknown.Title));
        Assert.Equal(unknown.Detail, unknown.Message);
        var early = await Assert.ThrowsAsync<Problem>(() => fleet.V1.Clients[id].GetAsync(ask => ask.QueryParameters.At = Morning.AddYears(-20), limit));
        Assert.Equal((400, "before-begin", "at"), (early.ResponseStatusCode, early.Code, early.Field));
        // A status that no address describes by itself.
        var page = await Assert.ThrowsAsync<Problem>(() => foreign.V1.Clients[id].DeleteAsync(cancellationToken: limit));
        Assert.Equal((403, "origin-foreign"), (page.ResponseStatusCode, page.Code));
    }

    private static async Task Now(FleetClient fleet, string id, Taken last, CancellationToken limit)
    {
        var list = (await fleet.V1.Clients.GetAsync(
            ask =>
            {
                var wanted = ask.QueryParameters;
                wanted.ConnectionAsConnection = [Connection.Offline, Connection.Roaming];
                wanted.PatternAsPatternStatus = [PatternStatus.UpToDate];
                wanted.IconAsIconName = [last.Icon!.Value];
                wanted.Group = [id];
                wanted.PresenceCauseAsPresenceCause = [PresenceCause.Never];
                (wanted.Q, wanted.SortAsClientSort, wanted.Limit, wanted.MinOffset) = (id, ClientSort.LastReportDescending, 10, last.Offset);
            },
            limit))!;
        var client = Assert.Single(list.Items!);
        Assert.Equal((id, id, RealTimeScan.Enabled, PatternStatus.UpToDate, "17.401"), (client.ClientId, client.Group, client.RealTimeScan, client.Pattern!.Status, client.Pattern.Version));
        Assert.Equal((PresenceCause.Never, PresenceLink.None), (client.Presence!.Cause, client.Presence.Link));
        Assert.Null(client.Presence.Goodbye);
        Assert.Equal([Fact.ScanMethod, Fact.SmartProtection, Fact.Roaming], client.Unreported!.Select(fact => fact!.Value));
        Assert.Contains("realTimeScan", client.Since!.AdditionalData);
        Assert.Empty(client.Conditions!);
        Assert.Null(list.Next);

        var summary = (await fleet.V1.Fleet.Summary.GetAsync(ask => ask.QueryParameters.Group = [id], limit))!;
        // Maps have no type of their own in Kiota.
        Assert.Equal((1, 1, 0), (summary.Total, Convert.ToInt64(summary.ByConnection!.AdditionalData["offline"]), Convert.ToInt64(summary.ByCondition!.AdditionalData["pattern-outdated"])));
        var why = (await fleet.V1.Clients[id].Explain.GetAsync(cancellationToken: limit))!.Facts!.RealTimeScan!;
        Assert.Equal((RealTimeScan.Enabled, last.Offset, ChangeCause.Report), (why.Value, why.Offset, why.Cause));
    }

    private static async Task Past(FleetClient fleet, string id, Taken last, CancellationToken limit)
    {
        var history = (await fleet.V1.Clients[id].History.GetAsync(ask => (ask.QueryParameters.SortAsHistorySort, ask.QueryParameters.MinOffset) = (HistorySort.OffsetDescending, last.Offset), limit))!.Items!;
        var (second, first) = (history[0], history[^1]);
        Assert.Equal((RealTimeScan.Enabled, RealTimeScan.Stopped), (second.Facts!.RealTimeScan, first.Facts!.RealTimeScan));
        Assert.Null(second.Facts.ScanMethod);
        Assert.Equal((IconName.OfflineConventionalOutdatedRtsStopped, last.Icon), (second.Icon!.From, second.Icon.To));

        var then = (await fleet.V1.Clients[id].GetAsync(ask => ask.QueryParameters.At = first.RecordedAt, limit))!;
        Assert.Equal((RealTimeScan.Stopped, IconName.OfflineConventionalOutdatedRtsStopped), (then.RealTimeScan, then.Icon));
        Assert.Equal([Condition.PatternOutdated, Condition.RealTimeScanStopped], then.Conditions!.Select(condition => condition!.Value));
        Assert.Equal(ActionOwner.User, then.RequiredActions!.Single(action => action.Code == "start-real-time-scan-service").By);
        var diff = (await fleet.V1.Fleet.Diff.GetAsync(ask => (ask.QueryParameters.From, ask.QueryParameters.To, ask.QueryParameters.Group) = (first.RecordedAt, second.RecordedAt, [id]), limit))!.Items!.Single();
        Assert.Equal((id, then.Icon, last.Icon), (diff.ClientId, diff.From, diff.To));

        using var recording = new StreamReader((await fleet.V1.Recordings.GetAsync(ask => (ask.QueryParameters.From, ask.QueryParameters.To) = (first.RecordedAt, second.RecordedAt), limit))!);
        Assert.StartsWith("{\"schema\":\"fleet-sim/recording/", await recording.ReadLineAsync(limit), StringComparison.Ordinal);
    }

    /// <summary>Answers that are no JSON; the stream of events has no end.</summary>
    private static async Task Texts(FleetClient fleet, string id, CancellationToken limit)
    {
        Assert.Equal(54, (await fleet.V1.Icons.GetAsync(cancellationToken: limit))!.Count);
        using var drawing = new StreamReader((await fleet.V1.Icons.WithNameSvg("online-smart-rts-enabled-sps-connected").GetAsync(cancellationToken: limit))!);
        Assert.StartsWith("<svg", await drawing.ReadToEndAsync(limit), StringComparison.Ordinal);
        Assert.Contains("fleet_sessions", await fleet.Metrics.GetAsync(cancellationToken: limit), StringComparison.Ordinal);
        Assert.Equal(HealthStatus.Healthy, (await fleet.Health.Live.GetAsync(cancellationToken: limit))!.Status);

        using var events = new StreamReader((await fleet.V1.IconChanges.GetAsync(
            ask => (ask.QueryParameters.After, ask.QueryParameters.Group, ask.QueryParameters.ConditionAsCondition) = (0, [id], [Condition.RealTimeScanStopped]), limit))!);
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
                return (await fleet.V1.Clients[id].Reports.PostAsync(report, cancellationToken: limit))!;
            }
            catch (Problem later) when (later.RetryAfterSeconds is { } seconds)
            {
                await Task.Delay(TimeSpan.FromSeconds(seconds), limit);
            }
        }
    }
}
