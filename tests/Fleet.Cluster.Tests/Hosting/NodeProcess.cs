using System.Diagnostics;
using System.Text;
using Fleet.Testing;

namespace Fleet.Cluster.Tests.Hosting;

/// <summary>One node: the host's executable as a process, and what can be done to a process.</summary>
internal sealed class NodeProcess : IDisposable
{
    private readonly Process _process;
    private readonly StringBuilder _output = new();

    private NodeProcess(ProcessStartInfo start)
    {
        _process = OtherProcess.Start(start);
        _process.OutputDataReceived += (_, line) => Keep(line.Data);
        _process.ErrorDataReceived += (_, line) => Keep(line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>The folder of the host that was built with these tests.</summary>
    public static string Folder { get; } = AppContext.BaseDirectory.Replace(
        Path.Combine("tests", "Fleet.Cluster.Tests"), Path.Combine("src", "Fleet.Host"), StringComparison.Ordinal);

    /// <summary>It has, and all that it said is here.</summary>
    public bool HasEnded
    {
        get
        {
            if (!_process.HasExited)
                return false;
            _process.WaitForExit();
            return true;
        }
    }

    public int ExitCode => _process.ExitCode;

    public string Output
    {
        get
        {
            lock (_output)
                return _output.ToString();
        }
    }

    /// <param name="settings">By the names of the environment.</param>
    /// <param name="before">A command that starts another one, with its arguments; empty: none.</param>
    public static NodeProcess Start(IReadOnlyDictionary<string, string> settings, params string[] before)
    {
        string[] command = [.. before, Path.Combine(Folder, "fleet")];
        var start = new ProcessStartInfo(command[0], command[1..]) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in settings)
            start.Environment[name] = value;
        return new NodeProcess(start);
    }

    public void Kill() => Signal("KILL");

    public void Freeze() => Signal("STOP");

    public void Thaw() => Signal("CONT");

    /// <summary>As a supervisor ends it.</summary>
    public void Terminate() => Signal("TERM");

    public bool WaitForEnd(TimeSpan within) => _process.WaitForExit(within) && HasEnded;

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            _process.WaitForExit();
        }

        _process.Dispose();
    }

    private void Signal(string signal)
    {
        using var kill = OtherProcess.Start("/bin/sh", "-c", $"kill -{signal} {_process.Id}");
        kill.WaitForExit();
    }

    private void Keep(string? line)
    {
        lock (_output)
            _output.AppendLine(line);
    }
}
