using System.Reflection;

namespace Fleet.Sim.Hosting;

/// <summary>Finds the host that belongs to this simulator.</summary>
internal static class HostBinary
{
    private const string Name = "fleet.dll";

    /// <summary>The path of the host's assembly: beside a published simulator, else where the build has put it.</summary>
    /// <param name="seeker">Was told by its build where that is; null: the simulator.</param>
    /// <exception cref="HostFailedException">It is in neither place.</exception>
    public static string Find(Assembly? seeker = null)
    {
        var published = Path.Combine(AppContext.BaseDirectory, "host", Name);
        // One that was published as a single file has its assembly inside.
        if (File.Exists(published) || File.Exists(Executable(published)))
            return published;
        var built = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, BuildOutput(seeker ?? typeof(HostBinary).Assembly)));
        return File.Exists(built)
            ? built
            : throw new HostFailedException($"There is no host to start, neither at {published} nor at {built}. Start one yourself (`fleet`) and use `fleet-sim run`.");
    }

    /// <summary>The host's assembly of another build.</summary>
    /// <param name="build">The assembly, the executable beside it, or the folder of both.</param>
    /// <exception cref="FileNotFoundException">It is not there.</exception>
    public static string At(string build)
    {
        var folder = Directory.Exists(build) ? build : Path.GetDirectoryName(Path.GetFullPath(build))!;
        var assembly = Path.GetFullPath(Path.Combine(folder, Name));
        return File.Exists(assembly) ? assembly : throw new FileNotFoundException($"There is no host at {build}: {assembly} is not there.");
    }

    /// <summary>The executable that belongs to an assembly.</summary>
    public static string Executable(string assembly) => Path.ChangeExtension(assembly, OperatingSystem.IsWindows() ? "exe" : null);

    /// <summary>Relative to the assembly, as the build wrote it down.</summary>
    private static string BuildOutput(Assembly seeker) => seeker.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == "HostBuildOutput").Value!;
}
