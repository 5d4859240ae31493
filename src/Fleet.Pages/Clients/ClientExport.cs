using System.Buffers;
using System.Text;
using System.Text.Json;
using Fleet.Pages.Answers;
using Fleet.Pages.Serving;
using Fleet.Protocol.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Fleet.Pages.Clients;

/// <summary>All clients of a list as a JSON array, sent while its pages are asked for: no more than one of them is in memory.</summary>
internal static class ClientExport
{
    /// <summary>Where it is.</summary>
    public const string Path = "/clients.json";

    public static void MapExport(this IEndpointRouteBuilder http) => http.MapGet(Path, Send);

    private static async Task Send(HttpContext http)
    {
        var (questions, cancel, response) = (http.RequestServices.GetRequiredService<IFleetQuestions>(), http.RequestAborted, http.Response);
        var asked = new PageAddress(Path, [.. http.Request.Query.SelectMany(parameter => parameter.Value.Select(value => (parameter.Key, value ?? "")))])
            .Without("cursor").With("limit", $"{ReadModel.Queries.PageLimits.Most}");
        ClientPageJson page;
        try
        {
            PageRoutes.Check(asked, ClientsRoutes.OfQuestion);
            page = await questions.Clients(asked, cancel);
        }
        catch (Exception failed) when (!cancel.IsCancellationRequested)
        {
            var problem = questions.ProblemOf(failed);
            response.StatusCode = problem.Status;
            await response.WriteAsJsonAsync(problem, ApiJson.Options, "application/problem+json", cancel);
            return;
        }

        response.ContentType = "application/json";
        response.Headers.ContentDisposition = "attachment; filename=clients.json";
        response.Headers.CacheControl = "no-store";
        await response.WriteAsync("[", cancel);
        for (var separator = "\n"; ; page = await questions.Clients(asked.With("cursor", page.Next), cancel))
        {
            foreach (var client in page.Items)
            {
                Encoding.UTF8.GetBytes(separator, response.BodyWriter);
                response.BodyWriter.Write(JsonSerializer.SerializeToUtf8Bytes(client, ApiJson.Options));
                separator = ",\n";
            }

            await response.BodyWriter.FlushAsync(cancel);
            if (page.Next is null)
                break;
        }

        await response.WriteAsync("\n]\n", cancel);
    }
}
