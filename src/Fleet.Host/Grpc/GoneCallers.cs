using Grpc.Core;
using Grpc.Core.Interceptors;

namespace Fleet.Host.Grpc;

/// <summary>
/// A caller who hangs up is no error of the method that was answering him, whatever its next step fails with: gRPC would log that, with a
/// stack trace, unless it is a cancellation. What fails while the caller is there stays an error.
/// </summary>
internal sealed class GoneCallers : Interceptor
{
    public override Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
        TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation) =>
        Answer(context, () => continuation(request, context));

    public override Task<TResponse> ClientStreamingServerHandler<TRequest, TResponse>(
        IAsyncStreamReader<TRequest> requestStream, ServerCallContext context, ClientStreamingServerMethod<TRequest, TResponse> continuation) =>
        Answer(context, () => continuation(requestStream, context));

    public override Task ServerStreamingServerHandler<TRequest, TResponse>(
        TRequest request, IServerStreamWriter<TResponse> responseStream, ServerCallContext context, ServerStreamingServerMethod<TRequest, TResponse> continuation) =>
        Answer(context, () => Nothing(continuation(request, responseStream, context)));

    public override Task DuplexStreamingServerHandler<TRequest, TResponse>(
        IAsyncStreamReader<TRequest> requestStream, IServerStreamWriter<TResponse> responseStream, ServerCallContext context,
        DuplexStreamingServerMethod<TRequest, TResponse> continuation) =>
        Answer(context, () => Nothing(continuation(requestStream, responseStream, context)));

    private static async Task<T> Answer<T>(ServerCallContext context, Func<Task<T>> answer)
    {
        try
        {
            return await answer();
        }
        catch (Exception e) when (e is OperationCanceledException or IOException or InvalidOperationException && HasGone(context))
        {
            throw new RpcException(new Status(StatusCode.Cancelled, "The caller has hung up.", e));
        }
    }

    /// <summary>He has hung up, or does not wait any longer.</summary>
    private static bool HasGone(ServerCallContext context) => context.GetHttpContext().RequestAborted.IsCancellationRequested || context.CancellationToken.IsCancellationRequested;

    private static async Task<bool> Nothing(Task answer)
    {
        await answer;
        return true;
    }
}
