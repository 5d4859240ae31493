using System.Net;
using System.Text.Json;
using Fleet.Host.Tests.Commands;
using Fleet.Host.Tests.Grpc;
using Fleet.Host.Tests.Hosting;
using Fleet.V1;
using Xunit;
using Kind = Fleet.V1.ServerMessage.MessageOneofCase;

namespace Fleet.Host.Tests.Http;

/// <summary>Is a client really there? Silence is borne for ninety days here, so that nothing but the question finds it out.</summary>
public sealed class VerifyTests(VerifyTests.NinetyDays patient) : IClassFixture<VerifyTests.NinetyDays>
{
    private readonly RunningHost _host = patient.Host;

    [Fact]
    public async Task One_that_answers_is_verified_and_one_that_does_not_is_offline()
    {
        using var session = new ClientSession(_host.Grpc);
        await session.Send(new ClientMessage { Hello = new Hello { ClientId = "pc-1", Capabilities = { "verify" } } });
        Assert.Equal(TimeSpan.FromDays(90), (await session.Next(Kind.Welcome)).Welcome.Timeout.ToTimeSpan());
        Assert.Equal("seen-now", (await Client("pc-1")).Text("provenance"));

        var asked = Verify("pc-1");
        await session.Send(new ClientMessage { Pong = new Pong { Id = (await session.Next(Kind.Ping)).Ping.Id } });
        var verified = await asked;
        Assert.Equal(("online", "session", "verified"), (verified.Text("connection"), verified.Text("link"), verified.Text("provenance")));
        Assert.InRange(verified.GetProperty("ageSeconds").GetInt64(), 0, 60);
        var presence = await Client("pc-1");
        Assert.Equal(("verified", verified.Text("verifiedAt")), (presence.Text("provenance"), presence.Text("lastSeen")));

        // It hears the question, and says nothing more.
        var gone = await Verify("pc-1");
        Assert.Equal(("offline", "none"), (gone.Text("connection"), gone.Text("link")));
        Assert.False(gone.TryGetProperty("provenance", out _));
        Assert.Equal("silent", (await session.Next(Kind.Closing)).Closing.Reason);
        Assert.Equal("silent", (await Client("pc-1")).Text("cause"));
        Assert.Equal("offline", (await Verify("pc-1")).Text("connection"));
    }

    [Fact]
    public async Task Of_one_that_cannot_be_asked_is_told_what_is_known()
    {
        using var session = new ClientSession(_host.Grpc);
        await session.Hello("pc-2");
        await session.Next(Kind.Welcome);
        var known = await Verify("pc-2");
        Assert.Equal(("online", "seen-now"), (known.Text("connection"), known.Text("provenance")));
        Assert.Matches(@"^pc-2 is online: it cannot be asked, and was heard at 20\S+Z\.", await CommandRun.Output(_host.Http.BaseAddress!, null, TimeProvider.System, "verify", "pc-2"));
        await _host.Http.Reported("pc-3", 1, """{"roaming":true}""");
        Assert.Equal(("roaming", "none"), ((await Verify("pc-3")).Text("connection"), (await Verify("pc-3")).Text("link")));
        Assert.Matches("^pc-3 is roaming, without a session", await CommandRun.Output(_host.Http.BaseAddress!, null, TimeProvider.System, "verify", "pc-3"));
    }

    [Fact]
    public async Task Who_is_not_known_is_not_asked()
    {
        await (await _host.Http.PostAsync("/v1/clients/nobody/verify", content: null)).Problem(HttpStatusCode.NotFound, "not-found");
        await (await _host.Http.PostAsync("/v1/clients/two%20words/verify", content: null)).Problem(HttpStatusCode.BadRequest, "out-of-range", "clientId");
        await _host.Http.Reported("gone", 1, "{}");
        await _host.Http.DeleteAsync("/v1/clients/gone");
        await (await _host.Http.PostAsync("/v1/clients/gone/verify", content: null)).Problem(HttpStatusCode.Gone, "forgotten");
    }

    private async Task<JsonElement> Verify(string client) => await (await _host.Http.PostAsync($"/v1/clients/{client}/verify", content: null)).Json();

    private async Task<JsonElement> Client(string client) => (await (await _host.Http.GetAsync($"/v1/clients/{client}")).Json()).GetProperty("presence");

    /// <summary>The host.</summary>
    public sealed class NinetyDays : IAsyncLifetime, IDisposable
    {
        private readonly TemporaryFolder _folder = new();

        internal RunningHost Host { get; private set; } = null!;

        public async Task InitializeAsync() =>
            Host = await RunningHost.Start(_folder.Path, "--Fleet:Presence:Heartbeat=89.00:00:00", "--Fleet:Presence:Timeout=90.00:00:00", "--Fleet:Presence:Grace=90.00:00:00");

        public async Task DisposeAsync() => await Host.DisposeAsync();

        public void Dispose() => _folder.Dispose();
    }
}
