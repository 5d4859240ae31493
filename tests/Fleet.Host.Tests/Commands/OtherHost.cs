using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Fleet.Host.Tests.Commands;

/// <summary>A server that says what a test wants: a host in trouble, a proxy, or somebody else.</summary>
internal sealed class OtherHost(WebApplication app) : IAsyncDisposable
{
    public Uri Address => new(app.Urls.Single());

    /// <summary>Starts one that says the same to everybody.</summary>
    public static Task<OtherHost> Start(int status, string type, string body) => Start(http =>
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = type;
        return http.Response.WriteAsync(body);
    });

    /// <summary>Starts one that answers what it is asked.</summary>
    public static async Task<OtherHost> Start(RequestDelegate answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.Run(answer);
        await app.StartAsync();
        return new OtherHost(app);
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();
}
