namespace Fleet.Sim.Tests.EndToEnd;

/// <summary>Where the build of this configuration has put the executables.</summary>
internal static class Binaries
{
    private static readonly DirectoryInfo Output = new(AppContext.BaseDirectory);

    /// <summary>The folder of Fleet.sln.</summary>
    public static string Repository => RootAbove(Output);

    public static string Host => Of("Fleet.Host", "fleet.dll");

    public static string Sim => Of("Fleet.Sim", "fleet-sim.dll");

    public static string HostProject => FolderOf("Fleet.Host");

    public static string SimProject => FolderOf("Fleet.Sim");

    // tests/<project>/bin/<configuration>/<framework>
    public static string Configuration => Output.Parent!.Name;

    private static string Of(string project, string assembly) => Path.Combine(FolderOf(project), "bin", Configuration, Output.Name, assembly);

    private static string FolderOf(string project) => Path.Combine(Repository, "src", project);

    private static string RootAbove(DirectoryInfo folder) => File.Exists(Path.Combine(folder.FullName, "Fleet.sln"))
        ? folder.FullName
        : RootAbove(folder.Parent ?? throw new DirectoryNotFoundException("Fleet.sln is above every test."));
}
