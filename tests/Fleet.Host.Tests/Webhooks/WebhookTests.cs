using System.Data.Common;
using System.Globalization;
using System.Net;
using Fleet.Host.Tests.Hosting;
using Fleet.Testing;
using Microsoft.AspNetCore.Http;
using Microsoft.Data.Sqlite;
using Npgsql;
using Xunit;

namespace Fleet.Host.Tests.Webhooks;

/// <summary>A host that tells others of icon changes, and receivers of every kind.</summary>
public sealed class WebhookTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Changes_come_in_the_order_of_the_journal_and_only_those_that_are_wanted()
    {
        await using var receiver = await Receiver.Start();
        await using var host = await Start(receiver.Hook("group=sales&group=kiosk&condition=real-time-scan-stopped"));
        await Begun();
        for (var seq = 1; seq <= 6; seq++)
        {
            foreach (var group in (string[])["sales", "plant", "kiosk"])
                await Flip(host, $"{group}-1", group, seq);
        }

        await receiver.Has(6);
        Assert.Equal(["sales", "kiosk", "sales", "kiosk", "sales", "kiosk"], receiver.Changes.Select(change => change.Text("group")));
        Assert.All(receiver.Changes, change => Assert.Equal(("real-time-scan-stopped", "report"), (change.GetProperty("conditions")[0].GetString(), change.Text("cause"))));
        var offsets = receiver.Changes.Select(change => change.GetProperty("offset").GetInt64()).ToList();
        Assert.Equal(offsets.Order(), offsets);
        await Eventually.Holds(async () => await Metric(host, "fleet_webhook_lag_seconds") == 0);
    }

    [Fact]
    public async Task What_is_not_taken_is_sent_again_as_it_was_until_it_is_and_redirects_are_not_followed()
    {
        await using var receiver = await Receiver.Start();
        receiver.Answer = number => Task.FromResult(number switch { 1 => StatusCodes.Status500InternalServerError, 2 => StatusCodes.Status302Found, _ => StatusCodes.Status200OK });
        await using var host = await Start(receiver.Hook());
        await Begun();
        for (var seq = 1; seq <= 20; seq++)
            await Flip(host, "pc", "sales", seq);
        await receiver.Has(20);
        var first = receiver.Posts.Take(3).ToList();
        Assert.Single(first.Select(post => (post.Id, post.Body.GetRawText())).Distinct());
        Assert.Equal(20, receiver.Changes.Select(change => change.GetProperty("offset").GetInt64()).Distinct().Count());
        Assert.Contains("fleet_webhook_deliveries_total{hook=\"siem\",result=\"failed\"} 2\n", await host.Http.GetStringAsync(new Uri("/metrics", UriKind.Relative)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_receiver_that_hangs_holds_up_nobody_and_gets_everything_in_the_end()
    {
        await using var receiver = await Receiver.Start();
        // Every post: the host gives one up after a while, and sends it again.
        var hangs = new TaskCompletionSource<int>();
        receiver.Answer = _ => hangs.Task;
        await using var host = await Start(receiver.Hook());
        await Begun();
        await Flip(host, "pc", "sales", 1);
        await Eventually.Holds(() => Task.FromResult(receiver.Posts.Count > 0));
        for (var seq = 2; seq <= 300; seq++)
            await Flip(host, "pc", "sales", seq);
        await Eventually.Holds(async () => await Metric(host, "fleet_webhook_lag_seconds") > 0);
        Assert.Equal(HttpStatusCode.OK, (await host.Http.GetAsync(new Uri("/health/ready", UriKind.Relative))).StatusCode);
        hangs.SetResult(StatusCodes.Status200OK);
        await Told(receiver, 300);
    }

    [Fact]
    public async Task A_receiver_that_is_gone_is_told_nothing_until_the_host_is_started_again()
    {
        await using var receiver = await Receiver.Start();
        receiver.Answer = _ => Task.FromResult(StatusCodes.Status410Gone);
        await using (var host = await Start(receiver.Hook()))
        {
            await Begun();
            await Flip(host, "pc", "sales", 1);
            await Eventually.Holds(async () => await Metric(host, "fleet_webhook_disabled") == 1);
            await Flip(host, "pc", "sales", 2);
            Assert.Single(receiver.Posts);
        }

        receiver.Answer = _ => Task.FromResult(StatusCodes.Status200OK);
        await using var again = await Start(receiver.Hook());
        await receiver.Has(2);
        Assert.Equal(0, await Metric(again, "fleet_webhook_disabled"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_journal_that_was_replaced_is_told_and_told_again_where_that_cannot_be_kept(bool somebodyElseMovesOn)
    {
        await using var receiver = await Receiver.Start();
        await using (var host = await Start(receiver.Hook()))
        {
            await Begun();
            for (var seq = 1; seq <= 5; seq++)
                await Flip(host, "pc", "sales", seq);
            await receiver.Has(5);
        }

        foreach (var file in Directory.GetFiles(_folder.Path).Where(file => !file.EndsWith("positions.db", StringComparison.Ordinal)))
            File.Delete(file);
        var before = receiver.Posts.Count;
        receiver.Answer = number => Task.FromResult(somebodyElseMovesOn && number == before + 1 ? MoveOn() : StatusCodes.Status204NoContent);
        await using var other = await Start(receiver.Hook());
        await Eventually.Holds(() => Task.FromResult(receiver.Posts.Count == before + (somebodyElseMovesOn ? 2 : 1)));
        Assert.All(receiver.Posts.Skip(before), post => Assert.Equal("journal-replaced", post.Type));
        Assert.Equal(0, receiver.Posts[^1].Body.GetProperty("data").GetProperty("offset").GetInt64());
        await Flip(other, "pc-2", "sales", 1);
        await receiver.Has(6);
        Assert.Equal("pc-2", receiver.Changes[^1].Text("clientId"));

        int MoveOn()
        {
            using var positions = new SqliteConnection($"Data Source={_folder.File("positions.db")};Pooling=False");
            positions.Open();
            using var command = positions.CreateCommand();
            command.CommandText = """UPDATE reader_position SET "offset" = "offset" + 1""";
            Assert.Equal(1, command.ExecuteNonQuery());
            return StatusCodes.Status204NoContent;
        }
    }

    [Fact]
    [Trait("Needs", "processes")]
    public async Task A_host_that_is_killed_goes_on_after_what_was_taken()
    {
        const int Taken = 3;
        await using var receiver = await Receiver.Start();
        receiver.Answer = number => Task.FromResult(number <= Taken ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
        var (process, http) = await FleetProcess.StartReady(_folder.Path, [$"--Fleet:Data={_folder.Path}", .. receiver.Hook()]);
        long seq;
        using (http)
        {
            await using var running = process;
            await Begun();
            seq = await FlipUntilRefused(http, receiver, Taken);
            await process.Kill();
        }

        receiver.Answer = _ => Task.FromResult(StatusCodes.Status200OK);
        await using var host = await Start(receiver.Hook());
        await Flip(host, "pc", "sales", ++seq);
        await Told(receiver, seq);
    }

    [Fact]
    [Trait("Needs", "processes")]
    public async Task When_the_node_that_tells_leaves_another_one_goes_on_after_what_was_taken()
    {
        const int Taken = 4;
        await using var receiver = await Receiver.Start();
        receiver.Answer = number => Task.FromResult(number <= Taken ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
        var (port, database) = (FreePort.Next(), PostgresServer.Shared.NewSchema());
        string[] settings = ["--Fleet:Store=postgres", $"--ConnectionStrings:Fleet={database}", $"--Fleet:Cluster:Seeds=127.0.0.1:{port}", .. receiver.Hook()];
        var first = await RunningHost.Start(_folder.File("first"), [$"--Fleet:Cluster:Port={port}", .. settings]);
        await using var second = await RunningHost.Start(_folder.File("second"), settings);
        await Begun(() => new NpgsqlConnection(database + ";Pooling=false" + Patience.Connection));
        var seq = await FlipUntilRefused(first.Http, receiver, Taken);
        await Flip(first, "pc", "sales", ++seq);
        await first.DisposeAsync();

        receiver.Answer = _ => Task.FromResult(StatusCodes.Status200OK);
        await Flip(second, "pc", "sales", ++seq);
        await Told(receiver, seq);
    }

    private Task<RunningHost> Start(string[] settings) => RunningHost.Start(_folder.Path, settings);

    private Task Begun() => Begun(() => new SqliteConnection($"Data Source={_folder.File("positions.db")};Mode=ReadOnly;Pooling=False"));

    /// <summary>What happens from now on is told: where the hook begins is kept.</summary>
    private static Task Begun(Func<DbConnection> store) => Eventually.Holds(async () =>
    {
        try
        {
            await using var positions = store();
            await positions.OpenAsync();
            await using var command = positions.CreateCommand();
            command.CommandText = "SELECT count(*) FROM reader_position";
            return Convert.ToInt64(await command.ExecuteScalarAsync(), CultureInfo.InvariantCulture) == 1;
        }
        catch (DbException)
        {
            // There is no such table yet.
            return false;
        }
    });

    /// <summary>Goes on until one more batch was sent than the receiver takes: how many changes go into one is for the host to choose.</summary>
    /// <returns>How many changes there were.</returns>
    private static async Task<long> FlipUntilRefused(HttpClient http, Receiver receiver, int taken)
    {
        var seq = 0L;
        await Eventually.Holds(async () =>
        {
            await http.Reported("pc", ++seq, Facts("sales", seq));
            return receiver.Posts.Count > taken;
        });
        return seq;
    }

    /// <summary>All so many changes come, in order.</summary>
    private static async Task Told(Receiver receiver, long changes)
    {
        await Eventually.Holds(() => Task.FromResult(Offsets().Count == changes));
        Assert.Equal(Offsets().Order(), Offsets());

        List<long> Offsets() => [.. receiver.Changes.Select(change => change.GetProperty("offset").GetInt64()).Distinct()];
    }

    /// <summary>Each time the icon becomes another one.</summary>
    private static async Task Flip(RunningHost host, string client, string group, long seq) => await host.Http.Reported(client, seq, Facts(group, seq));

    private static string Facts(string group, long seq) => $$"""{"group":"{{group}}","realTimeScan":"{{(seq % 2 == 0 ? "stopped" : "disabled")}}"}""";

    private static async Task<double?> Metric(RunningHost host, string name)
    {
        var line = (await host.Http.GetStringAsync(new Uri("/metrics", UriKind.Relative))).Split('\n').FirstOrDefault(line => line.StartsWith($"{name}{{hook=\"siem\"}} ", StringComparison.Ordinal));
        return line is null ? null : double.Parse(line.Split(' ')[1], CultureInfo.InvariantCulture);
    }
}
