using Fleet.Benchmarks.Feed;
using Fleet.Benchmarks.Journal;
using Fleet.Benchmarks.Managing;
using Fleet.Benchmarks.Memory;
using Fleet.Benchmarks.Pages;
using Fleet.Benchmarks.Queries;
using Fleet.Benchmarks.Relay;
using Fleet.Benchmarks.Starting;
using Fleet.Benchmarks.Timelines;
using Fleet.Benchmarks.Visible;

switch (args)
{
    case ["journal-postgres", var connectionString, .. var rest]:
        return IngestBenchmark.RunOnPostgres(connectionString, rest);
    case ["projection-postgres", var connectionString, .. var rest]:
        return ServerProjection.Run(connectionString, rest);
    case ["journal", .. var rest]:
        return IngestBenchmark.Run(rest);
    case ["memory", .. var rest]:
        return await MemoryBenchmark.Run(rest);
    case ["queries", .. var rest]:
        return await QueriesBenchmark.Run(rest);
    case ["feed", .. var rest]:
        return await FeedBenchmark.Run(rest);
    case ["visible", var api, .. var rest]:
        return await VisibleBenchmark.Run([api, .. rest]);
    case ["managing", var api, var server, .. var rest]:
        return await ManagingBenchmark.Run([api, server, .. rest]);
    case ["pages-journal", var folder, var clients, var groups]:
        return PagesJournal.Make(folder, clients, groups);
    case ["pages", var api, var server, .. var rest]:
        return await PagesBenchmark.Run(api, server, rest);
    case ["relay", var port, var server, .. var rest]:
        return await RelayBenchmark.Run([port, server, .. rest]);
    case ["start", .. var rest]:
        return await StartBenchmark.Run(rest);
    case ["start-postgres", var connectionString, .. var rest]:
        return await StartBenchmark.RunOnPostgres(connectionString, rest);
    case ["timeline", .. var rest]:
        return TimelineBenchmark.Run(rest);
    default:
        Console.Error.WriteLine("usage: journal [seconds a trial] [rounds] [actors] | journal-postgres CONNECTION [seconds a trial] [rounds] [actors] | projection-postgres CONNECTION [clients] | memory [clients] | queries [clients] [changes] | timeline [clients] | feed [readers] | visible URL [seconds] | managing URL GRPC [clients] [online] | pages-journal FOLDER CLIENTS GROUPS | pages URL GRPC [--viewers N] [--changes R --for S] | relay PORT URL [streams] | start [rows] [clients] [folder to keep] | start-postgres CONNECTION [rows] [clients] [schema to keep]");
        return 2;
}
