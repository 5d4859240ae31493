using System.Diagnostics;
using Fleet.Testing;

namespace Fleet.Host.Tests.Deployment;

/// <summary>The files that ship beside the executables, and the tools that check them.</summary>
internal static class Repository
{
    public static string Root { get; } = Find(new DirectoryInfo(AppContext.BaseDirectory));

    /// <summary>The configuration that these tests are built in: Release or Debug.</summary>
    public static string Configuration { get; } = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;

    public static string PathOf(string file) => Path.Combine(Root, file);

    public static string Text(string file) => File.ReadAllText(PathOf(file));

    /// <summary>Runs a tool at the repository's root, for three minutes at most.</summary>
    public static Task<(int ExitCode, string Output)> Run(string tool, params string[] args) => RunIn(Root, tools: null, tool, args);

    /// <summary>The same elsewhere.</summary>
    /// <param name="folder">Where.</param>
    /// <param name="tools">A folder with tools that are taken before those of the machine; null: there is none.</param>
    /// <param name="tool">The tool.</param>
    /// <param name="args">Its arguments.</param>
    public static async Task<(int ExitCode, string Output)> RunIn(string folder, string? tools, string tool, params string[] args)
    {
        var start = new ProcessStartInfo(tool, args) { UseShellExecute = false, WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        if (tools is not null)
            start.Environment["PATH"] = $"{tools}{Path.PathSeparator}{start.Environment["PATH"]}";
        // The build's servers outlive a build: they would hold the outputs open.
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        using var process = OtherProcess.Start(start);
        try
        {
            var output = await Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync()).WaitAsync(Patience.Long);
            await process.WaitForExitAsync().WaitAsync(Patience.Long);
            return (process.ExitCode, string.Concat(output));
        }
        finally
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
        }
    }

    private static string Find(DirectoryInfo? folder) => folder is null ? throw new DirectoryNotFoundException("Fleet.sln is above every test.")
        : File.Exists(Path.Combine(folder.FullName, "Fleet.sln")) ? folder.FullName : Find(folder.Parent);
}
