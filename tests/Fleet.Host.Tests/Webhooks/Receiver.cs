using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Fleet.Host.Tests.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;
using Xunit;

namespace Fleet.Host.Tests.Webhooks;

/// <summary>Somebody who is told of icon changes. Every message that comes is held against its signature, as docs/webhooks.md says.</summary>
internal sealed class Receiver : IAsyncDisposable
{
    private static readonly byte[] Key = [.. Enumerable.Range(1, 32).Select(number => (byte)number)];
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<Post> _posts = [];

    private Receiver(WebApplication app) => _app = app;

    /// <summary>What it answers to the n-th post, from 1.</summary>
    public Func<int, Task<int>> Answer { get; set; } = _ => Task.FromResult(StatusCodes.Status204NoContent);

    /// <summary>Every post, in order, answered well or not.</summary>
    public IReadOnlyList<Post> Posts => [.. _posts];

    /// <summary>The changes of the posts that were answered well, in order.</summary>
    public IReadOnlyList<JsonElement> Changes =>
        [.. Posts.Where(post => post is { Status: < 300, Type: "icon-changes" }).SelectMany(post => post.Body.GetProperty("data").GetProperty("changes").EnumerateArray())];

    /// <summary>The settings of a host that tells it.</summary>
    public string[] Hook(string? filter = null) =>
    [
        $"--Fleet:Webhooks:siem:Url={_app.Urls.Single()}/hook", $"--Fleet:Webhooks:siem:Secret=whsec_{Convert.ToBase64String(Key)}",
        .. filter is null ? (string[])[] : [$"--Fleet:Webhooks:siem:Filter={filter}"],
    ];

    public static async Task<Receiver> Start()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var receiver = new Receiver(app);
        app.Run(receiver.Take);
        await app.StartAsync();
        return receiver;
    }

    /// <summary>Waits until so many changes have come.</summary>
    public Task Has(int changes) => Eventually.Holds(() => Task.FromResult(Changes.Count >= changes));

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    private async Task Take(HttpContext http)
    {
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body);
        Assert.Equal(("POST", "/hook", "application/json"), (http.Request.Method, http.Request.Path.Value, http.Request.ContentType));
        var (id, timestamp) = ($"{http.Request.Headers["webhook-id"]}", $"{http.Request.Headers["webhook-timestamp"]}");
        var signed = HMACSHA256.HashData(Key, (byte[])[.. Encoding.ASCII.GetBytes($"{id}.{timestamp}."), .. body.ToArray()]);
        Assert.Equal($"v1,{Convert.ToBase64String(signed)}", $"{http.Request.Headers["webhook-signature"]}");
        Assert.InRange(DateTimeOffset.UtcNow - DateTimeOffset.FromUnixTimeSeconds(long.Parse(timestamp)), TimeSpan.FromMinutes(-1), TimeSpan.FromMinutes(5));
        var post = new Post(id, JsonDocument.Parse(body.ToArray()).RootElement);
        _posts.Enqueue(post);
        post.Status = http.Response.StatusCode = await Answer(_posts.Count);
        if (post.Status == StatusCodes.Status302Found)
            http.Response.Headers.Location = "/elsewhere";
    }

    /// <summary>A message that came.</summary>
    internal sealed record Post(string Id, JsonElement Body)
    {
        /// <summary>How it was answered; 1000: not yet.</summary>
        public int Status { get; set; } = 1000;

        public string? Type => Body.Text("type");
    }
}
