using System.Globalization;
using System.Text.RegularExpressions;
using Fleet.Core.Vocabulary;
using Fleet.Host.Commands.Display;
using Fleet.Host.Tests.Hosting;
using Xunit;

namespace Fleet.Host.Tests.Commands;

/// <summary>What a person reads, at terminals of several widths and in a file.</summary>
[Collection(OnKnownFleet.Name)]
public sealed partial class TableTests(KnownFleet fleet)
{
    private string Before => fleet.Before.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);

    private string After => fleet.After.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);

    [Fact]
    public async Task Clients_of_a_narrow_terminal_leave_columns_out() => Assert.Equal(
        """
        CLIENT  GROUP   CONNECTION  SINCE    CONDITIONS
        pc-1    office  online      2 h ago  -
        pc-3    office  roaming !   -        real-time-scan-disabled
        pc-2    office  offline !!  -        real-time-scan-stopped
        """,
        Plain(await fleet.Ask(80, "clients", "--prefix", "pc", "--sort", "-since")));

    [Fact]
    public async Task Clients_of_a_wide_terminal_have_all_columns()
    {
        Assert.Matches(
            """
            ^CLIENT  GROUP   CONNECTION  SEEN +SINCE    SINCE \(UTC\)           ICON                                            CONDITIONS
            pc-1    office  online      (seen-now|presumed, 2 h ago)  2 h ago  20\S+Z  online-conventional-up-to-date-rts-enabled      -
            pc-3    office  roaming !   - +-        -                     roaming-conventional-up-to-date-rts-disabled !  real-time-scan-disabled$
            """,
            Plain(await fleet.Ask(160, "clients", "--prefix", "pc", "--connection", "online", "--connection", "roaming")));
    }

    [Theory]
    [InlineData(80)]
    [InlineData(40)]
    public async Task An_id_without_room_has_a_line_of_its_own_and_is_not_cut(int width)
    {
        var lines = Plain(await fleet.Ask(width, "clients")).ReplaceLineEndings("");
        Assert.Contains(KnownFleet.LongId, lines);
        Assert.Contains("kiosk-2", lines);
        Assert.Contains("smart-protection-unreachable", lines);
        Assert.DoesNotContain("…", lines);
    }

    [Fact]
    public async Task A_long_id_leaves_the_columns_of_the_others_where_they_were()
    {
        var lines = Plain(await fleet.Ask(80, "clients", "--prefix", "x")).Split('\n');
        Assert.Equal((80, 48, 31), (lines[1].Length, lines[2].Length, lines[0].IndexOf("SINCE", StringComparison.Ordinal) is var at ? lines[3].IndexOf('-', StringComparison.Ordinal) - at + 31 : 0));
        Assert.StartsWith("  ", lines[3]);
        Assert.EndsWith("pattern-outdated", lines[3]);
    }

    [Fact]
    public async Task Without_a_terminal_every_client_is_one_line_without_colours()
    {
        var output = await fleet.Ask(null, "clients");
        var lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(7, lines.Length);
        Assert.All(lines, line => Assert.Equal(lines[0].Length, line.Length));
        Assert.DoesNotContain('\e', output);
        Assert.StartsWith("CLIENT", lines[0]);
        Assert.Contains("pattern-outdated, smart-protection-unreachable", lines[2]);
    }

    [Fact]
    public async Task A_terminal_gets_colours_that_themes_keep_readable()
    {
        var output = await fleet.Ask(80, "clients", "--prefix", "pc");
        Assert.Contains('\e', output);
        // 8 to 15 are the bright half of the sixteen.
        Assert.All(Codes().Matches(output), code => Assert.InRange(int.Parse(code.Groups["colour"].Value, CultureInfo.InvariantCulture), 0, 7));
    }

    [Fact]
    public void A_colour_follows_from_what_needs_action_and_not_from_the_connection()
    {
        static StyledText Of(Connection connection, params Conditions[] conditions) => Styles.Connection(connection, conditions);
        Assert.Equal(Of(Connection.Online).Look, Of(Connection.Offline).Look);
        Assert.Equal(Of(Connection.Online, Conditions.RealTimeScanStopped).Look, Of(Connection.Offline, Conditions.RealTimeScanStopped, Conditions.PatternOutdated).Look);
        Assert.Distinct([Of(Connection.Online).Look, Of(Connection.Online, Conditions.PatternOutdated).Look, Of(Connection.Online, Conditions.RealTimeScanStopped).Look]);
        Assert.Equal(["", " !", " !!"], [Of(Connection.Online).Mark, Of(Connection.Online, Conditions.PatternOutdated).Mark, Of(Connection.Online, Conditions.RealTimeScanStopped).Mark]);
    }

    [Fact]
    public async Task Nobody_is_said_to_be_nobody()
    {
        await using var run = CommandRun.Start(fleet.Api, 80, fleet.Later, "clients", "--prefix", "nobody");
        Assert.Equal("", await run.Rest());
        Assert.Equal($"There are no such clients.{Environment.NewLine}", run.Notes);
    }

    [Fact]
    public async Task A_summary_counts_with_bars_as_long_as_there_is_room()
    {
        var lines = Plain(await fleet.Ask(80, "summary")).Split('\n');
        Assert.Equal($"6 clients as of {Exact(fleet.Later.GetUtcNow())}", lines[0]);
        Assert.Matches($@"^last change at {Exact(fleet.After)} \(2 h ago\), offset \d+$", lines[1]);
        Assert.Contains("CONNECTION                                      CLIENTS    SHARE", lines);
        Assert.Contains("offline                                               4   66.7 %  ██████████", lines);
        Assert.Contains("office                                                3   50.0 %  ███████", lines);
        Assert.All(lines, line => Assert.InRange(line.Length, 0, 80));
        Assert.DoesNotContain('█', await fleet.Ask(70, "summary"));
        Assert.DoesNotContain('█', await fleet.Ask(null, "summary"));
    }

    [Fact]
    public async Task A_summary_of_a_moment_is_of_that_moment()
    {
        Assert.Matches($@"^6 clients at {Exact(fleet.Before)}, offset \d+\n", Plain(await fleet.Ask(80, "summary", "--at", Before)));
        Assert.Contains("real-time-scan-stopped                                0    0.0 %", Plain(await fleet.Ask(null, "summary", "--at", Before)));
        Assert.Contains("real-time-scan-stopped                                1   16.7 %", Plain(await fleet.Ask(null, "summary", "--at", "-2h")));
    }

    [Fact]
    public async Task A_summary_of_a_group_counts_that_group()
    {
        var summary = Plain(await fleet.Ask(null, "summary", "--group", "kiosk", "--group", "elsewhere"));
        Assert.StartsWith("3 clients", summary);
        Assert.DoesNotContain("office", summary);
    }

    [Fact]
    public async Task Who_has_never_been_online_is_offline_since_any_moment_and_the_help_says_so()
    {
        var lines = Plain(await fleet.Ask(80, "clients", "--offline-since", "2026-01-01T00:00:00Z", "--prefix", "pc")).Split('\n');
        Assert.StartsWith("pc-2 ", Assert.Single(lines[1..]));
        Assert.Contains("also those that have never been online, whenever they were first heard of", await CommandRun.OutputOf("clients", "--help"));
    }

    [Fact]
    public async Task A_history_tells_each_change()
    {
        var history = Plain(await fleet.Ask(null, "history", "pc-2"));
        Assert.Matches(
            $"""
            ^OFFSET  RECORDED \(UTC\)            OBSERVED \(UTC\)            CAUSE     CHANGE                  ICON
             +\d+  \S+Z  2026-05-01T08:00:00.000Z  report 1  group office            offline-conventional-up-to-date-rts-enabled
             +\d+  {After}  2026-05-01T08:00:00.000Z  report 2  real-time-scan stopped  offline-conventional-up-to-date-rts-stopped$
            """,
            history);
        Assert.Matches(@"^OFFSET  RECORDED \(UTC\)            CAUSE     CHANGE\n +\d+  \S+  report 2  real-time-scan stopped\n +\d+  \S+  report 1  group office$", Plain(await fleet.Ask(80, "history", "pc-2", "--newest")));
    }

    [Fact]
    public async Task A_history_at_a_moment_ends_there() =>
        Assert.DoesNotContain("report 2", await fleet.Ask(null, "history", "pc-2", "--at", Before));

    [Fact]
    public async Task A_session_is_told_as_what_it_made_of_the_client() =>
        Assert.Contains("online (session)", await fleet.Ask(null, "history", "pc-1"));

    [Fact]
    public async Task An_explanation_tells_what_is_to_be_done_and_where_each_fact_came_from()
    {
        var why = Plain(await fleet.Ask(80, "explain", "kiosk-2"));
        Assert.Matches($@"^kiosk-2 as of {Exact(fleet.Later.GetUtcNow())}\nlast change at \S+Z \(2 h ago\)\n", why);
        Assert.Contains("Icon offline-smart-rts-enabled-sps-disconnected !!, row", why);
        Assert.Contains("pattern-outdated (the icon does not show it)\n  The ", why);
        Assert.Matches(@"smart-protection +disconnected +\d+ d ago +2026-05-01T08:00:00Z +report +\d+", why);
        Assert.Matches(@"real-time-scan +enabled +- +- +default +-", why);
        Assert.All(why.Split('\n'), line => Assert.InRange(line.Length, 0, 80));
    }

    [Fact]
    public async Task An_explanation_of_the_past_is_of_the_past()
    {
        Assert.StartsWith($"pc-2 at {Exact(fleet.Before)}\n", Plain(await fleet.Ask(80, "explain", "pc-2", "--at", Before)));
        Assert.Contains("Nothing is wrong.", await fleet.Ask(80, "explain", "pc-2", "--at", Before));
        Assert.Contains("real-time-scan-stopped", await fleet.Ask(80, "explain", "pc-2", "--at", After));
    }

    [Theory]
    [InlineData(80, "pc-2    offline-conventional-up-to-date-rts-enabled\n        → offline-conventional-up-to-date-rts-stopped")]
    [InlineData(160, "pc-2    offline-conventional-up-to-date-rts-enabled  offline-conventional-up-to-date-rts-stopped")]
    public async Task A_difference_tells_counts_moves_and_who(int width, string who)
    {
        var diff = Plain(await fleet.Ask(width, "diff", "--from", Before, "--to", After));
        Assert.Contains("real-time-scan-stopped           0      1      +1", diff);
        Assert.Contains("clients                          6      6       -", diff);
        Assert.Contains(who, diff);
    }

    [Fact]
    public async Task A_difference_of_nothing_says_so() =>
        Assert.Contains("No client has another icon than before.", await fleet.Ask(80, "diff", "--from", After, "--to", After, "--group", "kiosk"));

    [Fact]
    public async Task More_than_a_page_is_announced_and_listed_on_demand()
    {
        await using var run = CommandRun.Start(fleet.Api, 160, fleet.Later, "clients", "--limit", "2");
        Assert.Equal(3, Plain(await run.Rest()).Split('\n').Length);
        Assert.Equal($"2 of 6: --all lists all of it.{Environment.NewLine}", run.Notes);
    }

    [Fact]
    public async Task A_terminal_is_told_how_long_a_list_is()
    {
        await using var run = CommandRun.Start(fleet.Api, 140, fleet.Later, "clients", "--connection", "offline");
        await run.Rest();
        Assert.Equal($"4 in all.{Environment.NewLine}", run.Notes);
    }

    [Fact]
    public async Task Ids_are_found_by_any_part_and_clients_as_they_were()
    {
        Assert.Equal("kiosk-1 kiosk-2", Ids(await fleet.Ask(null, "clients", "--search", "iosk-")));
        Assert.Equal("pc-2", Ids(await fleet.Ask(null, "clients", "--search", "c-", "--connection", "offline")));
        await using var nobody = CommandRun.Start(fleet.Api, null, fleet.Later, "clients", "--real-time-scan", "stopped", "--at", Before);
        Assert.Equal(("", $"There are no such clients.{Environment.NewLine}"), (await nobody.Rest(), nobody.Notes));
        Assert.Equal("pc-2", Ids(await fleet.Ask(null, "clients", "--real-time-scan", "stopped", "--at", After)));
    }

    [Fact]
    public async Task Groups_are_told_the_worst_first_with_what_is_wrong_in_them()
    {
        Assert.Matches(
            """
            ^6 clients as of \S+
            last change at \S+ \(2 h ago\), offset \d+

            GROUP      CLIENTS  NEED ACTION    SHARE  ONLINE  OFFLINE  ROAMING  CONDITIONS
            office           3            2   66.7 %       1   1 of 1   1 of 1  real-time-scan-disabled 1 \(1 roaming\), real-time-scan-stopped 1 \(1 offline\)
            elsewhere        1            1  100.0 %       0   1 of 1        0  pattern-outdated 1 \(1 offline\)
            kiosk            2            1   50.0 %       0   1 of 2        0  pattern-outdated 1 \(1 offline\), smart-protection-unreachable 1 \(1 offline\)$
            """,
            Plain(await fleet.Ask(null, "summary", "--by", "group")));
        Assert.Contains("office           3            1", Plain(await fleet.Ask(null, "summary", "--by", "group", "--at", Before)));
        Assert.All(Plain(await fleet.Ask(80, "summary", "--by", "group")).Split('\n'), line => Assert.InRange(line.Length, 0, 80));
    }

    [Fact]
    public async Task What_changed_between_two_moments_is_told_with_when_of_whom_and_why()
    {
        Assert.Matches(
            $"""
            ^RECORDED \(UTC\)            CLIENT  GROUP   CAUSE     CHANGE                  ICON
            {After}  pc-2    office  report 2  real-time-scan stopped  offline-conventional-up-to-date-rts-stopped$
            """,
            Plain(await fleet.Ask(null, "changes", "--from", Before)));
        Assert.Equal(8, Plain(await fleet.Ask(null, "changes", "--from", "-1d")).Split('\n').Length);
        Assert.Equal("kiosk-1 kiosk-2", string.Join(' ', Plain(await fleet.Ask(null, "changes", "--from", "-1d", "--group", "kiosk")).Split('\n')[1..].Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1])));
    }

    [Theory]
    [InlineData("clients --search kiosk-1", "clientId,group,connection,", "kiosk-1,kiosk,offline,")]
    [InlineData("summary", "by,name,clients", "total,,6", "condition,real-time-scan-stopped,1")]
    [InlineData("summary --by group", "group,clients,needsAction,pattern-outdated,", "office,3,2,0,")]
    [InlineData("history pc-2", "offset,recordedAt,observedAt,", ",2026-05-01T08:00:00.000Z,,,report,2,")]
    [InlineData("explain kiosk-2", "fact,value,since,cause,offset,recordedAt", "smart-protection,disconnected,2026-05-01T08:00:00.000Z,report,")]
    [InlineData("diff --from BEFORE --to AFTER", "clientId,from,to", "pc-2,offline-conventional-up-to-date-rts-enabled,offline-conventional-up-to-date-rts-stopped")]
    [InlineData("changes --from BEFORE", "offset,recordedAt,observedAt,", ",pc-2,office,report,2,")]
    public async Task A_table_for_a_spreadsheet_has_a_head_and_lines_of_the_same_width(string command, string head, params string[] parts)
    {
        var csv = await fleet.Ask(80, [.. command.Split(' ').Select(word => word.Replace("BEFORE", Before, StringComparison.Ordinal).Replace("AFTER", After, StringComparison.Ordinal)), "--csv"]);
        Assert.EndsWith("\r\n", csv);
        Assert.StartsWith(head, csv);
        Assert.All(parts, part => Assert.Contains(part, csv));
        Assert.DoesNotContain('\e', csv);
        var lines = csv.Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.All(lines, line => Assert.Equal(lines[0].Count(c => c == ','), line.Count(c => c == ',')));
    }

    [Fact]
    public async Task An_empty_fleet_is_told_as_one()
    {
        using var folder = new TemporaryFolder();
        await using var empty = await RunningHost.Start(folder.Path);
        var api = empty.Http.BaseAddress!;
        await empty.Http.UntilVisible(0);
        var summary = Plain(await CommandRun.Output(api, 80, TimeProvider.System, "summary"));
        Assert.StartsWith("0 clients now, offset 0", summary);
        Assert.Matches("online +0 +0.0 %", summary);
        await using var clients = CommandRun.Start(api, 80, TimeProvider.System, "clients");
        Assert.Equal("", await clients.Rest());
        Assert.Contains("There are no such clients.", clients.Notes);
    }

    private static string Exact(DateTimeOffset time) => time.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);

    /// <summary>The first column of a table without its head; a list without clients has none.</summary>
    private static string Ids(string table) => string.Join(' ', table.Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(line => line.Split(' ')[0]));

    /// <summary>Without looks, and without what pads a line.</summary>
    private static string Plain(string output) =>
        string.Join('\n', Looks().Replace(output, "").Split('\n').Select(line => line.TrimEnd())).TrimEnd();

    [GeneratedRegex(@"\e\[[0-9;]*m", RegexOptions.NonBacktracking)]
    private static partial Regex Looks();

    [GeneratedRegex(@"\e\[38;5;(?<colour>\d+)m|\e\[[0-9;]*?(?<colour>9\d)m", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Codes();
}
