using Fleet.Host.Starting;
using System.Text.Json;
using System.Text.Json.Nodes;
using Fleet.Host.Tests.Hosting;
using Fleet.Testing;
using Xunit;

namespace Fleet.Host.Tests.Commands.Stored;

/// <summary>A fleet that goes from one store to another and back, through the commands.</summary>
public sealed class BackupTests : IDisposable
{
    private static readonly string[] Questions = ["/v1/fleet/summary", "/v1/clients?sort=clientId", "/v1/clients/pc-1/history", "/v1/clients/pc-2/history"];
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public Task A_host_on_the_restored_store_answers_the_same_and_goes_on() => AnswersTheSameAndGoesOn(fromPostgres: false, toPostgres: false);

    [Theory]
    [Trait("Needs", "processes")]
    [InlineData(false, true)]
    [InlineData(true, true)]
    [InlineData(true, false)]
    public Task A_host_on_the_restored_store_answers_the_same_and_goes_on_whatever_the_kinds_of_store(bool fromPostgres, bool toPostgres) =>
        AnswersTheSameAndGoesOn(fromPostgres, toPostgres);

    [Fact]
    public async Task A_store_in_use_or_with_rows_is_refused_and_a_file_that_is_there_is_kept()
    {
        var file = _folder.File("fleet.backup");
        string[] data = [$"--Fleet:Data={_folder.File("data")}"];
        await using (var host = await RunningHost.Start(_folder.File("data")))
        {
            await host.Http.Reported("pc-1", 1, "{}");
            await Good("backup", [file, .. data]);
            var bytes = await File.ReadAllBytesAsync(file);
            Assert.Contains("is there already: --force replaces it.", await CommandRun.Refusal(ExitCode.BadUsage, ["backup", file, .. data]));
            Assert.Equal(bytes, await File.ReadAllBytesAsync(file));
            await Good("backup", ["--force", .. data, file]);
            Assert.Contains("is in use by another host", await CommandRun.Refusal(ExitCode.Failed, ["restore", file, .. data]));
        }

        Assert.Contains("has rows already", await CommandRun.Refusal(ExitCode.Failed, ["restore", file, .. data]));
        Assert.Equal([file], Directory.GetFiles(_folder.Path));
    }

    [Fact]
    public async Task What_is_wrong_is_told_in_a_sentence()
    {
        string[] data = [$"--Fleet:Data={_folder.File("none")}"];
        Assert.Contains("There is no journal", await CommandRun.Refusal(ExitCode.Failed, ["backup", _folder.File("b"), .. data]));
        Assert.Empty(Directory.GetFiles(_folder.Path));
        Assert.Contains("cannot be read", await CommandRun.Refusal(ExitCode.BadUsage, ["restore", _folder.File("b"), .. data]));
        Assert.Contains("cannot be written", await CommandRun.Refusal(ExitCode.BadUsage, ["backup", _folder.File("no/b"), .. data]));
        Assert.Contains("There is no setting Fleet:Date.", await CommandRun.Refusal(ExitCode.BadUsage, "backup", "b", "--Fleet:Date=x"));
        Assert.Contains("--Fleet:Data has no value.", await CommandRun.Refusal(ExitCode.BadUsage, "backup", "b", "--Fleet:Data"));
        Assert.Contains("'--api'", await CommandRun.Refusal(ExitCode.BadUsage, "backup", "b", "--api", "http://127.0.0.1:1"));
        Assert.Contains("backup --help tells more", await CommandRun.Refusal(ExitCode.BadUsage, "backup"));
        await File.WriteAllTextAsync(_folder.File("b"), "no backup at all");
        foreach (var other in (string[])[_folder.File("b"), "/dev/null"])
            Assert.Contains("is no backup of a fleet.", await CommandRun.Refusal(ExitCode.BadUsage, ["restore", other, .. data]));
        Assert.Equal([_folder.File("b")], Directory.GetFileSystemEntries(_folder.Path));
        foreach (var command in (string[])["backup", "restore"])
        {
            Assert.Contains("FILE is -, which is no file here", await CommandRun.Refusal(ExitCode.BadUsage, [command, "-", .. data]));
            Assert.Contains("FILE is empty: name a file.", await CommandRun.Refusal(ExitCode.BadUsage, [command, "", .. data]));
            Assert.Contains($"{_folder.Path} is a folder: name a file.", await CommandRun.Refusal(ExitCode.BadUsage, [command, _folder.Path, .. data]));
        }
    }

