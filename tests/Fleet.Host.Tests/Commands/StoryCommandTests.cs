using System.Globalization;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Fleet.Host.Commands;
using Fleet.Host.Starting;
using Fleet.Host.Tests.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Fleet.Host.Tests.Commands;

/// <summary>What happened between two moments, told by the host that was there.</summary>
[Collection(OnKnownFleet.Name)]
public sealed class StoryCommandTests(KnownFleet fleet)
{
    [Fact]
    public async Task A_bad_rollout_is_told_with_what_the_operator_did()
    {
        using var folder = new TemporaryFolder();
        await using var host = await RunningHost.Start(folder.Path);
        for (var i = 0; i < 40; i++)
            await host.Http.Reported($"pc-{i:00}", 1, i < 30 ? """{"group":"support"}""" : """{"group":"office"}""");
        (await host.Http.PutAsJsonAsync(new Uri("/v1/groups/support/settings", UriKind.Relative), new { realTimeScan = "disabled" })).EnsureSuccessStatusCode();
        JsonElement last = default;
        for (var i = 0; i < 28; i++)
            last = await host.Http.Reported($"pc-{i:00}", 2, """{"realTimeScan":"disabled"}""");
        for (var i = 0; i < 27; i++)
            last = await host.Http.Reported($"pc-{i:00}", 3, """{"realTimeScan":"enabled"}""");
        await host.Http.DeleteAsync(new Uri("/v1/clients/pc-39", UriKind.Relative));
        await host.Http.UntilVisible(last.GetProperty("offset").GetInt64() + 1);

        // Asked an hour later: so all of it is in one slice of that hour.
        await using var run = CommandRun.Start(host.Http.BaseAddress!, width: null, new FakeTimeProvider(DateTimeOffset.UtcNow.AddHours(1)), "story", "--from", "-2h");
        var told = await run.Rest();
        Assert.Equal(ExitCode.Good, await run.Ended());
        Assert.StartsWith($"The fleet at {host.Http.BaseAddress!.GetLeftPart(UriPartial.Authority)}: 39 clients, 20", told);
        Assert.Matches("""An operator \(open\) put settings to group support: \{"realTimeScan":"disabled"\}\.\n""", told);
        Assert.Matches("28 clients of group support, which has 30, had Real-time Scan switched off. (Half were well again at .*, the last at|Most were well again at) .*; 1 never.\n", told);
        Assert.Matches("An operator .* forgot pc-39.\n", told);
        Assert.Matches("Real-time Scan off: 1 client, pc-27 since ", told);
        Assert.Matches(@"\AThe journal begins at 20[-0-9T:.]*Z, and so does the story.\s\z", run.Notes);
    }

    [Fact]
    public async Task What_was_there_before_is_known()
    {
        var told = await fleet.Ask(null, "story", "--from", Moment(fleet.Before), "--to", Moment(fleet.After));
        Assert.Contains(": 6 clients, 20", told);
        Assert.Contains("  Nothing that stands out.\n  Now and then, as on any day: Real-time Scan stopped once.\n", told);
        Assert.Contains("  Real-time Scan off: 1 client, pc-3 since before\n", told);
        Assert.Matches(@"  Real-time Scan stopped: 1 client, pc-2 since \d\d:", told);
        Assert.Matches(@"\n  \S+ +1 +4 +1 +3\n", told);
    }

    [Fact]
    public async Task A_time_in_which_nothing_happened_has_a_story_too()
    {
        var told = await fleet.Ask(null, "story", "--from", "-1h");
        Assert.Contains("  Nothing that stands out.\n\n", told);
        Assert.Matches(@"\n  \S+ +1 +4 +1 +4\n", told);
    }

    [Fact]
    public async Task A_narrow_terminal_has_short_lines()
    {
        var told = await fleet.Ask(60, "story", "--from", "-1h");
        Assert.All(told.Split('\n').Where(line => !line.Contains((char)27, StringComparison.Ordinal) && !line.Contains(KnownFleet.LongId, StringComparison.Ordinal)), line => Assert.InRange(line.Length, 0, 60));
    }

    [Fact]
    public async Task It_is_a_page_and_a_document_too()
    {
        using var folder = new TemporaryFolder();
        var page = Path.Combine(folder.Path, "story.html");
        using var document = JsonDocument.Parse(await fleet.Ask(null, "story", "--from", Moment(fleet.Before), "--to", Moment(fleet.After), "--html", page, "--json"));
        Assert.Equal("fleet-sim/story/1", document.RootElement.Text("schema"));
        Assert.Equal(fleet.Before, document.RootElement.GetProperty("start").GetDateTimeOffset());
        Assert.Equal([KnownFleet.LongId, "pc-3", "pc-2", "kiosk-2", "kiosk-2"], document.RootElement.GetProperty("unwell").EnumerateArray().Select(left => left.Text("clientId")).OrderBy(id => id == "kiosk-2").ThenByDescending(id => id));
        Assert.Equal([page], Directory.GetFiles(folder.Path, "*.html*"));
        var html = await File.ReadAllTextAsync(page);
        Assert.StartsWith("<!doctype html>", html);
        Assert.Contains("pc-2 since", html);
        Assert.Contains("fleet story --from", html);
    }

    [Theory]
    [InlineData("story", "Option '--from' is required.")]
    [InlineData("story --from soon", "--from takes a time as in RFC 3339")]
    [InlineData("story --from -1h --to -2h", "--from takes a moment that has been, and is before --to")]
    [InlineData("story --from 2000-01-01T00:00:00Z --to 2001-01-01T00:00:00Z", "--from takes a moment since the journal began, at 2")]
    [InlineData("story --from -1h --html -", "--html takes the name of a file.")]
    [InlineData("story --from -1h --html /nowhere/at/all.html", "/nowhere/at/all.html cannot be written")]
    [InlineData("story --from -1h --csv", "'--csv'")]
    public async Task What_cannot_be_told_is_refused_in_a_sentence(string command, string reason) =>
        Assert.Contains(reason, await CommandRun.Refusal(ExitCode.BadUsage, [.. command.Split(' '), "--api", fleet.Api.ToString()]));

    /// <summary>Told by somebody who has as many to tell as he is asked for: a journal of them would take minutes.</summary>
    [Fact]
    public async Task More_than_two_million_changes_are_refused_in_a_sentence()
    {
        const int pageSize = 10_000;
        const string change = """{"clientId":"pc-1","group":"office","connection":"online","conditions":[]}""";
        var changes = Encoding.UTF8.GetBytes(string.Join(',', Enumerable.Repeat(change, pageSize)));
        await using var other = await OtherHost.Start(async http =>
        {
            var page = int.Parse(http.Request.Query["cursor"].SingleOrDefault("0")!, CultureInfo.InvariantCulture);
            var (isTold, isLast) = (http.Request.Path == "/v1/changes", page * pageSize > StoryOfHost.MostChanges);
            await http.Response.WriteAsync("""{"offset":1,"items":[""");
            await http.Response.Body.WriteAsync(isTold ? changes : default(ReadOnlyMemory<byte>));
            await http.Response.WriteAsync(isTold && !isLast ? $$"""],"next":"{{page + 1}}"}""" : """],"next":null}""");
        });
        Assert.Equal(
            "fleet: There are more than 2,000,000 changes in this time: ask for less of it.\n",
            await CommandRun.Refusal(ExitCode.BadUsage, "story", "--from", "-1h", "--api", other.Address.ToString()));
    }

    private static string Moment(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);
}
