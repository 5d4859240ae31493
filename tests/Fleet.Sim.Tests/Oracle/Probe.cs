using System.Diagnostics;
using Fleet.Core.Clients;
using Fleet.Sim.Generation;
using Fleet.Sim.Oracle;
using Fleet.Sim.Scenario.Reading;
using Fleet.Sim.Timeline;
using Xunit;
using Xunit.Abstractions;

namespace Fleet.Sim.Tests.Oracle;

public sealed class Probe(ITestOutputHelper output)
{
    [Theory]
    [InlineData(5000, 60)]
    [InlineData(100000, 60)]
    public void Look(int clients, int seconds)
    {
        var scenario = ScenarioLibrary.Load("office-day");
        var timeline = new ScenarioTimeline(scenario, new TimelineOptions(7) { Clients = clients, Length = TimeSpan.FromSeconds(seconds) });
        var clock = Stopwatch.StartNew();
        var n = 0L;
        var kinds = new Dictionary<string, int>();
        var perSecond = new int[seconds + 1];
        foreach (var e in timeline.Events()) { n++; }
        output.WriteLine($"{n} events, {clock.Elapsed.TotalSeconds:0.000} s, {n / clock.Elapsed.TotalSeconds:0} /s, {GC.GetTotalMemory(false) >> 20} MiB");
        var icons = new Dictionary<string, int>();
        clock.Restart();
        var fleet = new OracleFleet(timeline.Clients, ClientRules.Default);
        foreach (var e in timeline.Events())
        {
            var key = e.Step.GetType().Name;
            kinds[key] = kinds.GetValueOrDefault(key) + 1;
            perSecond[(int)e.At.TotalSeconds]++;
            fleet.Apply(e);
            if (fleet.StateOf(e.Client).Icon is { } icon)
                icons[icon.Name] = icons.GetValueOrDefault(icon.Name) + 1;
        }
        output.WriteLine($"oracle {clock.Elapsed.TotalSeconds:0.000} s");
        output.WriteLine(string.Join(" ", kinds));
        output.WriteLine(string.Join(" ", perSecond));
        output.WriteLine($"{icons.Count} icons");
        fleet.Settle(timeline.Length);
        foreach (var g in Expectation.Of(fleet, timeline.Clients).GroupBy(f => f.Connection)) output.WriteLine($"{g.Key} {g.Count()}");
        fleet.Goodbye(timeline.Length);
        output.WriteLine(FleetHash.Of(Expectation.Of(fleet, timeline.Clients)));
    }
}