    [Fact]
    [Trait("Needs", "processes")]
    public async Task What_is_no_file_is_not_replaced_and_neither_is_a_database()
    {
        string[] data = [$"--Fleet:Data={_folder.Path}"];
        await (await RunningHost.Start(_folder.Path)).DisposeAsync();
        var journal = await File.ReadAllBytesAsync(_folder.File("journal.db"));
        Assert.Contains("is a database", await CommandRun.Refusal(ExitCode.BadUsage, ["backup", _folder.File("journal.db"), "--force", .. data]));
        Assert.Equal(journal, await File.ReadAllBytesAsync(_folder.File("journal.db")));

        Assert.Contains("/dev/full is a device or a pipe", await CommandRun.Refusal(ExitCode.BadUsage, ["backup", "/dev/full", .. data]));
        await using var pipe = new HalfPipe(_folder.File("pipe"), []);
        File.CreateSymbolicLink(_folder.File("link"), "/dev/full");
        foreach (var special in (string[])[pipe.Path, _folder.File("link")])
            Assert.Contains($"{special} is a device or a pipe", await CommandRun.Refusal(ExitCode.BadUsage, ["backup", special, "--force", .. data]));

        using var disk = new SmallDisk();
        disk.MakeReadOnly();
        Assert.Contains("cannot be written: Read-only file system", await CommandRun.Refusal(ExitCode.BadUsage, ["backup", disk.File("b"), .. data]));
    }

    private async Task AnswersTheSameAndGoesOn(bool fromPostgres, bool toPostgres)
    {
        var (from, to) = (Place(fromPostgres), Place(toPostgres));
        var file = _folder.File("fleet.backup");
        List<string> before;
        long last;
        await using (var host = await RunningHost.Start(_folder.File("from"), from))
        {
            for (var seq = 1; seq <= 5; seq++)
            {
                await host.Http.Reported("pc-1", seq, $$"""{"realTimeScan":"{{(seq % 2 == 0 ? "enabled" : "stopped")}}"}""", $"2026-05-01T08:00:0{seq}Z");
                await host.Http.Reported("pc-2", seq, """{"group":"office"}""", $"2026-05-01T09:00:0{seq}Z");
            }

            var told = JsonDocument.Parse(await Good("backup", [file, "--json", .. Told(from, "from")])).RootElement;
            last = told.GetProperty("lastOffset").GetInt64();
            Assert.Matches(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$", told.Text("takenAt")!);
            Assert.Equal((last, 1L), (told.GetProperty("rows").GetInt64(), told.GetProperty("firstOffset").GetInt64()));
            Assert.Equal(new FileInfo(file).Length, told.GetProperty("bytes").GetInt64());
            await host.Http.UntilVisible(last);
            before = await Answers(host);
        }

        await LeaveTablesOfAnotherJournal(to, toPostgres ? to[1].Split('=', 2)[1] : null);
        Assert.Contains($"{last:N0} rows, up to offset {last:N0}; in ", await Good("restore", [file, .. Told(to, "to")]));

        if (toPostgres)
            await LongJournal.UntilLeft(to[1].Split('=', 2)[1]);
        await using var restored = await RunningHost.Start(_folder.File("to"), to);
        await restored.Http.UntilVisible(last);
        var read = await (await restored.Http.GetAsync("/v1/read-model")).Json();
        var mark = read.GetProperty("replaced");
        Assert.Equal(("restored", last), (mark.Text("cause"), mark.GetProperty("last").GetInt64()));
        last = mark.GetProperty("offset").GetInt64();
        await restored.Http.UntilVisible(last);
        Assert.Equal(before, await Answers(restored));
        var act = Assert.Single((await (await restored.Http.GetAsync("/v1/audit")).Json()).GetProperty("items").EnumerateArray());
        Assert.Equal(("restore", "/restore", "open", mark.GetProperty("last").GetInt64()), (act.Text("what"), act.Text("target"), act.Text("who"), act.GetProperty("after").GetProperty("lastOffset").GetInt64()));
        var repeat = await restored.Http.Reported("pc-1", 5, """{"realTimeScan":"stopped"}""", "2026-05-01T08:00:05Z");
        Assert.True(repeat.GetProperty("repeated").GetBoolean());
        var next = await restored.Http.Reported("pc-1", 6, """{"realTimeScan":"enabled"}""", "2026-05-01T08:00:06Z");
        Assert.Equal(last + 1, next.GetProperty("offset").GetInt64());
    }

    /// <summary>They must not answer for the journal that is restored.</summary>
    private async Task LeaveTablesOfAnotherJournal(string[] place, string? database)
    {
        await using (var other = await RunningHost.Start(_folder.File("to"), place))
        {
            for (var i = 1; i <= 30; i++)
                await other.Http.Reported($"other-{i}", 1, "{}");
            await other.Http.UntilVisible(30);
        }

        if (database is null)
            File.Delete(_folder.File("to/journal.db"));
        else
            LongJournal.Execute(database, "TRUNCATE journal");
    }

    private static async Task<List<string>> Answers(RunningHost host)
    {
        var answers = new List<string>();
        foreach (var question in Questions)
        {
            var answer = (JsonObject)JsonNode.Parse(await host.Http.GetStringAsync(new Uri(question, UriKind.Relative)))!;
            // The restored journal has one row more, which marks it.
            answer.Remove("offset");
            answer.Remove("at");
            answers.Add(answer.ToJsonString());
        }

        return answers;
    }

    private static Task<string> Good(string command, string[] args) => CommandRun.OutputOf([command, .. args]);

    private static string[] Place(bool isPostgres) =>
        isPostgres ? ["--Fleet:Store=postgres", $"--ConnectionStrings:Fleet={PostgresServer.Shared.NewDatabase()}"] : [];

    private string[] Told(string[] place, string name) => [$"--Fleet:Data={_folder.File(name)}", .. place];
}
