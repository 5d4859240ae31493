using Fleet.Host.Starting;
using Fleet.Host.Tests.Hosting;
using Xunit;

namespace Fleet.Host.Tests.Commands;

/// <summary>What a person reads when there is no answer: one sentence, and an exit code for scripts.</summary>
[Collection(OnKnownFleet.Name)]
public sealed class CommandRefusalTests(KnownFleet fleet)
{
    [Theory]
    [InlineData("clients --connection onlin", "--connection takes one of online, offline, roaming; 'onlin' is not that. Did you mean online?")]
    [InlineData("clients --icon red", "--icon takes one of online-conventional-up-to-date-rts-enabled, ")]
    [InlineData("clients --real-time-scan off", "--real-time-scan takes one of enabled, disabled, stopped; 'off' is not that.")]
    [InlineData("clients --needs-action maybe", "--needs-action takes one of true, false, user, operator; 'maybe' is not that.")]
    [InlineData("clients --group a/b", "--group takes 1 to 128 characters")]
    [InlineData("clients --limit 0", "--limit takes a number from 1 to 1000; '0' is not that.")]
    [InlineData("clients --limit 1001", "--limit takes a number from 1 to 1000; '1001' is not that.")]
    [InlineData("clients --limit ten", "--limit takes a number from 1 to 1000; 'ten' is not that.")]
    [InlineData("clients --limit 10 --all", "--limit and --all exclude each other.")]
    [InlineData("clients --sort colour", "--sort takes clientId, group, connection, icon, lastReport, since")]
    [InlineData("clients --offline-since tomorrow", "--offline-since takes a time as in RFC 3339")]
    [InlineData("clients --prefix %", "q takes the beginning of an id")]
    [InlineData("clients --colour red", "'--colour'")]
    [InlineData("clients stray", "'stray'")]
    [InlineData("summary --at noon", "--at takes a time as in RFC 3339 (2026-03-02T08:00:00Z), how long ago (-2h, -30m, -1d), now, or a time of day (14:00, 14:00:30, yesterday, yesterday 14:00); 'noon' is not that.")]
    [InlineData("summary --at 2000-01-01T00:00:00Z", "fleet: --at takes a moment since the journal began, at 2")]
    [InlineData("diff --from 2000-01-01T00:00:00Z", "fleet: --from takes a moment since the journal began, at 2")]
    [InlineData("history pc-1 --at 2000-01-01T00:00:00Z", "fleet: --at takes a moment")]
    [InlineData("history a/b", "An id takes 1 to 128 characters")]
    [InlineData("history", "history --help tells more")]
    [InlineData("explain pc-1 --at 25:00", "'25:00' is not that.")]
    [InlineData("diff", "--from")]
    [InlineData("diff --from -0h", "--from takes a time")]
    [InlineData("diff --from -1h --to -2h", "from")]
    [InlineData("watch --after -1", "--after takes one offset of the journal: a whole number, 0 or more; '-1' is not that.")]
    [InlineData("watch --after x", "--after takes one offset of the journal: a whole number, 0 or more; 'x' is not that.")]
    [InlineData("watch --after 9223372036854775808", "--after takes one offset of the journal: a whole number, 0 or more; '9223372036854775808' is not that.")]
    [InlineData("watch --after 999999999", "which ends at")]
    [InlineData("watch --condition virus", "--condition takes one of pattern-outdated")]
    [InlineData("watch --since -5m --after 3", "--since and --after exclude each other.")]
    [InlineData("watch --since soon", "--since takes a time as in RFC 3339")]
    [InlineData("changes", "--from")]
    [InlineData("changes --from -1h --to -2h", "from takes a moment that is not after to")]
    [InlineData("clients --search %", "search takes a part of an id")]
    [InlineData("clients --at -1m --sort since", "sort takes clientId where at is given")]
    [InlineData("clients --csv --json", "--csv and --json exclude each other.")]
    [InlineData("forget pc-1 --csv", "'--csv'")]
    [InlineData("summary --limit 3", "--limit and --all are for --by group.")]
    [InlineData("summary --by icon", "'icon'")]
    [InlineData("rebuild now", "'now'")]
    [InlineData("client", "fleet: 'client' is no command. Did you mean clients?")]
    [InlineData("nonsense", "fleet: 'nonsense' is no command.")]
    public async Task A_bad_command_line_is_told_with_what_it_takes(string command, string reason)
    {
        var told = await CommandRun.Refusal(ExitCode.BadUsage, [.. command.Split(' '), "--api", fleet.Api.ToString()]);
        Assert.Contains(reason, told);
        Assert.DoesNotContain("   at ", told);
        Assert.InRange(told.Trim().Split('\n').Length, 1, 3);
    }

