using System.Text;
using Fleet.Host.OpenApi;
using Fleet.Journal.Questions;
using Fleet.Protocol.Http;
using Microsoft.OpenApi;

namespace Fleet.Host.Http;

/// <summary>Sends a list of clients as comma-separated values, while its pages are asked for: no more than one of them is in memory, and none after the caller has gone.</summary>
/// <param name="first">The first page.</param>
/// <param name="next">Asks for the page of a cursor.</param>
internal sealed class ClientCsvStream(ClientPageJson first, Func<string, Task<ClientPageJson>> next) : IResult
{
    public const string MediaType = "text/csv";

    /// <summary>A page that is refused because many ask is asked for again, so often at most: then the answer breaks off.</summary>
    private const int MostTries = 30;

    public static OpenApiSchema Lines
    {
        get
        {
            var lines = Schemas.Bytes;
            lines.Description = "Lines that end with CR LF (RFC 4180), in UTF-8; the first one names the columns.";
            return lines;
        }
    }

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var (response, cancel) = (httpContext.Response, httpContext.RequestAborted);
        response.ContentType = $"{MediaType}; charset=utf-8; header=present";
        response.Headers.ContentDisposition = "attachment; filename=clients.csv";
        response.Headers.CacheControl = "no-store";
        if (httpContext.WantsHeadAlone())
            return;
        Write(ClientCsv.Table.Head);
        for (var page = first; ; page = await Ask(page.Next, cancel))
        {
            foreach (var client in page.Items)
                Write(ClientCsv.Table.Row(client));
            await response.BodyWriter.FlushAsync(cancel);
            if (page.Next is null)
                return;
        }

        void Write(string line) => Encoding.UTF8.GetBytes(line, response.BodyWriter);
    }

    private async Task<ClientPageJson> Ask(string cursor, CancellationToken cancel)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                return await next(cursor);
            }
            catch (QuestionRefusedException busy) when (tries < MostTries)
            {
                await Task.Delay(busy.RetryAfter, cancel);
            }
        }
    }
}
