using System.Diagnostics;
using Fleet.Benchmarks.Managing;
using Fleet.V1;
using Grpc.Net.Client;

namespace Fleet.Benchmarks.Pages;

/// <summary>Some clients with sessions of one relay, whose icons change with each report.</summary>
internal sealed class Reporters : IAsyncDisposable
{
    private const int Clients = 400;

    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(50);

    private readonly GrpcChannel _channel;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _running;

    private Reporters(GrpcChannel channel, string name)
    {
        _channel = channel;
        Line = new ManagedLine(new FleetRelay.FleetRelayClient(channel).Relay(), $"{name}-", name, Clients);
        _running = Line.Run(_stop.Token);
    }

    public ManagedLine Line { get; }

    /// <summary>Opens their sessions.</summary>
    public static async Task<Reporters> Open(string grpc, string name)
    {
        var reporters = new Reporters(GrpcChannel.ForAddress(grpc), name);
        reporters.Line.Hello();
        while (reporters.Line.Welcomed < Clients)
        {
            if (reporters._running.IsCompleted)
                await reporters._running;
            await Task.Delay(Tick);
        }

        return reporters;
    }

    /// <summary>Reports at a rate, for a time.</summary>
    public async Task Report(int perSecond, TimeSpan time)
    {
        var (began, sent) = (Stopwatch.GetTimestamp(), 0L);
        while (Stopwatch.GetElapsedTime(began) is var elapsed && elapsed < time)
        {
            var due = (long)(elapsed.TotalSeconds * perSecond) - sent;
            Line.Report((int)due);
            sent += due;
            await Task.Delay(Tick);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _channel.Dispose();
        _stop.Dispose();
    }
}
