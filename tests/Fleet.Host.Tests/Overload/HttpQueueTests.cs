using System.Net;
using Fleet.Host.Tests.Hosting;
using Xunit;

namespace Fleet.Host.Tests.Overload;

/// <summary>More reports over HTTP at once than wait in the bounded queue.</summary>
[Collection(OnSlowHost.Name)]
[Trait("Needs", "processes")]
public sealed class HttpQueueTests(SlowHost host)
{
    private const int Wave = 500;
    private const int Most = 20_000;
    private const string Report = """{"seq":1,"observedAt":"2026-05-01T08:00:00Z","facts":{"roaming":true}}""";

    [Fact]
    public async Task Those_beyond_the_queue_are_told_when_to_come_again_and_all_that_was_acked_is_there()
    {
        await host.Quiet();
        var refusedBefore = await Refused();
        using var http = host.Http.Impatient();
        var sent = new List<Task<HttpResponseMessage>>();
        while (sent.Count < Most && !sent.Exists(answer => answer is { IsCompletedSuccessfully: true, Result.StatusCode: HttpStatusCode.ServiceUnavailable }))
        {
            for (var i = 0; i < Wave; i++)
                sent.Add(http.Report($"http-{sent.Count}", Report));
            await Task.WhenAny(sent[^1], host.Sees("fleet_http_reports_waiting", waiting => waiting > 0));
        }

        var acked = new HashSet<string>();
        var refused = new List<string>();
        long through = 0;
        foreach (var (answer, i) in (await Task.WhenAll(sent)).Select((answer, i) => (answer, i)))
        {
            using var _ = answer;
            if (answer.StatusCode == HttpStatusCode.ServiceUnavailable)
            {
                Assert.Equal(TimeSpan.FromSeconds(1), answer.Headers.RetryAfter?.Delta);
                Assert.Equal(1, (await answer.Problem(HttpStatusCode.ServiceUnavailable, "busy")).GetProperty("retryAfterSeconds").GetInt32());
                refused.Add($"http-{i}");
            }
            else
            {
                through = Math.Max(through, (await answer.Json()).GetProperty("offset").GetInt64());
                acked.Add($"http-{i}");
            }
        }

        Assert.NotEmpty(refused);
        Assert.NotEmpty(acked);
        Assert.Equal(refusedBefore + refused.Count, await Refused());

        await host.Http.UntilVisible(through);
        Assert.Equal(acked.Order(), (await Known()).Order());
        // A few of them: each transaction takes its time.
        foreach (var taken in await Task.WhenAll(refused.Take(50).Select(client => host.Http.Reported(client, 1, """{"roaming":true}"""))))
            Assert.False(taken.GetProperty("repeated").GetBoolean());
    }

    private async Task<double> Refused() => (await host.Metrics()).GetValueOrDefault("""fleet_http_refused_total{code="busy",operation="report"}""");

    private async Task<List<string>> Known()
    {
        var known = new List<string>();
        for (var next = ""; next is not null;)
        {
            var page = await (await host.Http.GetAsync(new Uri($"/v1/clients?q=http-&limit=1000{(next.Length == 0 ? "" : $"&cursor={next}")}", UriKind.Relative))).Json();
            known.AddRange(page.GetProperty("items").EnumerateArray().Select(client => client.Text("clientId")!));
            next = page.Text("next");
        }

        return known;
    }
}
