using Fleet.Benchmarks.Journal;
using Fleet.Benchmarks.Queries;

switch (args)
{
    case ["journal", .. var rest]:
        return IngestBenchmark.Run(rest);
    case ["queries", .. var rest]:
        return QueriesBenchmark.Run(rest);
    default:
        Console.Error.WriteLine("usage: journal [seconds a trial] [rounds] [actors]\n       queries [clients] [changes]");
        return 2;
}
