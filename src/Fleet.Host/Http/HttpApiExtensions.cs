using Fleet.Actors.Members;
using Fleet.Host.Clients;
using Fleet.Host.OpenApi;
using Fleet.Pages.Answers;
using Fleet.Protocol.Http;
using Microsoft.AspNetCore.HostFiltering;

namespace Fleet.Host.Http;

/// <summary>Wires the HTTP API into the host.</summary>
internal static class HttpApiExtensions
{
    public static void AddHttpApi(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton<IClients, RegionClients>();
        builder.Services.AddSingleton<ClientAnswers>();
        builder.Services.AddSingleton<GatedReports>().MakeAfterJoin<GatedReports>();
        builder.Services.AddSingleton<SettingsDesk>();
        builder.Services.AddSingleton<IFleetQuestions, PageQuestions>();
        builder.Services.AddSingleton<IFleetActs, PageActs>();
        builder.Services.AddSingleton<HttpMetrics>();
        builder.Services.AddSingleton<LargeBodies>();
        builder.Services.AddExceptionHandler<ProblemWriter>();
        builder.Services.AddCompression();
        // .NET would read the key by itself, for gRPC too, and refuse with a page.
        builder.Services.Configure<HostFilteringOptions>(hosts => hosts.AllowedHosts = ["*"]);
        builder.Services.ConfigureHttpJsonOptions(json => ApiJson.Apply(json.SerializerOptions));
    }

    /// <summary>What every request passes before its route is looked up.</summary>
    public static void UseHttpApi(this IApplicationBuilder http)
    {
        http.Use((context, next) =>
        {
            // An exception takes away the headers that are there already.
            context.Response.OnStarting(() =>
            {
                context.Response.Headers.XContentTypeOptions = "nosniff";
                return Task.CompletedTask;
            });
            return next(context);
        });
        http.UseResponseCompression();
        http.UseExceptionHandler(_ => { });
        http.UseStatusCodePages(ProblemWriter.Write);
        http.RefuseForeign();
        http.RefuseDotSegments();
        http.UseHead();
        http.UseRouting();
    }

    public static void MapHttpApi(this IEndpointRouteBuilder http)
    {
        var v1 = http.MapGroup("/v1").RefusesInProblems();
        var clients = v1.MapGroup("").WithTags(Chapters.Clients);
        clients.MapClients();
        clients.MapReports();
        clients.MapMarks();
        clients.MapVerification();
        clients.MapPast();
        var fleet = v1.MapGroup("").WithTags(Chapters.Fleet);
        fleet.MapFleet();
        fleet.MapAudit();
        var settings = v1.MapGroup("").WithTags(Chapters.Settings);
        settings.MapSettings();
        settings.MapSettingsChanges();
        settings.MapGroups();
        fleet.MapIconChanges();
        fleet.MapRecordings();
        v1.MapGroup("").WithTags(Chapters.Tasks).MapTasks();
        v1.MapGroup("").WithTags(Chapters.Icons).MapIcons();
        fleet.MapReadModel();
    }
}
