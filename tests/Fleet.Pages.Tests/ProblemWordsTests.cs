using System.Net;
using System.Reflection;
using Fleet.Pages.Answers;
using Fleet.Protocol.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Xunit;

namespace Fleet.Pages.Tests;

/// <summary>What pages say where the server is busy: what somebody sees, or can do, and nothing that is told to programs.</summary>
public sealed class ProblemWordsTests : IAsyncLifetime
{
    private const string Key = "BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBA";

    private readonly WebApplication _host;

    public ProblemWordsTests()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton(DispatchProxy.Create<IFleetQuestions, Busy>());
        builder.Services.AddSingleton(DispatchProxy.Create<IFleetActs, Busy>());
        builder.Services.AddPages();
        _host = builder.Build();
        _host.MapPages();
    }

    public Task InitializeAsync() => _host.StartAsync();

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Theory]
    [InlineData("/")]
    [InlineData("/clients")]
    [InlineData("/clients/pc-1")]
    [InlineData("/tasks")]
    public async Task A_page_looks_again_by_itself_and_says_so_with_a_script_and_without(string page)
    {
        var told = await Told(new HttpRequestMessage(HttpMethod.Get, page));
        Assert.Contains("<p>This page looks again by itself, after 7 s.</p>", told, StringComparison.Ordinal);
        Assert.Contains("data-looks-every=\"7\"", told, StringComparison.Ordinal);
        Assert.Contains("<noscript><meta http-equiv=\"refresh\" content=\"7\"", told, StringComparison.Ordinal);
        Assert.DoesNotContain("send", told, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/clients/pc-1/note")]
    [InlineData("/settings")]
    public async Task A_form_is_sent_again_by_who_sent_it(string form)
    {
        var told = await Told(new HttpRequestMessage(HttpMethod.Post, form)
        {
            Headers = { { "Cookie", $"fleet-form-key={Key}" } },
            Content = new FormUrlEncodedContent([new("form-key", Key), new("text", "x"), new("patch.realTimeScan", "enabled"), new("target.group", "sales")]),
        });
        Assert.Contains("<p>The form can be sent again after 7 s.</p>", told, StringComparison.Ordinal);
        // Where a form is sent to there may be no page to look at.
        Assert.DoesNotContain("by itself", told, StringComparison.Ordinal);
        Assert.DoesNotContain("data-looks-every", told, StringComparison.Ordinal);
        Assert.DoesNotContain("<noscript>", told, StringComparison.Ordinal);
    }

    private async Task<string> Told(HttpRequestMessage request)
    {
        using var http = new HttpClient { BaseAddress = new Uri(_host.Urls.Single()) };
        using var asked = request;
        using var answer = await http.SendAsync(asked);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        return await answer.Content.ReadAsStringAsync();
    }

    /// <summary>A server that is busy, whatever it is asked or told.</summary>
    public class Busy : DispatchProxy
    {
        private static readonly ProblemJson Problem = new(503, "busy", "As many questions wait as the server takes.", null, 7, null, "Service Unavailable");

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => targetMethod!.Name switch
        {
            nameof(IFleetQuestions.ProblemOf) => Problem,
            nameof(IFleetActs.WhoActs) => "open",
            $"get_{nameof(IFleetQuestions.Behind)}" or nameof(IFleetActs.Admit) => null,
            _ => throw new RefusedException(Problem),
        };
    }
}
