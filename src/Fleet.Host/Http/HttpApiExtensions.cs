using System.Text.Encodings.Web;
using Fleet.Host.Clients;

namespace Fleet.Host.Http;

/// <summary>Wires the HTTP API into the host.</summary>
internal static class HttpApiExtensions
{
    public static void AddHttpApi(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton<IClients, RegionClients>();
        builder.Services.AddExceptionHandler<ProblemWriter>();
        builder.Services.ConfigureHttpJsonOptions(json =>
        {
            json.SerializerOptions.Converters.Add(new JsonTimes());
            // The responses are JSON, never a part of a page: nothing but JSON's own characters needs an escape.
            json.SerializerOptions.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
        });
    }

    public static void MapHttpApi(this WebApplication app)
    {
        app.UseExceptionHandler(_ => { });
        app.UseStatusCodePages(ProblemWriter.Write);
        var v1 = app.MapGroup("/v1");
        v1.MapClients();
        v1.MapReports();
        v1.MapPast();
        v1.MapFleet();
        v1.MapIcons();
        v1.MapIconChanges();
        v1.MapReadModel();
    }
}
