using System.Diagnostics.Metrics;
using Fleet.Core.Vocabulary;

namespace Fleet.Actors.Sessions;

/// <summary>What waits on a node, and what it keeps in memory for that. All of it is at hand: nothing is asked when somebody looks.</summary>
public sealed class SessionMetrics : IDisposable
{
    private readonly Meter _meter = new("Fleet.Waiting");

    /// <summary>Registers the gauges of a node.</summary>
    public SessionMetrics(SessionContext node)
    {
        var reports = node.Reports;
        _meter.CreateObservableGauge("fleet_reports_held", () => reports.Held, description: "Reports of sessions without an answer, kept in memory; from 100,000 on, streams that have some are not read.");
        _meter.CreateObservableGauge("fleet_reports_under_way", () => reports.Gate.Inside, description: "Reports that have a place at the gate: forwarded to their clients' actors, and not answered.");
        _meter.CreateObservableGauge("fleet_reports_waiting", () => reports.Waiting, description: "Reports that wait for their turn at the gate, in sessions and over HTTP.");
        _meter.CreateObservableGauge(
            "fleet_reports_longest_wait_seconds", () => reports.Gate.LongestWait.TotalSeconds, "s", "How long the first in the queue of the gate has waited for its turn.");
        _meter.CreateObservableGauge("fleet_report_credit", () => Credit(node), description: "Reports that sessions which have some now are asked to have under way (out), and those of their windows beyond that (withheld).");
        _meter.CreateObservableGauge("fleet_streams_unread", () => Unread(node.Unread), description: "Streams that are not read for now: for the credit of a relay's clients, or for the memory that reports take.");
        _meter.CreateObservableGauge("fleet_hellos_waiting", () => node.Hellos.Gate.Waiting, description: "Hellos that wait for their turn.");
    }

    /// <inheritdoc/>
    public void Dispose() => _meter.Dispose();

    private static Measurement<long>[] Credit(SessionContext node)
    {
        long sessions = node.Reports.Active;
        var each = node.Reports.Credit(PresenceSettings.Window);
        return [Of(sessions * each, "state", "out"), Of(sessions * (PresenceSettings.Window - each), "state", "withheld")];
    }

    private static IEnumerable<Measurement<long>> Unread(UnreadStreams streams) =>
        new[] { Sessions.Unread.Credit, Sessions.Unread.Memory }.Select(why => Of(streams.Of(why), "reason", Words.Of(why)));

    private static Measurement<long> Of(long value, string label, string of) => new(value, new KeyValuePair<string, object?>(label, of));
}
