using System.Xml.Linq;
using Xunit;

namespace Fleet.Core.Tests.Architecture;

/// <summary>The rooms of the solution depend one way: Core ◀ Protocol ◀ Journal ◀ ReadModel ◀ Actors ◀ Host, beside Actors Pages, beside all of them Story, and Sim → Core, Protocol, Story.</summary>
public sealed class ReferenceTests
{
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["Fleet.Core"] = [],
        ["Fleet.Protocol"] = ["Fleet.Core"],
        ["Fleet.Journal"] = ["Fleet.Core", "Fleet.Protocol"],
        ["Fleet.ReadModel"] = ["Fleet.Core", "Fleet.Protocol", "Fleet.Journal"],
        ["Fleet.Actors"] = ["Fleet.Core", "Fleet.Protocol", "Fleet.Journal", "Fleet.ReadModel"],
        ["Fleet.Pages"] = ["Fleet.Core", "Fleet.Protocol", "Fleet.ReadModel"],
        ["Fleet.Story"] = ["Fleet.Core"],
        ["Fleet.Host"] = ["Fleet.Core", "Fleet.Protocol", "Fleet.Journal", "Fleet.ReadModel", "Fleet.Actors", "Fleet.Pages", "Fleet.Story"],
        ["Fleet.Sim"] = ["Fleet.Core", "Fleet.Protocol", "Fleet.Story"],
    };

    private static readonly IReadOnlyList<Project> Projects =
        [.. Directory.EnumerateFiles(SourceTree.Root, "*.csproj", SearchOption.AllDirectories).Select(Project.Read)];

    [Fact]
    public void Every_project_in_src_has_its_place_in_the_order() =>
        Assert.Equal(Allowed.Keys.Order(), Projects.Select(p => p.Name).Order());

    [Fact]
    public void References_run_one_way() =>
        Assert.All(Projects, project => Assert.Empty(project.Assemblies.Except(Allowed[project.Name])));

    [Fact]
    public void The_simulator_builds_the_host_and_takes_no_assembly_of_it()
    {
        var sim = Projects.Single(p => p.Name == "Fleet.Sim");
        Assert.Equal(["Fleet.Host"], sim.BuiltOnly);
        Assert.All(Projects.Except([sim]), project => Assert.Empty(project.BuiltOnly));
    }

    [Fact]
    public void The_core_needs_no_package_and_no_framework_beyond_the_runtime()
    {
        var core = Projects.Single(p => p.Name == "Fleet.Core");
        Assert.Empty(core.Packages);
        Assert.Empty(core.Frameworks);
        Assert.DoesNotContain(
            typeof(Core.Clients.Client).Assembly.GetReferencedAssemblies(),
            a => !a.Name!.StartsWith("System.", StringComparison.Ordinal));
    }

    private sealed record Project(string Name, string[] Assemblies, string[] BuiltOnly, string[] Packages, string[] Frameworks)
    {
        public static Project Read(string file)
        {
            var xml = XDocument.Load(file);
            var references = xml.Descendants("ProjectReference").ToLookup(TakesAssembly, e => Path.GetFileNameWithoutExtension(Include(e).Replace('\\', '/')));
            return new Project(
                Path.GetFileNameWithoutExtension(file),
                [.. references[true]],
                [.. references[false]],
                [.. xml.Descendants("PackageReference").Select(Include)],
                [.. xml.Descendants("FrameworkReference").Select(Include)]);
        }

        private static bool TakesAssembly(XElement reference) =>
            !string.Equals((string?)reference.Attribute("ReferenceOutputAssembly") ?? (string?)reference.Element("ReferenceOutputAssembly"), "false", StringComparison.OrdinalIgnoreCase);

        private static string Include(XElement item) => (string?)item.Attribute("Include") ?? "";
    }
}
