using System.Net;
using Fleet.Actors.Client;
using Fleet.Journal;
using Fleet.Actors.Sessions;
using Fleet.Core.Clients;
using Fleet.Core.Vocabulary;
using Fleet.Host.Clients;
using Fleet.Host.Http;
using Fleet.Host.Tests.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Xunit;

namespace Fleet.Host.Tests.Http;

/// <summary>The API in front of clients that answer as a test wants: what a healthy engine hardly ever says.</summary>
public sealed class RefusalTests
{
    [Theory]
    [InlineData(RefusalCode.Busy, 250, HttpStatusCode.ServiceUnavailable, "busy", 1)]
    [InlineData(RefusalCode.Unavailable, 2000, HttpStatusCode.ServiceUnavailable, "unavailable", 2)]
    [InlineData(RefusalCode.Unavailable, 2001, HttpStatusCode.ServiceUnavailable, "unavailable", 3)]
    [InlineData(RefusalCode.Expired, 100, HttpStatusCode.ServiceUnavailable, "expired", 1)]
    [InlineData(RefusalCode.WindowExceeded, 100, HttpStatusCode.TooManyRequests, "window-exceeded", 1)]
    [InlineData(RefusalCode.DuplicateIdentity, 90_000, HttpStatusCode.Conflict, "duplicate-identity", 90)]
    public async Task A_retryable_refusal_says_when(RefusalCode code, int milliseconds, HttpStatusCode status, string word, int seconds)
    {
        var refusal = new Refusal(code, "Not now.", RetryAfter: TimeSpan.FromMilliseconds(milliseconds));
        await using var api = await Api.With((client, command) => new ClientAnswer(client, Answered.Of(command), new Refused(7, refusal, 6), 0, Icon: null));
        var response = await api.Http.Report("a", Good);
        var problem = await response.Problem(status, word);
        Assert.Equal("Not now.", problem.Text("detail"));
        Assert.Equal(6, problem.GetProperty("lastSeq").GetInt64());
        Assert.Equal(seconds, problem.GetProperty("retryAfterSeconds").GetInt32());
        Assert.Equal($"{seconds}", Assert.Single(response.Headers.GetValues("Retry-After")));
    }

    [Fact]
    public async Task No_answer_in_time_is_retryable()
    {
        await using var api = await Api.With((_, _) => throw new TimeoutException());
        var problem = await (await api.Http.Report("a", Good)).Problem(HttpStatusCode.ServiceUnavailable, "unavailable");
        Assert.Equal(1, problem.GetProperty("retryAfterSeconds").GetInt32());
        await (await api.Http.DeleteAsync("/v1/clients/a")).Problem(HttpStatusCode.ServiceUnavailable, "unavailable");
    }

    [Fact]
    public async Task An_error_inside_is_not_told_outside()
    {
        await using var api = await Api.With((_, _) => throw new InvalidOperationException("the secret ingredient"));
        var problem = await (await api.Http.Report("a", Good)).Problem(HttpStatusCode.InternalServerError, "internal");
        Assert.DoesNotContain("secret", problem.GetRawText());
        Assert.DoesNotContain("   at ", problem.GetRawText());
    }

    private const string Good = """{"seq":7,"observedAt":"2026-05-01T08:00:00Z","facts":{}}""";

    private sealed class Api(WebApplication app) : IAsyncDisposable
    {
        public HttpClient Http { get; } = new() { BaseAddress = new Uri(app.Urls.Single()) };

        public static async Task<Api> With(Func<ClientId, ClientCommand, ClientAnswer> answer)
        {
            var builder = WebApplication.CreateSlimBuilder();
            builder.WebHost.UseUrls("http://127.0.0.1:0");
            builder.Logging.ClearProviders();
            builder.AddHttpApi();
            builder.Services.AddSingleton<IClients>(new Scripted(answer));
            builder.Services.AddSingleton(TimeProvider.System);
            builder.Services.AddSingleton(_ => new SessionDirectory(node: 1));
            builder.Services.AddSingleton(services => new SessionContext(
                PresenceSettings.Default, TimeProvider.System, services.GetRequiredService<SessionDirectory>(), new Admission(places: 100, TimeSpan.FromSeconds(1))));
            var app = builder.Build();
            app.UseExceptionHandler(_ => { });
            app.MapHttpApi();
            await app.StartAsync();
            return new Api(app);
        }

        public async ValueTask DisposeAsync()
        {
            Http.Dispose();
            await app.DisposeAsync();
        }
    }

    private sealed class Scripted(Func<ClientId, ClientCommand, ClientAnswer> answer) : IClients
    {
        public Task<ClientAnswer> Tell(ClientId client, ClientCommand command, TimeSpan within, CancellationToken cancel) => Task.FromResult(answer(client, command));

        public Task<ClientView> Get(ClientId client, CancellationToken cancel) =>
            Task.FromResult(new ClientView(client, ClientState.None, 0, DateTimeOffset.UnixEpoch));
    }
}
