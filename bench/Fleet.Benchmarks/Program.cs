using Fleet.Benchmarks.Journal;
using Fleet.Benchmarks.Memory;

switch (args)
{
    case ["journal", .. var rest]:
        return IngestBenchmark.Run(rest);
    case ["memory", .. var rest]:
        return await MemoryBenchmark.Run(rest);
    default:
        Console.Error.WriteLine("usage: journal [seconds a trial] [rounds] [actors] | memory [clients]");
        return 2;
}
