using System.Net.Http.Json;
using Fleet.Protocol.Wire;
using Fleet.Testing;
using Fleet.V1;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Grpc.Net.Client;
using Xunit;

namespace Fleet.Sim.Tests.EndToEnd;

/// <summary>A client that is asked by an operator and answers late, on a real host; what the journal tells of it is judged by the real command.</summary>
[Trait("Needs", "processes")]
public sealed class LateAnswerTests : SimulatorTest
{
    /// <summary>Whoever plays the recording asks, and is obeyed, in no time.</summary>
    [Fact]
    public async Task Who_went_roaming_after_that_was_forbidden_and_before_it_knew_is_the_same_when_it_is_played()
    {
        await using var host = new TestHost(timeout: 300);
        host.UntilReady();
        using var http = new HttpClient { BaseAddress = host.Http };
        using var channel = GrpcChannel.ForAddress(host.Grpc);
        using var session = new FleetClients.FleetClientsClient(channel).Connect();
        await session.RequestStream.WriteAsync(new ClientMessage { Hello = new Hello { ClientId = "late-1", Capabilities = { "settings" } } });
        var granted = (await Next(session, message => message.Settings)).Tag;
        await session.RequestStream.WriteAsync(new ClientMessage { SettingsApplied = new SettingsApplied { Tag = granted } });
        HasApplied(host);

        using (var put = await http.PutAsJsonAsync("/v1/clients/late-1/settings", new { privileges = new { roaming = false } }))
            put.EnsureSuccessStatusCode();
        var withheld = (await Next(session, message => message.Settings)).Tag;
        await session.RequestStream.WriteAsync(new ClientMessage { Report = new V1.Report { Seq = 1, ObservedAt = DateTimeOffset.UtcNow.ToTimestamp(), Facts = new Facts { Roaming = true } } });
        Assert.Equal(1, (await Next(session, message => message.Ack)).Seq);
        await session.RequestStream.WriteAsync(new ClientMessage { SettingsApplied = new SettingsApplied { Tag = withheld } });
        HasApplied(host);
        Assert.Contains("\"connection\":\"roaming\"", host.Get("/v1/clients/late-1"), StringComparison.Ordinal);
        await session.RequestStream.WriteAsync(new ClientMessage { Goodbye = new Goodbye { Reason = GoodbyeReason.Unloaded } });
        await Next(session, message => message.Closing);

        var recording = Path.Combine(Folder.FullName, "journal.jsonl");
        await File.WriteAllTextAsync(recording, host.Get($"/v1/recordings?from=2026-01-01T00:00:00Z&to={Rfc3339.Text(DateTimeOffset.UtcNow.AddMinutes(1))}"));
        await using var verify = new TestProcess(Binaries.Sim, ["verify", recording]);
        Assert.True(await verify.ExitAsync() == 0, verify.Said);
        Assert.Contains("SAME", verify.Said, StringComparison.Ordinal);
    }

    /// <summary>The next message of a kind.</summary>
    private static async Task<T> Next<T>(AsyncDuplexStreamingCall<ClientMessage, ServerMessage> session, Func<ServerMessage, T?> kind) where T : class
    {
        using var limit = new CancellationTokenSource(Patience.Long);
        while (await session.ResponseStream.MoveNext(limit.Token))
        {
            if (kind(session.ResponseStream.Current) is { } message)
                return message;
        }

        throw new InvalidOperationException($"The stream ended before {typeof(T).Name}.");
    }

    private static void HasApplied(TestHost host) => Eventually.True(() => host.Get("/v1/clients/late-1")!.Contains("\"state\":\"applied\"", StringComparison.Ordinal));
}
