using Fleet.Host.Starting;
using System.Runtime.InteropServices;
using System.Text.Json;
using Fleet.Host.Tests.Hosting;
using Fleet.Testing;
using Xunit;

namespace Fleet.Host.Tests.Commands;

public sealed class WatchTests : IAsyncLifetime, IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private RunningHost? _host;

    private RunningHost Host => _host!;

    private Uri Api => Host.Http.BaseAddress!;

    public async Task InitializeAsync() => _host = await RunningHost.Start(_folder.File("data"));

    public async Task DisposeAsync() => await Host.DisposeAsync();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Changes_are_lines_and_the_end_of_the_past_is_told()
    {
        await Host.Http.Reported("pc-1", 1, """{"group":"office","realTimeScan":"stopped"}""");
        await using var watch = Watch(null, "--after", "0");
        Assert.Matches("^OBSERVED +CLIENT +GROUP +CONNECTION +ICON +CONDITIONS", await watch.Line());
        Assert.Matches("^2026-05-01T08:00:00Z  pc-1 +office +offline +offline-conventional-up-to-date-rts-stopped +real-time-scan-stopped *$", await watch.Line());
        await Eventually.Holds(() => Task.FromResult(watch.Notes.Contains("Up to date at offset 1: what follows happens now.", StringComparison.Ordinal)));
        await Host.Http.Reported("pc-2", 1, """{"roaming":true}""");
        Assert.Matches("pc-2 +default +roaming ", await watch.Line());
    }

    [Fact]
    public async Task A_narrow_terminal_sees_the_time_of_day_and_fewer_columns()
    {
        await Host.Http.Reported("pc-1", 1, """{"realTimeScan":"stopped"}""");
        await using var watch = Watch(80, "--after", "0");
        Assert.DoesNotContain("ICON", await watch.Line());
        Assert.Contains("08:00:00Z", await watch.Line());
    }

    [Fact]
    public async Task With_json_each_change_is_a_line_as_the_stream_has_it()
    {
        await Host.Http.Reported("pc-1", 1, "{}");
        await Host.Http.Reported("pc-1", 2, """{"roaming":true}""");
        await using var watch = Watch(80, "--after", "0", "--json");
        var lines = new[] { await watch.Line(), await watch.Line() };
        using var stream = new StreamReader(await Host.Http.GetStreamAsync(new Uri("/v1/icon-changes?after=0", UriKind.Relative)));
        foreach (var line in lines)
            Assert.Equal(line, await NextData(stream));
        await watch.Interrupt();
        Assert.Equal("", await watch.Rest());
    }

    [Theory]
    [InlineData("--group", "kiosk")]
    [InlineData("--connection", "roaming")]
    [InlineData("--condition", "real-time-scan-stopped")]
    public async Task Filters_leave_the_others_out(string option, string value)
    {
        await Host.Http.Reported("pc-1", 1, """{"group":"office"}""");
        await Host.Http.Reported("pc-2", 1, """{"group":"kiosk","roaming":true,"realTimeScan":"stopped"}""");
        await using var watch = Watch(null, "--after", "0", "--json", option, value);
        Assert.Equal("pc-2", JsonDocument.Parse((await watch.Line())!).RootElement.Text("clientId"));
    }

    [Fact]
    public async Task It_goes_on_where_it_was_when_the_host_has_been_started_again()
    {
        // A port to which it can come back: nobody else is given it meanwhile.
        var port = FreePort.Next();
        await Host.DisposeAsync();
        _host = await RunningHost.Start(_folder.File("data"), $"--Fleet:Http=http://127.0.0.1:{port}");
        await Host.Http.Reported("pc-1", 1, "{}");
        await using var watch = Watch(null, "--after", "0", "--json");
        Assert.Equal(1, Offset(await watch.Line()));

        await Host.DisposeAsync();
        await Eventually.Holds(() => Task.FromResult(watch.Notes.Contains("Trying again in", StringComparison.Ordinal)));
        _host = await RunningHost.Start(_folder.File("data"), $"--Fleet:Http=http://127.0.0.1:{port}");
        await Host.Http.Reported("pc-1", 2, """{"roaming":true}""");
        await Host.Http.Reported("pc-1", 3, """{"roaming":false}""");

        Assert.Equal(2, Offset(await watch.Line()));
        Assert.Equal(3, Offset(await watch.Line()));
    }

    [Fact]
    public async Task It_begins_at_a_moment_that_is_past_and_goes_on()
    {
        await Host.Http.Reported("pc-1", 1, "{}");
        var began = (await (await Host.Http.GetAsync(new Uri("/v1/clients/pc-1/history", UriKind.Relative))).Json()).GetProperty("items")[0].Text("recordedAt")!;
        await Eventually.Holds(() => Task.FromResult(DateTimeOffset.UtcNow.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", System.Globalization.CultureInfo.InvariantCulture) is var now && string.CompareOrdinal(now, began) > 0));
        await Host.Http.Reported("pc-1", 2, """{"roaming":true}""");
        await using var all = Watch(null, "--since", "-1h", "--json");
        Assert.Equal((1, 2), (Offset(await all.Line()), Offset(await all.Line())));
        await using var rest = Watch(null, "--since", began, "--json");
        Assert.Equal(2, Offset(await rest.Line()));
        await Host.Http.Reported("pc-1", 3, """{"roaming":false}""");
        Assert.Equal((3, 3), (Offset(await all.Line()), Offset(await rest.Line())));
    }

    [Fact]
    [Trait("Needs", "processes")]
    public async Task Ctrl_C_ends_it_without_a_word()
    {
        await Host.Http.Reported("pc-1", 1, "{}");
        await using var watch = FleetProcess.Start(_folder.Path, ["watch", "--after", "0", "--json", "--api", Api.ToString()]);
        await watch.Says("pc-1");
        await watch.Signal(PosixSignal.SIGINT);
        Assert.Equal((int)ExitCode.Interrupted, await watch.Ended());
        Assert.DoesNotContain("   at ", watch.Output);
        Assert.DoesNotContain('\e', watch.Output);
    }

    [Fact]
    [Trait("Needs", "processes")]
    public async Task It_ends_when_nobody_reads_it_any_more()
    {
        await Host.Http.Reported("pc-1", 1, "{}");
        await using var watch = FleetProcess.StartInShell(_folder.Path, $"exec 3>&1; {{ {FleetProcess.Executable} watch --after 0 --json --api {Api}; echo ended with $? >&3; }} | head -1");
        await watch.Says("pc-1");
        // The pipe is found closed by what is written to it when its reader has gone.
        var seq = 1;
        await Eventually.Holds(async () =>
        {
            await Host.Http.Reported("pc-1", ++seq, $$"""{"roaming":{{(seq % 2 == 0 ? "true" : "false")}}}""");
            return watch.Output.Contains("ended with", StringComparison.Ordinal);
        });
        Assert.Contains($"ended with {(int)ExitCode.PipeClosed}", watch.Output);
    }

    private CommandRun Watch(int? width, params string[] args) => CommandRun.Start(Api, width, TimeProvider.System, ["watch", .. args]);

    private static long Offset(string? line) => JsonDocument.Parse(line!).RootElement.GetProperty("offset").GetInt64();

    private static async Task<string> NextData(StreamReader stream)
    {
        while (await stream.ReadLineAsync() is { } line)
        {
            if (line.StartsWith("data: ", StringComparison.Ordinal))
                return line["data: ".Length..];
        }

        throw new InvalidOperationException("The stream ended.");
    }
}
