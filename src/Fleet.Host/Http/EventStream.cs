using System.Buffers;
using System.Buffers.Text;
using System.IO.Pipelines;
using Fleet.Actors.IconFeed;
using Fleet.ReadModel.Queries;
using Microsoft.AspNetCore.Http.Features;

namespace Fleet.Host.Http;

/// <summary>Sends what a reader of the feed is told as server-sent events (HTML standard, 9.2), until one of the two ends leaves.</summary>
/// <remarks>
/// Written by hand: a change's JSON is the same bytes for every reader, and many changes go out in one write. What a reader
/// does not read is not kept for it: the next delivery is asked for when this one is on its way.
/// </remarks>
internal sealed class EventStream(FeedReader reader, CancellationToken stopping) : IResult
{
    /// <summary>When a browser connects again, in milliseconds.</summary>
    private static ReadOnlySpan<byte> Retry => "retry: 2000\n\n"u8;

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        using var open = reader;
        using var over = CancellationTokenSource.CreateLinkedTokenSource(httpContext.RequestAborted, stopping);
        try
        {
            var body = Begin(httpContext);
            if (httpContext.WantsHeadAlone())
                return;
            body.Write(Retry);
            await body.FlushAsync(over.Token);
            await foreach (var delivery in open.Follow(over.Token))
            {
                Write(body, delivery);
                await body.FlushAsync(over.Token);
            }
        }
        catch (OperationCanceledException) when (over.IsCancellationRequested)
        {
            // It resumes after its last id. A flush that was under way has cut the connection: nobody waits for one that does not read.
        }
        catch (QueryException gone) when (gone.Code == QueryFault.JournalReplaced)
        {
            // The stream has no place for a problem: it ends, and whoever resumes after its last id is told.
        }
    }

    private static PipeWriter Begin(HttpContext http)
    {
        http.Response.ContentType = "text/event-stream";
        http.Response.Headers.CacheControl = "no-cache, no-store";
        // Proxies that gather responses before they pass them on: nginx's word for "not this one".
        http.Response.Headers["X-Accel-Buffering"] = "no";
        http.Features.GetRequiredFeature<IHttpResponseBodyFeature>().DisableBuffering();
        return http.Response.BodyWriter;
    }

    private static void Write(PipeWriter body, FeedDelivery delivery)
    {
        foreach (var change in delivery.Changes)
        {
            Head(body, "event: icon-change\nid: "u8, change.Offset);
            body.Write(change.Json.Span);
            body.Write("\n\n"u8);
        }

        if (delivery.Mark == FeedMark.None)
            return;
        Head(body, delivery.Mark == FeedMark.CaughtUp ? "event: caught-up\nid: "u8 : "event: checkpoint\nid: "u8, delivery.Offset);
        body.Write("{\"offset\":"u8);
        Write(body, delivery.Offset);
        body.Write("}\n\n"u8);
    }

    private static void Head(PipeWriter body, ReadOnlySpan<byte> head, long offset)
    {
        body.Write(head);
        Write(body, offset);
        body.Write("\ndata: "u8);
    }

    private static void Write(PipeWriter body, long offset)
    {
        const int longest = 20;
        Utf8Formatter.TryFormat(offset, body.GetSpan(longest), out var length);
        body.Advance(length);
    }
}