    [Theory]
    [InlineData("127.0.0.1:5080")]
    [InlineData("ftp://127.0.0.1")]
    [InlineData("http://127.0.0.1:5080/v1")]
    [InlineData("nonsense")]
    public async Task An_address_that_is_none_is_told(string api) => Assert.Contains(
        $"--api takes an address such as http://127.0.0.1:5080; '{api}' is not that.", await CommandRun.Refusal(ExitCode.BadUsage, "summary", "--api", api));

    [Theory]
    [InlineData("clients")]
    [InlineData("summary")]
    [InlineData("history pc-1")]
    [InlineData("explain pc-1")]
    [InlineData("diff --from -1h")]
    [InlineData("story --from -1h")]
    [InlineData("watch")]
    [InlineData("rebuild")]
    [InlineData("clients --all --json")]
    public async Task A_host_that_does_not_answer_is_told_with_its_address(string command)
    {
        var told = await CommandRun.Refusal(ExitCode.Unreachable, [.. command.Split(' '), "--api", "http://127.0.0.1:1"]);
        Assert.StartsWith("fleet: No host answers at http://127.0.0.1:1 (Connection refused", told);
        Assert.EndsWith("): start one with `fleet`, or name another address with --api.", told.TrimEnd());
    }

    [Fact]
    public async Task Whom_nobody_knows_is_told() =>
        Assert.Equal("fleet: There is no such client.", (await CommandRun.Refusal(ExitCode.Failed, "explain", "nobody", "--api", fleet.Api.ToString())).Trim());

    [Fact]
    public async Task Who_was_forgotten_is_told()
    {
        using var folder = new TemporaryFolder();
        await using var host = await RunningHost.Start(folder.Path);
        await host.Http.Reported("gone", 1, "{}");
        var offset = (await (await host.Http.DeleteAsync(new Uri("/v1/clients/gone", UriKind.Relative))).Json()).GetProperty("offset").GetInt64();
        await host.Http.UntilVisible(offset);
        Assert.Contains("forgotten", await CommandRun.Refusal(ExitCode.Failed, "explain", "gone", "--api", host.Http.BaseAddress!.ToString()));
    }

    [Theory]
    [InlineData(503, "application/problem+json", """{"status":503,"code":"rebuilding","detail":"The read model is being built.","retryAfterSeconds":7}""", "fleet: The read model is being built. Try again in 7 s.")]
    [InlineData(500, "application/problem+json", """{"status":500,"code":"internal","detail":"It broke."}""", "fleet: It broke.")]
    [InlineData(502, "text/html", "<html>", "answers with HTTP 502, not as a Fleet host does.")]
    [InlineData(500, "application/problem+json", """{"status":500}""", "answers with HTTP 500, not as a Fleet host does.")]
    [InlineData(200, "text/html", "<html>", "The answer is none that this command understands")]
    [InlineData(200, "application/json", "null", "The answer is none that this command understands")]
    public async Task Whatever_else_answers_is_told(int status, string type, string body, string reason)
    {
        await using var other = await OtherHost.Start(status, type, body);
        Assert.Contains(reason, await CommandRun.Refusal(ExitCode.Failed, "summary", "--api", other.Address.ToString()));
    }
}
