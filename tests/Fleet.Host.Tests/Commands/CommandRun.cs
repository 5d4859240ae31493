using Fleet.Host.Starting;
using System.IO.Pipelines;
using Fleet.Host.Commands;
using Fleet.Host.Commands.Display;
using Fleet.Testing;
using Xunit;

namespace Fleet.Host.Tests.Commands;

/// <summary>An operator's command, run in this process against some host.</summary>
internal sealed class CommandRun : IAsyncDisposable
{
    private readonly CancellationTokenSource _interrupt = new(Patience.Long);
    private readonly StringWriter _notes = new();
    private readonly TextWriter _oneAtATime;
    private readonly StreamReader _lines;
    private readonly Task<int> _running;

    private CommandRun(int? width, TimeProvider time, string[] args)
    {
        _oneAtATime = TextWriter.Synchronized(_notes);
        // Without a bound: a command that nobody reads ends all the same.
        var output = new Pipe(new PipeOptions(pauseWriterThreshold: 0));
        _lines = new StreamReader(output.Reader.AsStream());
        _running = Task.Run(async () =>
        {
            await using var stream = output.Writer.AsStream();
            return await OperatorCommands.Run(args, new Screen(stream, _oneAtATime, width), time, _interrupt.Token);
        });
    }

    /// <summary>What was said about the answer.</summary>
    public string Notes
    {
        get
        {
            // What a synchronized writer holds while it writes.
            lock (_oneAtATime)
                return _notes.ToString();
        }
    }

    /// <summary>Begins a command; it is interrupted if it takes too long.</summary>
    public static CommandRun Start(Uri api, int? width, TimeProvider time, params string[] args) => new(width, time, [.. args, "--api", api.ToString()]);

    /// <summary>Runs a command that is to succeed.</summary>
    /// <returns>What it wrote.</returns>
    public static async Task<string> Output(Uri api, int? width, TimeProvider time, params string[] args)
    {
        await using var run = Start(api, width, time, args);
        return await run.Succeeded();
    }

    /// <summary>Runs a command that is to succeed and asks no host.</summary>
    /// <returns>What it wrote.</returns>
    public static async Task<string> OutputOf(params string[] args)
    {
        await using var run = new CommandRun(width: null, TimeProvider.System, args);
        return await run.Succeeded();
    }

    /// <summary>Runs a command that is to fail and to write nothing but a reason.</summary>
    /// <returns>The reason.</returns>
    public static async Task<string> Refusal(ExitCode expected, params string[] args)
    {
        await using var run = new CommandRun(width: null, TimeProvider.System, args);
        var output = await run._lines.ReadToEndAsync();
        Assert.Equal((expected, ""), (await run.Ended(), output));
        return run.Notes;
    }

    /// <summary>Runs a command, whatever becomes of it.</summary>
    public static async Task<ExitCode> CodeOf(params string[] args)
    {
        await using var run = new CommandRun(width: null, TimeProvider.System, args);
        await run._lines.ReadToEndAsync();
        return await run.Ended();
    }

    /// <summary>The next line that it writes; null at its end.</summary>
    public Task<string?> Line() => _lines.ReadLineAsync(_interrupt.Token).AsTask();

    /// <summary>All that it still writes.</summary>
    public Task<string> Rest() => _lines.ReadToEndAsync();

    /// <summary>What Ctrl+C does.</summary>
    public Task Interrupt() => _interrupt.CancelAsync();

    /// <summary>Waits for its end.</summary>
    public async Task<ExitCode> Ended() => (ExitCode)await _running;

    public async Task<string> Succeeded()
    {
        var output = await _lines.ReadToEndAsync();
        Assert.Equal(ExitCode.Good, await Ended());
        // Of a list a terminal is told how long it is.
        Assert.Matches(@"^([\d,]+ in all\.\s)?\z", Notes);
        return output;
    }

    public async ValueTask DisposeAsync()
    {
        await _interrupt.CancelAsync();
        await _running;
        _lines.Dispose();
        _interrupt.Dispose();
    }
}
