using Fleet.Actors.Deploying;
using Fleet.Actors.IconFeed;
using Fleet.Actors.ReadSide;
using Fleet.Actors.Sweep;
using Fleet.Host.Clients;
using Fleet.Host.Commands;
using Fleet.Host.Commands.Display;
using Fleet.Host.Grpc;
using Fleet.Host.Health;
using Fleet.Host.Http;
using Fleet.Host.Journal;
using Fleet.Host.Listening;
using Fleet.Host.Logging;
using Fleet.Host.Metrics;
using Fleet.Host.OpenApi;
using Fleet.Host.Runtime;
using Fleet.Host.Settings;
using Fleet.Host.Starting;
using Fleet.Host.Tasks;
using Fleet.Host.Webhooks;
using Fleet.Pages;

namespace Fleet.Host;

/// <summary>The executable <c>fleet</c>.</summary>
public static class Program
{
    /// <summary>Serves until it is told to stop; or does what a command says.</summary>
    public static Task<int> Main(string[] args) => OperatorCommands.Take(args)
        ? OperatorCommands.Run(args, Screen.OfProcess(), TimeProvider.System, CancellationToken.None)
        : HostProcess.Run(told => Compose(args, told));

    /// <summary>The host, feature by feature.</summary>
    /// <param name="args">The settings of the command line.</param>
    /// <param name="told">The process is told to stop: whatever the start waits for, it waits no longer.</param>
    /// <exception cref="CannotStartException">A setting is unknown, or has a value that it does not take.</exception>
    public static WebApplication Compose(string[] args, CancellationToken told = default)
    {
        var builder = SettingsExtensions.CreateBuilder(args);
        var settings = builder.AddFleetSettings();
        builder.AddFleetLogging();
        builder.Services.AddHostedService<EndOfInput>();
        builder.AddListeners(settings);
        builder.AddActorSystem(settings);
        builder.Services.AddJournal(settings, told);
        builder.Services.AddDeployment();
        builder.Services.AddClients(settings);
        builder.Services.AddReadModel(settings.ReadModel, settings.MetricGroups);
        builder.Services.AddSweep();
        builder.Services.AddTasks();
        builder.Services.AddFeed();
        builder.Services.AddWebhooks();
        builder.AddHttpApi();
        builder.Services.AddPages();
        builder.AddApiDocument();
        builder.AddGrpcApi();
        builder.AddHealth();
        builder.AddFleetMetrics();

        var app = builder.Build();
        app.Serve(Listener.Http, http => http.UseHttpApi(), http =>
        {
            http.MapPages();
            http.MapHttpApi();
            http.MapApiDocument();
            http.MapHealth();
            http.MapFleetMetrics();
        });
        app.Serve(Listener.Grpc, grpc => grpc.UseGrpcApi(), grpc =>
        {
            grpc.MapGrpcApi();
            grpc.MapGrpcHealth();
        });
        return app;
    }
}
