using System.Globalization;
using Fleet.Host.Tests.Hosting;
using Xunit;
using YamlDotNet.RepresentationModel;

namespace Fleet.Host.Tests.Deployment;

/// <summary>The manifests are what Kubernetes takes, and fit the host that they start.</summary>
[Collection(OnSharedHost.Name)]
public sealed class KubernetesTests(SharedHost host)
{
    private const string OneNode = "deploy/kubernetes/fleet.yaml";
    private const string Cluster = "deploy/kubernetes/fleet-cluster.yaml";

    [Fact]
    [Trait("Needs", "processes")]
    public async Task They_follow_the_schema()
    {
        var (exitCode, output) = await Check(Repository.PathOf(OneNode), Repository.PathOf(Cluster));
        Assert.True(exitCode == 0, output);
        Assert.Contains("6 documents are what Kubernetes takes", output);
    }

    [Theory]
    [Trait("Needs", "processes")]
    [InlineData("replicas: 3", "replicas: many", "StatefulSet.spec.replicas: takes int, not 'many'")]
    [InlineData("httpGet:", "httpget:", "livenessProbe.httpget: is unknown to V1Probe")]
    [InlineData("serviceName: fleet-nodes", "paused: true", "StatefulSet.spec.paused: is unknown to V1StatefulSetSpec")]
    [InlineData("kind: StatefulSet", "kind: StatefullSet", "no kind StatefullSet in apps/v1")]
    public async Task A_slip_in_them_is_told(string right, string wrong, string told)
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder.File("slip.yaml"), Repository.Text(Cluster).Replace(right, wrong, StringComparison.Ordinal));
        var (exitCode, output) = await Check(folder.File("slip.yaml"));
        Assert.Equal(1, exitCode);
        Assert.Contains(told, output);
    }

    [Theory]
    [InlineData(OneNode)]
    [InlineData(Cluster)]
    public async Task Probes_ask_for_what_the_host_answers(string manifests)
    {
        foreach (var probe in new[] { "startupProbe", "livenessProbe", "readinessProbe" })
        {
            using var response = await host.Http.GetAsync(new Uri(Scalar(Container(manifests)[probe]["httpGet"]["path"]), UriKind.Relative));
            Assert.True(response.IsSuccessStatusCode, probe);
        }
    }

    [Theory]
    [InlineData(OneNode)]
    [InlineData(Cluster)]
    public void A_pod_is_given_more_time_than_its_drain_takes(string manifests)
    {
        var drain = TimeSpan.Parse(Environment(manifests)["Fleet__Drain"], CultureInfo.InvariantCulture);
        Assert.True(int.Parse(Scalar(Pod(manifests)["terminationGracePeriodSeconds"]), CultureInfo.InvariantCulture) >= drain.TotalSeconds + 20);
    }

    [Theory]
    [InlineData(OneNode)]
    [InlineData(Cluster)]
    public void Every_setting_is_one_that_the_host_knows(string manifests)
    {
        var known = Repository.Text("docs/configuration.md");
        Assert.All(
            Environment(manifests).Keys.Where(name => name.StartsWith("Fleet__", StringComparison.Ordinal) || name.StartsWith("ConnectionStrings__", StringComparison.Ordinal)),
            name => Assert.Contains($"`{name.Replace("__", ":", StringComparison.Ordinal)}`", known));
    }

    private static Task<(int ExitCode, string Output)> Check(params string[] files) =>
        Repository.Run("/usr/bin/python3", ["scripts/check-kubernetes.py", .. files]);

    private static YamlNode Pod(string manifests)
    {
        var stream = new YamlStream();
        using var text = new StringReader(Repository.Text(manifests));
        stream.Load(text);
        return stream.Documents.Select(document => document.RootNode).Single(document => Scalar(document["kind"]) == "StatefulSet")["spec"]["template"]["spec"];
    }

    private static YamlNode Container(string manifests) => Pod(manifests)["containers"][0];

    private static Dictionary<string, string> Environment(string manifests) => ((YamlSequenceNode)Container(manifests)["env"]).Cast<YamlMappingNode>()
        .ToDictionary(variable => Scalar(variable["name"]), variable => variable.Children.TryGetValue("value", out var value) ? Scalar(value) : "");

    private static string Scalar(YamlNode node) => ((YamlScalarNode)node).Value!;
}
