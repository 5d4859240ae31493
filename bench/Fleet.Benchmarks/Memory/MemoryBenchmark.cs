using System.Diagnostics;
using Akka.Actor;
using Akka.Cluster;
using Akka.Configuration;
using Fleet.Actors.Client;
using Fleet.Journal;
using Fleet.Actors.Sessions;
using Fleet.Core.Clients;
using Fleet.Core.Vocabulary;

namespace Fleet.Benchmarks.Memory;

/// <summary>What live client actors weigh: sharded, journalled, each with a report taken and no session.</summary>
internal static class MemoryBenchmark
{
    private const int UnderWay = 10_000;

    public static async Task<int> Run(string[] args)
    {
        var clients = args is [var count, ..] ? int.Parse(count) : 100_000;
        using var folder = new TemporaryFolder();
        var system = ActorSystem.Create("bench", ConfigurationFactory
            .ParseString($"akka.persistence.journal.fleet.sqlite.file = \"{folder.File("journal.db")}\"\nakka.loglevel = WARNING\nakka.actor.provider = cluster")
            .WithFallback(Hocon.Files("cluster", "sharding", "journal", "journal-sqlite")));
        var cluster = Cluster.Get(system);
        await cluster.JoinAsync(cluster.SelfAddress);
        using var sessions = new SessionDirectory(cluster.SelfUniqueAddress.Uid);
        using var metrics = new ClientMetrics();
        var region = ClientRegion.Start(system, new ClientEnvironment(
            ClientRules.Default, TimeProvider.System, FleetJournalExtension.Of(system).Admission, sessions, metrics));

        await Wake(region, 0, UnderWay);
        var (heapBefore, before) = Weigh();
        var watch = Stopwatch.StartNew();
        await Wake(region, UnderWay, clients);
        var seconds = watch.Elapsed.TotalSeconds;
        var (heap, resident) = Weigh();

        var more = clients - UnderWay;
        Console.WriteLine($"{clients:N0} live clients   resident {resident / 1e6:N0} MB   heap {heap / 1e6:N0} MB");
        Console.WriteLine($"a client         heap {(heap - heapBefore) / more:N0} bytes, resident {(resident - before) / more:N0} bytes");
        Console.WriteLine($"created at       {more / seconds:N0} clients/s (recovery, first report, durable)");
        await system.Terminate();
        return 0;
    }

    private static async Task Wake(IActorRef region, int from, int to)
    {
        for (var at = from; at < to; at += UnderWay)
        {
            var answers = Enumerable.Range(at, Math.Min(UnderWay, to - at)).Select(n => region.Ask<ClientAnswer>(
                new ToClient(ClientId.Parse($"client-{n:d7}"), new TakeReport(1, 0, DateTimeOffset.UtcNow, new ReportedFacts { RealTimeScan = RealTimeScan.Stopped })),
                TimeSpan.FromSeconds(30)));
            foreach (var answer in await Task.WhenAll(answers))
            {
                if (answer.Reply is not Taken { Changed: true })
                    throw new InvalidOperationException($"{answer.Client}: {answer.Reply}");
            }
        }
    }

    /// <summary>After two full collections, so that the resident size is what the clients need and not what the collector has kept.</summary>
    private static (long Heap, long Resident) Weigh()
    {
        for (var i = 0; i < 2; i++)
        {
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            GC.WaitForPendingFinalizers();
        }

        using var self = Process.GetCurrentProcess();
        return (GC.GetTotalMemory(forceFullCollection: true), self.WorkingSet64);
    }
}
