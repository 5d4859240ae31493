using System.Text.RegularExpressions;
using Xunit;
using YamlDotNet.RepresentationModel;

namespace Fleet.Host.Tests.Deployment;

/// <summary>The composition names what there is: its files, its services and volumes, and the host's settings and ports.</summary>
public sealed class ComposeTests
{
    private const string Folder = "deploy/compose";

    private static readonly YamlMappingNode Compose = Read("compose.yaml");

    private static IEnumerable<KeyValuePair<YamlNode, YamlNode>> Services => ((YamlMappingNode)Compose["services"]).Children;

    [Fact]
    public void Whatever_is_mounted_is_a_file_here_or_a_volume_of_its_own()
    {
        var volumes = ((YamlMappingNode)Compose["volumes"]).Children.Keys.Select(Text).ToHashSet();
        var mounted = Services.SelectMany(service => List(service.Value, "volumes")).Select(mount => mount.Split(':')[0]).ToList();
        Assert.NotEmpty(mounted);
        Assert.All(mounted, source => Assert.True(source.StartsWith('.') ? Path.Exists(Repository.PathOf(Path.Combine(Folder, source))) : volumes.Remove(source), source));
        Assert.Empty(volumes);
    }

    [Fact]
    public void Whoever_is_waited_for_is_there_and_tells_its_health_if_that_is_asked() => Assert.All(Services, service =>
    {
        if (!((YamlMappingNode)service.Value).Children.TryGetValue("depends_on", out var awaited))
            return;
        foreach (var name in awaited is YamlMappingNode conditions ? conditions.Children.Keys.Select(Text) : ((YamlSequenceNode)awaited).Select(Text))
            Assert.Contains(Services, other => Text(other.Key) == name && (awaited is YamlSequenceNode || ((YamlMappingNode)other.Value).Children.ContainsKey("healthcheck")));
    });

    [Fact]
    public void The_host_is_built_by_the_file_there_is_and_knows_its_settings()
    {
        var fleet = (YamlMappingNode)Compose["services"]["fleet"];
        Assert.Equal(Path.GetFullPath(Repository.Root), Path.GetFullPath(Path.Combine(Repository.PathOf(Folder), Text(fleet["build"]["context"]))));
        var dockerfile = Repository.Text(Text(fleet["build"]["dockerfile"]));
        var known = Repository.Text("docs/configuration.md");
        var settings = ((YamlMappingNode)fleet["environment"]).Children.Keys.Select(Text)
            .Concat(Regex.Matches(dockerfile, "Fleet__\\w+", RegexOptions.None, TimeSpan.FromSeconds(5)).Select(match => match.Value)).ToList();
        Assert.All(settings, name => Assert.Contains($"`{name.Replace("__", ":", StringComparison.Ordinal)}`", known));
        Assert.All(List(fleet, "ports"), port => Assert.Contains($":{port.Split(':')[^1]}", dockerfile, StringComparison.Ordinal));
        Assert.Contains($"<Version>{Text(fleet["image"]).Split(':')[1]}</Version>", Repository.Text("Directory.Build.props"));
    }

    [Fact]
    public void Prometheus_asks_the_host_by_the_name_that_it_allows_and_reads_the_alarms_that_are_mounted()
    {
        var (prometheus, fleet) = (Read("prometheus.yaml"), Compose["services"]["fleet"]);
        var target = Text(prometheus["scrape_configs"][0]["static_configs"][0]["targets"][0]).Split(':');
        Assert.Contains(target[0], Text(fleet["environment"]["AllowedHosts"]).Split(';'));
        Assert.Contains(List(fleet, "ports"), port => port.EndsWith($":{target[1]}", StringComparison.Ordinal));
        // The alarms name the job.
        Assert.Contains($"job=\"{Text(prometheus["scrape_configs"][0]["job_name"])}\"", Repository.Text("deploy/prometheus/fleet.rules.yaml"));
        var rules = Text(prometheus["rule_files"][0]);
        Assert.Contains(List(Compose["services"]["prometheus"], "volumes"), mount => mount.Contains($":/etc/prometheus/{rules}:", StringComparison.Ordinal));
    }

    [Fact]
    public void Grafana_asks_Prometheus()
    {
        var url = new Uri(Text(Read("grafana-datasource.yaml")["datasources"][0]["url"]));
        Assert.Contains(List(Compose["services"][url.Host], "ports"), port => port.EndsWith($":{url.Port}", StringComparison.Ordinal));
    }

    private static YamlMappingNode Read(string file)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(Repository.Text(Path.Combine(Folder, file))));
        return (YamlMappingNode)stream.Documents.Single().RootNode;
    }

    private static IEnumerable<string> List(YamlNode service, string key) =>
        ((YamlMappingNode)service).Children.TryGetValue(key, out var list) ? ((YamlSequenceNode)list).Select(Text) : [];

    private static string Text(YamlNode node) => ((YamlScalarNode)node).Value!;
}
