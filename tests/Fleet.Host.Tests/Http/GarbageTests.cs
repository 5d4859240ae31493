using System.Net.Sockets;
using System.Text;
using Fleet.Host.Tests.Grpc;
using Fleet.Host.Tests.Hosting;
using Fleet.Host.Tests.OpenApi;
using Fleet.Testing;
using Fleet.V1;
using Google.Protobuf.Reflection;
using Grpc.Core;
using Grpc.Net.Client;
using Xunit;

namespace Fleet.Host.Tests.Http;

/// <summary>Rubbish at every door of a running host: none of it is an error of the server, and none leaves a stack trace in its log.</summary>
[Trait("Needs", "processes")]
public sealed class GarbageTests : IDisposable
{
    private static readonly string[] Values = ["", "%00", "%FF%FE", "-1", "99999999999999999999", "'; DROP TABLE clients --", "1969-12-31T23:59:59Z", "9999-12-31T23:59:59.999Z", "0001-01-01T00:00:00Z", "%F0%9F%92%A9", new('x', 3000)];

    private static readonly string[] Bodies =
        ["", "null", "[]", "{", "\0", "{\"seq\":1e400}", "{\"seq\":1,\"seq\":1}", "{\"seq\":1,\"observedAt\":\"\\ud800\"}", new string('[', 5000), "{\"seq\":1,\"observedAt\":\"0001-01-01T00:00:00Z\"}", "{\"clientId\":\"\\ud800\"}", "{\"clientId\":7}",
            "{\"kind\":\"scan-now\",\"target\":{\"clients\":[null]}}", "{\"kind\":\"scan-now\",\"target\":{\"filter\":\"\\ud800=%FF\"}}", "{\"kind\":7,\"target\":[],\"rollout\":{\"waves\":[7],\"perMinute\":1e400}}",
            "{\"target\":{\"filter\":\"q=%00&limit=1\"},\"patch\":{\"realTimeScan\":7}}", "{\"realTimeScan\":null,\"privileges\":7,\"updates\":{\"sources\":[[]],\"schedule\":{\"at\":\"99:99\"}}}"];

    /// <summary>What HTTP/1.1 does not allow, or does only just.</summary>
    private static readonly string[] Raw =
    [
        "POST /v1/clients/raw/reports HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\nffffffff\r\n",
        "POST /v1/clients/raw/reports HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\nnonsense\r\n",
        "POST /v1/clients/forget HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\nffffffffffffffffff\r\n",
        "POST /v1/clients/raw/reports HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{\"seqX\r\n",
        "POST /v1/clients/raw/reports HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 99999999\r\n\r\n{}",
        "POST /v1/clients/raw/reports HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: -1\r\n\r\n{}",
        "POST /v1/clients/raw/reports HTTP/1.1\r\nHost: localhost\r\nContent-Type: \u0001/json; charset=\"\r\nContent-Length: 2\r\n\r\n{}",
        "GET /v1/clients/%zz HTTP/1.1\r\nHost: localhost\r\n\r\n",
        "GET /v1/clients/%00 HTTP/1.1\r\nHost: localhost\r\n\r\n",
        "GET http://[::1/ HTTP/1.1\r\nHost: [\r\n\r\n",
        "GET /v1/icons HTTP/1.1\r\nHost: localhost\r\nAccept-Encoding: ;;q=x\r\nIf-None-Match: \"\r\nRange: bytes=9-1\r\n\r\n",
        "GET /v1/icons/online-conventional-up-to-date-rts-enabled.svg HTTP/1.1\r\nHost: localhost\r\nIf-Match: \"other\"\r\n\r\n",
        "GET /v1/icon-changes HTTP/1.1\r\nHost: localhost\r\nLast-Event-ID: -9\r\n\r\n",
        "\u0016\u0003\u0001 TLS to a port without it\r\n\r\n",
        "NONSENSE\r\n\r\n",
    ];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Nothing_that_comes_in_is_an_error_of_the_server()
    {
        var (process, patient) = await FleetProcess.StartReady(_folder.Path);
        await using var _ = process;
        using var __ = patient;
        using var http = patient.Impatient();
        await patient.UntilVisible(0);
        await Ask(http, await ApiDocument.Of(http));
        foreach (var raw in Raw)
            await Say(http.BaseAddress!, raw);
        await Call(process.Grpc);

        await patient.Reported("afterwards", 1, """{"realTimeScan":"stopped"}""");
        var errors = process.Errors;
        Assert.True(errors.Count == 0, string.Join(Environment.NewLine, errors));
    }

