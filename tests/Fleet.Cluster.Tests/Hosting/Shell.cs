using Fleet.Testing;

namespace Fleet.Cluster.Tests.Hosting;

/// <summary>Commands of the machine.</summary>
internal static class Shell
{
    /// <exception cref="InvalidOperationException">It failed.</exception>
    public static void Run(string script)
    {
        if (!Try(script))
            throw new InvalidOperationException($"This failed: {script}");
    }

    public static bool Try(string script)
    {
        using var shell = OtherProcess.Start("/bin/sh", "-c", script);
        shell.WaitForExit();
        return shell.ExitCode == 0;
    }
}
