using System.IO.Pipelines;
using Grpc.AspNetCore.Server;
using Microsoft.AspNetCore.Http.Features;

namespace Fleet.Host.Grpc.Messages;

/// <summary>Wires the bounds of messages into the host.</summary>
internal static class MessagesExtensions
{
    /// <summary>Has every gRPC method read its messages within its bounds; to be called between the look-up of routes and their run.</summary>
    public static void UseBoundedMessages(this IApplicationBuilder app)
    {
        var node = app.ApplicationServices.GetRequiredService<UnfinishedMessages>();
        app.Use((context, next) => context.GetEndpoint()?.Metadata.GetMetadata<GrpcMethodMetadata>() is { } method ? Bounded(context, method, node, next) : next(context));
    }

    private static async Task Bounded(HttpContext context, GrpcMethodMetadata method, UnfinishedMessages node, RequestDelegate next)
    {
        var messages = new WholeMessages(context.Request.BodyReader, MessageBounds.Of(method), context.Request.Headers["grpc-encoding"], node, () => Resetting.Reset(context));
        context.Features.Set<IRequestBodyPipeFeature>(new MessageBody(messages));
        context.Features.Set(messages);
        try
        {
            await next(context);
        }
        finally
        {
            messages.Release();
        }
    }

    private sealed record MessageBody(PipeReader Reader) : IRequestBodyPipeFeature;
}
