using System.Text.Json;
using Fleet.Host.Tests.Hosting;
using Xunit;

namespace Fleet.Host.Tests.Commands;

/// <summary>What watches over machines runs it, and reads one line and an exit code.</summary>
[Collection(OnKnownFleet.Name)]
public sealed class CheckTests(KnownFleet fleet)
{
    [Theory]
    [InlineData("--max-offline 70%", 0, "FLEET OK - 6 clients: offline 4 (66.7%) | offline=4;;4.2;0;6 clients=6;;;0")]
    [InlineData("--max-offline 4", 0, "FLEET OK - 6 clients: offline 4 (66.7%) | offline=4;;4;0;6 clients=6;;;0")]
    [InlineData("--max-offline 3", 2, "FLEET CRITICAL - 6 clients: offline 4 (66.7%, at most 3) | offline=4;;3;0;6 clients=6;;;0")]
    [InlineData("--warn-offline 50% --max-offline 5", 1, "FLEET WARNING - 6 clients: offline 4 (66.7%, at most 3) | offline=4;3;5;0;6 clients=6;;;0")]
    [InlineData("--warn-offline 0 --max-offline 0%", 2, "FLEET CRITICAL - 6 clients: offline 4 (66.7%, at most 0) | offline=4;0;0;0;6 clients=6;;;0")]
    [InlineData(
        "--max-offline 100% --max-condition real-time-scan-stopped=10% --warn-condition pattern-outdated=1", 2,
        "FLEET CRITICAL - 6 clients: real-time-scan-stopped 1 (16.7%, at most 0.6), pattern-outdated 2 (33.3%, at most 1), offline 4 (66.7%) | offline=4;;6;0;6 pattern-outdated=2;1;;0;6 real-time-scan-stopped=1;;0.6;0;6 clients=6;;;0")]
    [InlineData("--max-condition real-time-scan-stopped=0 --group kiosk", 0, "FLEET OK - 2 clients: real-time-scan-stopped 0 (0%) | real-time-scan-stopped=0;;0;0;2 clients=2;;;0")]
    [InlineData("--max-offline 1 --group nobody", 3, "FLEET UNKNOWN - There are no such clients.")]
    public async Task A_line_and_a_code_tell_whether_all_is_within_bounds(string bounds, int code, string line)
    {
        await using var run = CommandRun.Start(fleet.Api, null, fleet.Later, ["check", .. bounds.Split(' ')]);
        Assert.Equal(line + "\n", await run.Rest());
        Assert.Equal((code, ""), ((int)await run.Ended(), run.Notes));
    }

    [Fact]
    public async Task The_same_is_told_in_json()
    {
        await using var run = CommandRun.Start(fleet.Api, null, fleet.Later, "check", "--max-offline", "50%", "--json");
        var told = JsonDocument.Parse(await run.Rest()).RootElement;
        Assert.Equal(("critical", 6), (told.Text("state"), told.GetProperty("clients").GetInt64()));
        var measure = told.GetProperty("measures")[0];
        Assert.Equal(("offline", 4, 3.0), (measure.Text("name"), measure.GetProperty("clients").GetInt64(), measure.GetProperty("critical").GetDouble()));
    }

    [Theory]
    [InlineData("check", "check takes a bound")]
    [InlineData("check --max-offline many", "--max-offline takes a number of clients (25), or a share of them (2.5%, at most 100%); 'many' is not that.")]
    [InlineData("check --max-offline -1", "'-1'")]
    [InlineData("check --max-offline 101%", "'101%' is not that.")]
    [InlineData("check --max-condition virus=1", "'virus=1' is not that.")]
    [InlineData("check --warn-condition pattern-outdated", "'pattern-outdated' is not that.")]
    [InlineData("check --max-offline 1 stray", "stray")]
    public async Task A_bad_command_line_is_unknown_and_not_critical(string command, string reason)
    {
        await using var run = CommandRun.Start(fleet.Api, null, fleet.Later, command.Split(' '));
        Assert.Equal("", await run.Rest());
        Assert.Equal(3, (int)await run.Ended());
        Assert.Contains(reason, run.Notes);
    }

    [Fact]
    public async Task A_host_that_is_away_or_behind_is_unknown()
    {
        await using var away = CommandRun.Start(new Uri("http://127.0.0.1:1"), null, fleet.Later, "check", "--max-offline", "1");
        Assert.StartsWith("FLEET UNKNOWN - No host answers at http://127.0.0.1:1 ", await away.Rest());
        Assert.Equal(3, (int)await away.Ended());
        await using var other = await OtherHost.Start(503, "application/problem+json", """{"status":503,"code":"lagging","detail":"The read model has not come to offset 9 yet.","retryAfterSeconds":1}""");
        await using var behind = CommandRun.Start(other.Address, null, fleet.Later, "check", "--max-offline", "1");
        Assert.Equal("FLEET UNKNOWN - The read model has not come to offset 9 yet.\n", await behind.Rest());
        Assert.Equal(3, (int)await behind.Ended());
    }
}
