namespace Fleet.Sim.Comparing;

/// <summary>
/// Results of one kind, read back: a run's figures, or a capacity's lower bound; one value an invocation. The repeats within one share its machine, its
/// hour and its build, so they are no more than one look at it.
/// </summary>
/// <param name="Kind">Schema and load: only what is equal here can be compared.</param>
/// <param name="Values">By the name of the figure.</param>
public sealed record ResultSamples(string Kind, IReadOnlyDictionary<string, IReadOnlyList<double>> Values)
{
    private const string Run = "fleet-sim/result/1";
    private const string Capacity = "fleet-sim/capacity/1";

    /// <summary>How each of them was made.</summary>
    internal IReadOnlyList<IReadOnlyDictionary<string, string>> Circumstances { get; private init; } = [];

    /// <summary>Why one or the other of them says little, a line each.</summary>
    internal IReadOnlyList<string> Doubts { get; private init; } = [];

    private ResultLoad Load { get; init; } = ResultLoad.None;

    /// <summary>Reads files that are repeats of the same.</summary>
    /// <exception cref="IOException">One cannot be read, is no whole result, or is not of the same kind and load as the others.</exception>
    public static ResultSamples Read(IReadOnlyList<string> files)
    {
        var all = files.Select(Read).ToList();
        for (var i = 1; i < all.Count; i++)
            EnsureAlike(files[0], all[0], files[i], all[i]);
        return all[0] with
        {
            Values = all[0].Values.Keys.ToDictionary(name => name, IReadOnlyList<double> (name) => [.. all.SelectMany(one => one.Values[name])]),
            Circumstances = [.. all.SelectMany(one => one.Circumstances)],
            Doubts = [.. all.SelectMany(one => one.Doubts)],
        };
    }

    /// <summary>Refuses to compare what is not the same load.</summary>
    /// <exception cref="IOException">They differ.</exception>
    public static void EnsureAlike(string file, ResultSamples one, string otherFile, ResultSamples other)
    {
        if (one.Kind != other.Kind)
            throw new IOException($"{file} and {otherFile} cannot be compared: the first is {one.Kind}, the second {other.Kind}.");
        if (one.Load.WhyOther(other.Load) is { } why)
            throw new IOException($"{file} and {otherFile} cannot be compared, as they are not of the same load: {why}.");
    }

    private static ResultSamples Read(string file)
    {
        var result = ResultFields.Open(file);
        var schema = result.Text("schema");
        if (schema is not (Run or Capacity))
            throw new IOException($"{file} is of the schema '{schema}'; this takes {Run} and {Capacity}.");
        if (result.Flag("interrupted"))
            throw result.Wrong("interrupted is true, so it is partial");
        if (schema == Run && !result.Flag("valid"))
            throw result.Wrong("valid is false, so its generator was overtaxed and its figures say nothing about the server");
        var scenario = result.Text("scenario");
        return schema == Run
            ? new ResultSamples($"{schema} of {scenario} with {result.Number("clients")} clients", OfRun(result))
            {
                Load = ResultLoad.OfRun(result),
                Doubts = [.. DoubtsOf(result)],
                Circumstances = [Comparing.Circumstances.Of(result)],
            }
            : new ResultSamples(
                $"{schema} of {scenario}, finding {result.Text("find")} with {result.Told("clients")}{result.Told("ratePerClient")} under {result.Text("slo")}", OfCapacity(result))
            {
                Circumstances = [Comparing.Circumstances.Of(result)],
            };
    }

    private static IEnumerable<string> DoubtsOf(ResultFields result)
    {
        if (!result.Flag("reconciliation.settled"))
            yield return $"- {result.File}: reconciliation.settled is false, so it did not come to its end";
    }

    private static Dictionary<string, IReadOnlyList<double>> OfRun(ResultFields result) => new()
    {
        ["latency p50, ms"] = [result.Number("latencyMs.p50")],
        ["latency p99, ms"] = [result.Number("latencyMs.p99")],
        ["connect p99, ms"] = [result.Number("connectMs.p99")],
        ["errors, %"] = [result.Number("errors", most: 1) * 100],
        ["achieved, reports/s"] = [result.Number("rate.achieved")],
        ["clients wrong or lost"] = [result.Number("reconciliation.mismatched") + result.Number("reconciliation.duplicated") + result.Number("reports.lost")],
    };

    private static Dictionary<string, IReadOnlyList<double>> OfCapacity(ResultFields result) => new()
    {
        // Null: nothing was carried.
        ["capacity"] = [result.Told("lower").Length == 0 ? 0 : result.Number("lower")],
    };
}
