using Fleet.Benchmarks.Journal;

switch (args)
{
    case ["journal", .. var rest]:
        return IngestBenchmark.Run(rest);
    default:
        Console.Error.WriteLine("usage: journal [seconds a trial] [rounds] [actors]");
        return 2;
}
