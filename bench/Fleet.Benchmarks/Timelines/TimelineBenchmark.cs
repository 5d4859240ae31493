using System.Globalization;
using Fleet.Protocol.Recording;
using Fleet.Sim.Chance;
using Fleet.Sim.Recording;
using Fleet.Sim.Scenario.Reading;
using Fleet.Sim.Synthesis;
using Fleet.Sim.Timeline;

namespace Fleet.Benchmarks.Timelines;

/// <summary>How fast one core makes the timeline of a scenario, beside a heap of clients that draws the next time and does nothing else.</summary>
internal static class TimelineBenchmark
{
    private const int Rounds = 5;

    public static int Run(string[] arguments)
    {
        var clients = arguments.Length > 0 ? int.Parse(arguments[0], CultureInfo.InvariantCulture) : 10_000;
        foreach (var name in (string[])["office-day", "soak"])
        {
            var timeline = new ScenarioTimeline(ScenarioLibrary.Load(name), new TimelineOptions(1) { Clients = clients });
            var (events, facts) = Count(timeline);
            Console.WriteLine($"{name}, {clients:N0} clients: {events:N0} events, {facts:N0} of them reports");
            Console.WriteLine($"  {"",-44} {"events/s",12} {"reports/s",12} {"CPU µs an event",16}");
            Report("a heap of clients with one draw each", events, facts, () => DrawOnly(clients, events));
            Report("the timeline", events, facts, () => Count(timeline));
            Report("the timeline, its lines and their hash", events, facts, () => WriteAll(timeline));
        }

        return 0;
    }

    /// <summary>The median of a few rounds, by the processor time of this thread's work: other work on the machine does not count.</summary>
    private static void Report(string what, long events, long facts, Action work)
    {
        // The compiler needs a second of it to be done with its work.
        for (var start = Environment.TickCount64; Environment.TickCount64 - start < 1_000;)
            work();
        var rounds = new List<double>();
        for (var round = 0; round < Rounds; round++)
        {
            var before = Environment.CpuUsage.TotalTime;
            work();
            rounds.Add((Environment.CpuUsage.TotalTime - before).TotalSeconds);
        }

        var seconds = rounds.Order().ElementAt(Rounds / 2);
        Console.WriteLine($"  {what,-44} {events / seconds,12:N0} {facts / seconds,12:N0} {seconds * 1e6 / events,16:0.00}");
    }

    private static (long Events, long Facts) Count(ScenarioTimeline timeline)
    {
        var (events, facts) = (0L, 0L);
        foreach (var happened in timeline.Events())
        {
            events++;
            facts += happened.Step is ObserveFacts ? 1 : 0;
        }

        return (events, facts);
    }

    private static void DrawOnly(int clients, long events)
    {
        var queue = new PriorityQueue<int, (long At, int Client)>(clients);
        for (var client = 0; client < clients; client++)
            queue.Enqueue(client, (client, client));
        for (var made = 0; made < events; made++)
        {
            queue.TryPeek(out var client, out var turn);
            queue.DequeueEnqueue(client, (turn.At + new Draws(1, client, 1, made).Exponential(1_000_000), client));
        }
    }

    private static void WriteAll(ScenarioTimeline timeline)
    {
        using var writer = new RecordingWriter(new RecordingHeader(
            RecordingSource.Scenario, timeline.Scenario, null, 1, RecordingHeader.PhiloxAlgorithm, timeline.Clients.Count, RunTime.Start, 1, "1x", 1));
        foreach (var happened in timeline.Events())
        {
            writer.Write(RecordedSteps.ToInput(happened, timeline.Clients[happened.Client]));
            if (writer.Gathered.Length >= RecordingWriter.Plenty)
                writer.Clear();
        }

        writer.Finish(fleetHash: null);
    }
}
