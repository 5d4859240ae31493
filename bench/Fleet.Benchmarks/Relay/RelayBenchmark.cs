using System.Globalization;
using Fleet.V1;
using Grpc.Net.Client;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Fleet.Benchmarks.Relay;

/// <summary>Stands between the simulator and a host, so that the simulator's clients come through relays. bench/overload.sh starts it.</summary>
internal static class RelayBenchmark
{
    /// <summary>Serves until it is ended, or the host ends one of its streams.</summary>
    /// <param name="args">The port to listen on, the host's gRPC address, and how many streams there are to it.</param>
    public static async Task<int> Run(string[] args)
    {
        var port = int.Parse(args[0], CultureInfo.InvariantCulture);
        var streams = args.Length > 2 ? int.Parse(args[2], CultureInfo.InvariantCulture) : 4;
        using var channel = GrpcChannel.ForAddress(args[1]);
        var host = new FleetRelay.FleetRelayClient(channel);
        var lines = Enumerable.Range(0, streams).Select(_ => new RelayLine(host.Relay())).ToList();

        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.ListenLocalhost(port, listener => listener.Protocols = HttpProtocols.Http2);
            kestrel.Limits.Http2.MaxStreamsPerConnection = 10_000;
            kestrel.Limits.MinResponseDataRate = null;
        });
        builder.Services.AddGrpc();
        builder.Services.AddSingleton<IReadOnlyList<RelayLine>>(lines);
        await using var app = builder.Build();
        app.MapGrpcService<RelayAgent>();
        await app.StartAsync();
        await Task.WhenAny(lines.ConvertAll(line => line.Run(app.Lifetime.ApplicationStopping)).Append(app.WaitForShutdownAsync())).Unwrap();
        return 0;
    }
}
