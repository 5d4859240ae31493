using System.Reflection;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.AspNetCore.Routing.Constraints;
using Microsoft.OpenApi;
using Scalar.AspNetCore;

namespace Fleet.Host.OpenApi;

/// <summary>Wires the document of the HTTP API into the host, and a page to read it and to try it.</summary>
internal static class OpenApiExtensions
{
    /// <summary>Where the page is.</summary>
    private const string Page = "/api";

    public static void AddApiDocument(this IHostApplicationBuilder builder)
    {
        // The slim builder leaves it out.
        builder.Services.Configure<RouteOptions>(routes => routes.SetParameterPolicy<RegexInlineRouteConstraint>("regex"));
        builder.Services.AddOpenApi("v1", Describe);
    }

    private static void Describe(OpenApiOptions document)
    {
        document.CreateSchemaReferenceId = SchemaNames.Of;
        document.AddSchemaTransformer<VocabularySchemas>();
        document.AddDocumentTransformer((api, _, _) =>
        {
            api.Info = Info();
            api.Tags = Chapters.All;
            ProbePaths.AddTo(api);
            NamedSchemas.MoveIn(api);
            ShowDetail(api);
            return Task.CompletedTask;
        });
    }

    public static void MapApiDocument(this IEndpointRouteBuilder http)
    {
        // Another name would be answered by a text, instead of a problem.
        http.MapOpenApi("/openapi/{documentName:regex(^v1$)}.json");
        http.MapScalarApiReference(Page, page =>
        {
            page.Title = "Fleet HTTP API";
            // Everything comes from this host: the page works without a way into the internet, and tells nobody of its use.
            page.DisableDefaultFonts().DisableTelemetry().DisableAgent().DisableMcp().HideClientButton();
            page.ShowDeveloperTools = DeveloperToolsVisibility.Never;
        });
    }

    /// <summary>What a generated client (Kiota's) says of an error, in place of the name of a type.</summary>
    private static void ShowDetail(OpenApiDocument api)
    {
        var detail = (OpenApiSchema)api.Components!.Schemas!["Problem"].Properties!["detail"];
        detail.Extensions = new Dictionary<string, IOpenApiExtension> { ["x-ms-primary-error-message"] = new JsonNodeExtension(true) };
    }

    private static OpenApiInfo Info() => new()
    {
        Title = "Fleet HTTP API",
        Version = typeof(OpenApiExtensions).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0],
        Description =
            "Reports of endpoint-protection clients, and questions about the fleet: now, at any past moment, and why.\n\n"
            + "Times are RFC 3339 in UTC. Every answer about clients says the journal's offset at which it is true; a question may wait for one with `minOffset`. "
            + "Every error is a problem document (RFC 9457).",
        License = new OpenApiLicense { Name = "Apache-2.0", Identifier = "Apache-2.0" },
    };
}
