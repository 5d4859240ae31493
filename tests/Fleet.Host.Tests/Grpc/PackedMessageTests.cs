using System.IO.Compression;
using Fleet.Host.Tests.Hosting;
using Fleet.Testing;
using Fleet.V1;
using Google.Protobuf;
using Grpc.Core;
using Grpc.Net.Client;
using Grpc.Net.Compression;
using Xunit;
using Xunit.Abstractions;

namespace Fleet.Host.Tests.Grpc;

/// <summary>Packed messages: nobody can have the server unpack more than a method takes.</summary>
public sealed class PackedMessageTests(ITestOutputHelper output) : IDisposable
{
    private const string Connect = "fleet.v1.FleetClients/Connect";
    private const string Relay = "fleet.v1.FleetRelay/Relay";
    private const int MiB = 1024 * 1024;

    /// <summary>Every method, and how many zeros a message holds that is, packed, as large as the method takes.</summary>
    private static readonly (string Method, int Zeros)[] Methods =
    [
        (Connect, 15 * MiB),
        (Relay, 1024 * MiB),
        ("fleet.v1.FleetWatch/IconChanges", 60 * MiB),
        ("grpc.health.v1.Health/Check", 60 * MiB),
        ("grpc.health.v1.Health/Watch", 60 * MiB),
        ("grpc.reflection.v1alpha.ServerReflection/ServerReflectionInfo", 60 * MiB),
    ];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_packing_that_has_no_bound_is_taken_by_no_method()
    {
        await using var host = await RunningHost.Start(_folder.Path);
        using var channel = GrpcChannel.ForAddress(host.Grpc);
        foreach (var (method, _) in Methods)
        {
            using var call = Open(channel, method, packing: "deflate");
            await call.RequestStream.WriteAsync([]);
            var refused = await Refusal(call);
            Assert.True(refused.StatusCode == StatusCode.Unimplemented, $"{method}: {refused.Status}");
        }
    }

    /// <summary>Unpacked without a bound, each round of them takes from 600 MiB to 8 GiB.</summary>
    [Fact]
    [Trait("Needs", "processes")]
    public async Task A_bomb_takes_no_memory_and_is_refused()
    {
        var (process, http) = await FleetProcess.StartReady(_folder.Path);
        await using var _ = process;
        using var __ = http;
        foreach (var (method, zeros) in Methods)
        {
            var before = process.ResidentBytes;
            using var channel = GrpcChannel.ForAddress(process.Grpc, new GrpcChannelOptions { CompressionProviders = [new Bomb(zeros)] });
            var streams = zeros > 100 * MiB ? 8 : 40;
            await Task.WhenAll(Enumerable.Range(0, streams).Select(i => Send(channel, method, $"{i}")));
            var grown = process.ResidentBytes - before;
            output.WriteLine($"{method}: {grown / MiB} MiB more");
            Assert.InRange(grown, long.MinValue, 160L * MiB);
        }
    }

    private static async Task Send(GrpcChannel channel, string method, string client)
    {
        using var call = Open(channel, method, packing: "gzip");
        await call.RequestStream.WriteAsync([]);
        if (method is not (Connect or Relay))
        {
            Assert.Equal((method, StatusCode.ResourceExhausted), (method, (await Refusal(call)).StatusCode));
            return;
        }

        // The sessions of a stream outlive what one of its messages was: it is refused by name, and the stream goes on.
        Assert.Equal((method, "too-large"), (method, (await Next(call, method)).Refusal.Code));
        call.RequestStream.WriteOptions = new WriteOptions(WriteFlags.NoCompress);
        var hello = new ClientMessage { Hello = new Hello { ClientId = client } };
        await call.RequestStream.WriteAsync((method == Connect ? hello : (IMessage)new RelayBatch { Messages = { new RelayMessage { ClientId = client, Message = hello } } }).ToByteArray());
        Assert.NotNull((await Next(call, method)).Welcome);
    }

    private static async Task<ServerMessage> Next(AsyncDuplexStreamingCall<byte[], byte[]> call, string method)
    {
        Assert.True(await call.ResponseStream.MoveNext(CancellationToken.None), $"{method} ended.");
        return method == Connect ? ServerMessage.Parser.ParseFrom(call.ResponseStream.Current) : RelayReplies.Parser.ParseFrom(call.ResponseStream.Current).Replies[0].Message;
    }

    private static Task<RpcException> Refusal(AsyncDuplexStreamingCall<byte[], byte[]> call) =>
        Assert.ThrowsAsync<RpcException>(() => call.ResponseStream.MoveNext(CancellationToken.None));

    private static AsyncDuplexStreamingCall<byte[], byte[]> Open(GrpcChannel channel, string method, string packing)
    {
        var bytes = Marshallers.Create<byte[]>(value => value, value => value);
        return channel.CreateCallInvoker().AsyncDuplexStreamingCall(
            new Method<byte[], byte[]>(MethodType.DuplexStreaming, method.Split('/')[0], method.Split('/')[1], bytes, bytes),
            host: null,
            new CallOptions(new Metadata { { "grpc-internal-encoding-request", packing } }, DateTime.UtcNow + Patience.Long));
    }

    /// <summary>Whatever a message is, packed it is very many zeros.</summary>
    private sealed class Bomb(int zeros) : ICompressionProvider
    {
        private readonly byte[] _packed = Packed(zeros);

        public string EncodingName => "gzip";

        public Stream CreateCompressionStream(Stream stream, CompressionLevel? compressionLevel)
        {
            stream.Write(_packed);
            return Stream.Null;
        }

        public Stream CreateDecompressionStream(Stream stream) => new GZipStream(stream, CompressionMode.Decompress);

        /// <summary>As many parts, one after another, a MiB each.</summary>
        private static byte[] Packed(int zeros)
        {
            using var part = new MemoryStream();
            using (var gzip = new GZipStream(part, CompressionLevel.SmallestSize, leaveOpen: true))
                gzip.Write(new byte[MiB]);
            return [.. Enumerable.Repeat(part.ToArray(), zeros / MiB).SelectMany(bytes => bytes)];
        }
    }
}
