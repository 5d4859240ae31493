using System.Diagnostics;
using System.Globalization;
using Fleet.Host.Tests.Hosting;
using Microsoft.Data.Sqlite;
using Xunit;

namespace Fleet.Host.Tests.Http;

/// <summary>Callers ask for what takes long, and hang up.</summary>
public sealed class HangUpTests : IDisposable
{
    private const int Rows = 150_000;
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    [Trait("Needs", "processes")]
    public async Task Nobody_else_waits_for_what_nobody_waits_for_any_more()
    {
        var began = await MakeLong();
        var (process, patient) = await FleetProcess.StartReady(_folder.Path, $"--Fleet:Data={_folder.File("data")}");
        await using var _ = process;
        using var __ = patient;
        using var http = patient.Impatient();
        await patient.UntilVisible(Rows);

        using var hungUp = new CancellationTokenSource();
        var callers = Enumerable.Range(0, 24).Select(async i =>
        {
            // Each another stretch: the same one is found out once for all.
            var to = (began + TimeSpan.FromMilliseconds(Rows - i)).ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
            try
            {
                using var answer = await http.GetAsync($"/v1/fleet/diff?from={began:yyyy-MM-dd'T'HH:mm:ss.fff'Z'}&to={to}", hungUp.Token);
            }
            catch (OperationCanceledException)
            {
                // That is what it is about.
            }
        }).ToList();

        var least = TimeSpan.MaxValue;
        for (var i = 0; i < 5; i++)
        {
            var clock = Stopwatch.StartNew();
            Assert.Equal("""{"status":"healthy","checks":{}}""", await http.GetStringAsync("/health/live"));
            least = clock.Elapsed < least ? clock.Elapsed : least;
        }

        Assert.True(least < TimeSpan.FromSeconds(1), $"Health took {least}.");
        await hungUp.CancelAsync();
        await Task.WhenAll(callers);
        // The threads are free: who asks now does not wait for 24 answers that nobody wants.
        using var next = await http.GetAsync($"/v1/fleet/summary?at={began:yyyy-MM-dd'T'HH:mm:ss.fff'Z'}");
        Assert.True(next.IsSuccessStatusCode);
    }

    [Fact]
    public async Task A_diff_is_found_out_once_for_all_its_pages()
    {
        var began = await MakeLong();
        await using var host = await RunningHost.Start(_folder.File("data"));
        await host.Http.UntilVisible(Rows);
        var question = $"/v1/fleet/diff?from={began:yyyy-MM-dd'T'HH:mm:ss.fff'Z'}&to={began.AddHours(1):yyyy-MM-dd'T'HH:mm:ss.fff'Z'}&limit=1000";
        var (cursor, clients, times) = ("", new HashSet<string>(), new List<TimeSpan>());
        do
        {
            var clock = Stopwatch.StartNew();
            var page = await (await host.Http.GetAsync(question + cursor)).Json();
            times.Add(clock.Elapsed);
            foreach (var move in page.GetProperty("items").EnumerateArray())
                Assert.True(clients.Add(move.Text("clientId")!));
            cursor = page.Text("next") is { } next ? $"&cursor={next}" : "";
        }
        while (cursor.Length > 0);

        Assert.Equal(Rows / 3, clients.Count);
        // Half of the pages take less than a third of the first one, which found out for all.
        Assert.True(times.Order().ElementAt(times.Count / 2) < times[0] / 3, string.Join(' ', times.Take(10)));
    }

    /// <summary>A journal of many clients, each with three rows, a thousand a millisecond, so that none is ahead of the clock; tells when it begins.</summary>
    private async Task<DateTimeOffset> MakeLong()
    {
        DateTimeOffset began;
        await using (var host = await RunningHost.Start(_folder.File("data")))
        {
            await host.Http.Reported("seed", 1, """{"realTimeScan":"stopped"}""");
            began = DateTimeOffset.Parse((await (await host.Http.GetAsync("/v1/clients/seed/history")).Json()).GetProperty("items")[0].Text("recordedAt")!, CultureInfo.InvariantCulture);
        }

        await using var connection = new SqliteConnection($"Data Source={_folder.File("data/journal.db")};Pooling=False");
        await connection.OpenAsync();
        await using var fill = connection.CreateCommand();
        fill.CommandText = $"""
            WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {Rows})
            INSERT INTO journal (ordering, created, deleted, persistence_id, sequence_number, message, manifest, identifier, writer_uuid)
            SELECT s.ordering + i, s.created + (1 + (i / 1000)) * 10000, 0, 'pc-' || (i % {Rows / 3}), (i - 1) / {Rows / 3} + 1, s.message, s.manifest, s.identifier, s.writer_uuid
            FROM n, (SELECT * FROM journal WHERE persistence_id = 'seed' LIMIT 1) AS s
            """;
        await fill.ExecuteNonQueryAsync();
        return began;
    }
}
