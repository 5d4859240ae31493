using System.Diagnostics;
using System.Text;
using Fleet.Testing;

namespace Fleet.Sim.Tests.EndToEnd;

/// <summary>A process of a test, with what it said; killed when it is disposed of.</summary>
internal sealed class TestProcess : IAsyncDisposable
{
    private readonly StringBuilder _said = new();
    private readonly StringBuilder _output = new();
    private readonly Process _process;

    public TestProcess(string assembly, IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? environment = null)
        : this(new ProcessStartInfo("dotnet", [assembly, .. arguments]), environment)
    {
    }

    private TestProcess(ProcessStartInfo start, IReadOnlyDictionary<string, string>? environment)
    {
        start.UseShellExecute = false;
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
            start.Environment[name] = value;
        _process = OtherProcess.Start(start);
        _process.OutputDataReceived += Keep;
        _process.OutputDataReceived += KeepOutput;
        _process.ErrorDataReceived += Keep;
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>An executable, not an assembly.</summary>
    public static TestProcess Of(string executable, IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? environment = null) =>
        new(new ProcessStartInfo(executable, arguments), environment);

    public int Id => _process.Id;

    public bool HasExited => _process.HasExited;

    /// <summary>Everything on both outputs so far.</summary>
    public string Said
    {
        get
        {
            lock (_said)
                return _said.ToString();
        }
    }

    /// <summary>Everything on standard output so far, line by line.</summary>
    public string Output
    {
        get
        {
            lock (_said)
                return _output.ToString();
        }
    }

    /// <summary>Waits for its end and returns its exit code.</summary>
    /// <param name="within">Not given: as long as any test waits.</param>
    public async Task<int> ExitAsync(TimeSpan? within = null)
    {
        await _process.WaitForExitAsync().WaitAsync(within ?? Patience.Long);
        return _process.ExitCode;
    }

    /// <summary>SIGKILL.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await ExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!HasExited)
            await KillAsync();
        _process.Dispose();
    }

    private void Keep(object sender, DataReceivedEventArgs line)
    {
        lock (_said)
            _said.AppendLine(line.Data);
    }

    private void KeepOutput(object sender, DataReceivedEventArgs line)
    {
        // The end of the stream is no line.
        if (line.Data is null)
            return;
        lock (_said)
            _output.Append(line.Data).Append('\n');
    }
}
