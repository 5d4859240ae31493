namespace Fleet.Sim.Tests.EndToEnd;

/// <summary>Where the build of this configuration has put the executables.</summary>
internal static class Binaries
{
    private static readonly DirectoryInfo Output = new(AppContext.BaseDirectory);

    public static string Host => Of("Fleet.Host", "fleet.dll");

    public static string Sim => Of("Fleet.Sim", "fleet-sim.dll");

    private static string Of(string project, string assembly)
    {
        // tests/<project>/bin/<configuration>/<framework>
        var (framework, configuration) = (Output.Name, Output.Parent!.Name);
        var root = Output;
        while (!File.Exists(Path.Combine(root.FullName, "Fleet.sln")))
            root = root.Parent ?? throw new DirectoryNotFoundException("Fleet.sln is above every test.");
        return Path.Combine(root.FullName, "src", project, "bin", configuration, framework, assembly);
    }
}
