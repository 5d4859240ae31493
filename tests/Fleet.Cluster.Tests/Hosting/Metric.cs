using System.Text.RegularExpressions;

namespace Fleet.Cluster.Tests.Hosting;

/// <summary>What a node counts.</summary>
internal static partial class Metric
{
    /// <summary>The sum of a metric over its labels; 0 if the node does not answer.</summary>
    public static async Task<double> Of(Node node, string name) =>
        Lines().Matches(await node.Get("/metrics") ?? "").Where(line => line.Groups["name"].Value == name).Sum(line => double.Parse(line.Groups["count"].Value));

    [GeneratedRegex(@"^(?<name>[a-z_]+)(\{[^}]*\})? (?<count>[0-9.e+]+)$", RegexOptions.Multiline | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Lines();
}
