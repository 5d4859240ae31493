using System.Text.Json;

namespace Fleet.Sim.Comparing;

/// <summary>Results of one kind, read back: a run's figures, or a capacity's lower bounds, one value a repeat.</summary>
/// <param name="Kind">Schema and load: only what is equal here can be compared.</param>
/// <param name="Values">By the name of the figure.</param>
public sealed record ResultSamples(string Kind, IReadOnlyDictionary<string, IReadOnlyList<double>> Values)
{
    private const string Run = "fleet-sim/result/1";
    private const string Capacity = "fleet-sim/capacity/1";

    /// <summary>Reads files that are repeats of the same.</summary>
    /// <exception cref="IOException">One cannot be read, is no whole result, or is not of the same kind as the others.</exception>
    public static ResultSamples Read(IReadOnlyList<string> files)
    {
        var all = files.Select(Read).ToList();
        for (var i = 1; i < all.Count; i++)
            EnsureAlike(files[0], all[0], files[i], all[i]);
        return new ResultSamples(all[0].Kind, all[0].Values.Keys.ToDictionary(name => name, IReadOnlyList<double> (name) => [.. all.SelectMany(one => one.Values[name])]));
    }

    /// <summary>Refuses to compare what is not the same load.</summary>
    /// <exception cref="IOException">They differ.</exception>
    public static void EnsureAlike(string file, ResultSamples one, string otherFile, ResultSamples other)
    {
        if (one.Kind != other.Kind)
            throw new IOException($"{file} and {otherFile} cannot be compared: the first is {one.Kind}, the second {other.Kind}.");
    }

    private static ResultSamples Read(string file)
    {
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllText(file));
            var root = document.RootElement;
            if (root.GetProperty("interrupted").GetBoolean())
                throw new IOException($"{file} is the partial result of an interrupted run, and cannot be compared.");
            var (schema, scenario) = (root.GetProperty("schema").GetString(), root.GetProperty("scenario").GetString());
            return schema switch
            {
                Run => new ResultSamples($"{schema} of {scenario} with {root.GetProperty("clients").GetInt32()} clients", OfRun(root)),
                Capacity => new ResultSamples(
                    $"{schema} of {scenario}, finding {root.GetProperty("find").GetString()} with {root.GetProperty("clients")}{root.GetProperty("ratePerClient")} under {root.GetProperty("slo").GetString()}",
                    OfCapacity(root)),
                _ => throw new IOException($"{file} is of the schema '{schema}'; this takes {Run} and {Capacity}."),
            };
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new IOException($"{file} is no result of fleet-sim: {e.Message}", e);
        }
    }

    private static Dictionary<string, IReadOnlyList<double>> OfRun(JsonElement root)
    {
        var found = root.GetProperty("reconciliation");
        return new()
        {
            ["latency p50, ms"] = [root.GetProperty("latencyMs").GetProperty("p50").GetDouble()],
            ["latency p99, ms"] = [root.GetProperty("latencyMs").GetProperty("p99").GetDouble()],
            ["connect p99, ms"] = [root.GetProperty("connectMs").GetProperty("p99").GetDouble()],
            ["errors, %"] = [root.GetProperty("errors").GetDouble() * 100],
            ["achieved, reports/s"] = [root.GetProperty("rate").GetProperty("achieved").GetDouble()],
            ["clients wrong or lost"] = [found.GetProperty("mismatched").GetDouble() + found.GetProperty("duplicated").GetDouble() + root.GetProperty("reports").GetProperty("lost").GetDouble()],
        };
    }

    private static Dictionary<string, IReadOnlyList<double>> OfCapacity(JsonElement root) => new()
    {
        ["capacity"] =
        [
            .. root.GetProperty("repeats").EnumerateArray()
                .Select(repeat => repeat.GetProperty("lower") is { ValueKind: JsonValueKind.Number } lower ? lower.GetDouble() : 0),
        ],
    };
}