    /// <summary>Every address with rubbish in each part of the path, in each parameter, in the body.</summary>
    private static async Task Ask(HttpClient http, ApiDocument document)
    {
        foreach (var operation in document.Operations.Where(operation => !operation.Path.EndsWith("/rebuild", StringComparison.Ordinal)))
        {
            var queries = operation.Query.SelectMany(parameter => Values.Select(value => $"?{parameter.Text("name")}={value}"))
                .Append("?%00=%00").Append("?unknown").Append("?" + string.Join('&', Enumerable.Repeat("group=a", 500)));
            foreach (var address in Values.Select(value => At(operation.Path, value)).Concat(queries.Select(query => At(operation.Path, "garbage") + query)).Distinct())
            {
                foreach (var body in operation.Method is "POST" or "PUT" ? Bodies : [""])
                {
                    using var request = new HttpRequestMessage(new HttpMethod(operation.Method), address);
                    if (operation.Method is "POST" or "PUT")
                        request.Content = new StringContent(body, Encoding.UTF8, "application/json");
                    using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
                    Assert.True((int)response.StatusCode is < 500 or 503, $"{(int)response.StatusCode}: {operation.Method} {address} {body}");
                }
            }
        }
    }

    /// <summary>An address with something in the place of each name.</summary>
    private static string At(string path, string value) =>
        ((string[])["{id}", "{name}", "{taskId}", "{tag}"]).Aggregate(path, (address, name) => address.Replace(name, value, StringComparison.Ordinal));

    private static async Task Say(Uri server, string text)
    {
        using var tcp = new TcpClient();
        await tcp.ConnectAsync(server.Host, server.Port);
        var stream = tcp.GetStream();
        await stream.WriteAsync(Encoding.Latin1.GetBytes(text));
        tcp.Client.Shutdown(SocketShutdown.Send);
        var answer = new byte[16];
        var read = 0;
        try
        {
            read = await stream.ReadAsync(answer).AsTask().WaitAsync(Patience.Long);
        }
        catch (IOException)
        {
            // Closed without a word: that is an answer, too.
        }

        var status = Encoding.Latin1.GetString(answer, 0, read);
        Assert.False(status.StartsWith("HTTP/1.1 5", StringComparison.Ordinal), $"{status}: {text}");
    }

    private static async Task Call(Uri server)
    {
        using var channel = GrpcChannel.ForAddress(server);
        var methods = ((FileDescriptor[])[FleetClients.Descriptor.File, FleetWatch.Descriptor.File, FleetRelay.Descriptor.File, global::Grpc.Health.V1.Health.Descriptor.File, global::Grpc.Reflection.V1Alpha.ServerReflection.Descriptor.File])
            .SelectMany(file => file.Services).SelectMany(service => service.Methods).DistinctBy(method => method.FullName).ToList();
        Assert.True(methods.Count >= 6);
        foreach (var method in methods)
        {
            foreach (var message in (byte[][])[[0xff, 0xff, 0xff], [0x0a, 0x7f, 1], [0x08], new byte[70_000], [.. Enumerable.Repeat((byte)0x0b, 500)]])
            {
                var code = await Call(channel, method, message, packing: null);
                Assert.True(code is not (StatusCode.Unknown or StatusCode.Internal), $"{code}: {method.FullName}");
                var packed = await Call(channel, method, message, packing: "gzip");
                Assert.True(packed is not (StatusCode.Unknown or StatusCode.Internal), $"{packed}: {method.FullName}, packed");
                if (method.Service.Name == "FleetWatch")
                {
                    var expected = message.Length < 70_000 ? StatusCode.InvalidArgument : StatusCode.ResourceExhausted;
                    Assert.Equal((expected, expected), (code, packed));
                }
            }

            await using var raw = await RawConnection.Open(server);
            var stream = await raw.Call($"/{method.Service.FullName}/{method.Name}");
            await raw.Send(stream, (byte[])[7, 0, 0, 0, 1, 0]);
            await raw.End(stream).WaitAsync(Patience.Long);
        }
    }

    private static async Task<StatusCode> Call(GrpcChannel channel, MethodDescriptor method, byte[] message, string? packing)
    {
        var bytes = Marshallers.Create<byte[]>(value => value, value => value);
        var headers = packing is null ? [] : new Metadata { { "grpc-internal-encoding-request", packing } };
        using var call = channel.CreateCallInvoker().AsyncDuplexStreamingCall(
            new Method<byte[], byte[]>(MethodType.DuplexStreaming, method.Service.FullName, method.Name, bytes, bytes), host: null, new CallOptions(headers, DateTime.UtcNow + Patience.Long));
        try
        {
            await call.RequestStream.WriteAsync(message);
            await call.RequestStream.CompleteAsync();
        }
        catch (RpcException)
        {
            // Refused while it was still being written: the answer tells why.
        }

        try
        {
            await call.ResponseStream.MoveNext(CancellationToken.None);
            return StatusCode.OK;
        }
        catch (RpcException refused)
        {
            return refused.StatusCode;
        }
    }
}
