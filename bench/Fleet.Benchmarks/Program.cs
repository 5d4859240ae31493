using Fleet.Benchmarks.Journal;
using Fleet.Benchmarks.Memory;
using Fleet.Benchmarks.Queries;

switch (args)
{
    case ["journal", .. var rest]:
        return IngestBenchmark.Run(rest);
    case ["memory", .. var rest]:
        return await MemoryBenchmark.Run(rest);
    case ["queries", .. var rest]:
        return await QueriesBenchmark.Run(rest);
    default:
        Console.Error.WriteLine("usage: journal [seconds a trial] [rounds] [actors] | memory [clients] | queries [clients] [changes]");
        return 2;
}
