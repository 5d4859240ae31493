using System.Threading.Channels;
using Fleet.V1;
using Grpc.Core;

namespace Fleet.Benchmarks.Relay;

/// <summary>What both relays do with their stream: what is said goes there in batches, and what comes back is handed on one by one.</summary>
internal static class RelayStream
{
    public const int LargestBatch = 500;

    /// <summary>Runs until the host ends the stream.</summary>
    public static Task Run(AsyncDuplexStreamingCall<RelayBatch, RelayReplies> call, ChannelReader<RelayMessage> said, Action<string, ServerMessage> hear, CancellationToken stop) =>
        Task.WhenAny(Speak(call, said, stop), Hear(call, hear, stop)).Unwrap();

    private static async Task Speak(AsyncDuplexStreamingCall<RelayBatch, RelayReplies> call, ChannelReader<RelayMessage> said, CancellationToken stop)
    {
        while (await said.WaitToReadAsync(stop))
        {
            var batch = new RelayBatch();
            while (batch.Messages.Count < LargestBatch && said.TryRead(out var message))
                batch.Messages.Add(message);
            await call.RequestStream.WriteAsync(batch, stop);
        }
    }

    private static async Task Hear(AsyncDuplexStreamingCall<RelayBatch, RelayReplies> call, Action<string, ServerMessage> hear, CancellationToken stop)
    {
        while (await call.ResponseStream.MoveNext(stop))
        {
            foreach (var reply in call.ResponseStream.Current.Replies)
                hear(reply.ClientId, reply.Message);
        }
    }
}
