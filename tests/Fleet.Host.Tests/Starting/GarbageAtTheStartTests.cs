using System.Runtime.InteropServices;
using System.Text;
using Fleet.Host.Runtime;
using Fleet.Host.Settings;
using Fleet.Host.Starting;
using Fleet.Host.Tests.Commands;
using Fleet.Host.Tests.Hosting;
using Microsoft.Extensions.Configuration;
using Xunit;

namespace Fleet.Host.Tests.Starting;

/// <summary>Rubbish in everything that a host is started with: told in a sentence, with an exit code, and never by a stack trace.</summary>
public sealed class GarbageAtTheStartTests : IDisposable
{
    private static readonly string[] Values = ["", " ", "none", "-1", "10", "99999999999999999999", "\0", "http://[::1", "/nonexistent/\0", "clients,query", ";;", "true", "é", new('x', 5000)];

    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string> Keys => [.. new ConfigurationBuilder().AddJsonFile(Path.Combine(AppContext.BaseDirectory, "appsettings.json")).Build()
        .GetSection("Fleet").AsEnumerable().Where(setting => setting.Value is not null).Select(setting => setting.Key), "AllowedHosts", "ConnectionStrings:Fleet", "Logging:LogLevel:Default", "Fleet:Unknown", "Fleet"];

    public void Dispose() => _folder.Dispose();

    /// <summary>What is rubbish to one key is legal to another: a host that takes it is composed, and one that does not names the key.</summary>
    [Theory]
    [MemberData(nameof(Keys))]
    public async Task A_setting_is_taken_or_refused_by_name(string key)
    {
        for (var i = 0; i < Values.Length; i++)
        {
            var data = _folder.File($"data-{i}");
            // A folder takes nearly any name: there, and not where the tests run.
            var value = key == "Fleet:Data" ? Path.Combine(data, Values[i]) : Values[i];
            try
            {
                await using var host = Program.Compose(
                [
                    "--Fleet:Http=http://127.0.0.1:0", "--Fleet:Grpc=http://127.0.0.1:0", $"--Fleet:Data={data}",
                    .. (string[])(key.StartsWith("ConnectionStrings", StringComparison.Ordinal) ? ["--Fleet:Store=postgres"] : []), $"--{key}={value}",
                ]);
            }
            catch (CannotStartException refused)
            {
                // A folder of a legal name that cannot be made is no bad setting, but a store that is not there.
                Assert.True(refused.ExitCode == (refused is SettingsException || key != "Fleet:Data" ? 2 : 1), $"{refused.ExitCode}: {refused.Message}");
                Assert.Contains(key, refused.Message);
                Assert.DoesNotContain('\n', refused.Message);
                Assert.False(Directory.Exists(data));
            }
        }
    }

    [Theory]
    [InlineData("10")]
    [InlineData("-1")]
    [InlineData("Debug,Error")]
    [InlineData("")]
    public void A_level_is_a_word(string level) =>
        Assert.StartsWith("Logging:LogLevel:Fleet takes one of Trace, ", Assert.Throws<SettingsException>(() => Program.Compose([$"--Logging:LogLevel:Fleet={level}"])).Message);

    [Theory]
    [Trait("Needs", "processes")]
    [InlineData("--Fleet:Cluster:Certificate=/nonexistent", "fleet: Fleet:Cluster:Certificate takes a PEM file")]
    [InlineData("--Fleet:Cluster:Roles=clients,query", "fleet: Fleet:Cluster:Roles takes clients or query; it is clients,query.")]
    [InlineData("--AllowedHosts=http://fleet", "fleet: AllowedHosts takes names or addresses")]
    public async Task What_is_wrong_with_a_setting_is_exit_code_2(string setting, string says)
    {
        await using var process = FleetProcess.Start(_folder.Path, ["--Fleet:Http=http://127.0.0.1:0", "--Fleet:Grpc=http://127.0.0.1:0", setting]);
        Assert.Equal(2, await process.Ended());
        Assert.StartsWith(says, process.Output);
        Assert.Single(process.Output.Trim().Split('\n'));
    }

    [Theory]
    [InlineData("akka")]
    [InlineData("cluster")]
    [InlineData("sharding")]
    [InlineData("journal")]
    [InlineData("read-model")]
    public void A_damaged_file_of_Akkas_configuration_is_read_or_refused_by_its_name(string name)
    {
        var file = Path.Combine(HoconFiles.Folder, name + ".conf");
        // In a damaged list Akka's parser may never come to an end, and its thread would go on beside the other tests, with all the memory it can get.
        var text = File.ReadAllText(file).Replace("[", "", StringComparison.Ordinal).Replace("]", "", StringComparison.Ordinal);
        var random = new Random(7);
        for (var i = 0; i < 50; i++)
        {
            var damaged = new StringBuilder(text[..random.Next(text.Length)]);
            for (var j = 0; j < 3 && damaged.Length > 0; j++)
                damaged[random.Next(damaged.Length)] = "{}]\"\\=:,${\0\n#+"[random.Next(14)];
            try
            {
                HoconFiles.Parse(file, damaged.ToString());
            }
            catch (CannotStartException refused)
            {
                Assert.StartsWith($"{file} cannot be read", refused.Message);
                Assert.DoesNotContain("   at ", refused.Message);
                Assert.DoesNotContain("there is no end to it", refused.Message);
            }
        }
    }

    /// <summary>Wherever in its start the signal meets it.</summary>
    [Theory]
    [Trait("Needs", "processes")]
    [InlineData(PosixSignal.SIGTERM)]
    [InlineData(PosixSignal.SIGINT)]
    public async Task A_host_that_is_told_to_stop_while_it_starts_stops(PosixSignal signal)
    {
        for (var i = 0; i < 3; i++)
        {
            await using var process = FleetProcess.Start(_folder.Path, ["--Fleet:Http=http://127.0.0.1:0", "--Fleet:Grpc=http://127.0.0.1:0", $"--Fleet:Data={_folder.File($"data-{i}")}"]);
            // Its data folder is the first that is seen of it: after its handlers of signals, long before it is ready.
            await Eventually.Holds(() => Task.FromResult(Directory.Exists(_folder.File($"data-{i}"))));
            await process.Signal(signal);
            Assert.Equal(0, await process.Ended());
            Assert.DoesNotContain("   at ", process.Output);
            Assert.DoesNotContain("unexpected", process.Output);
        }
    }

    /// <summary>In the second that it takes to be a member of its own cluster.</summary>
    [Fact]
    [Trait("Needs", "processes")]
    public async Task A_host_that_is_told_to_stop_while_it_joins_its_cluster_stops_without_a_word()
    {
        await using var process = FleetProcess.Start(_folder.Path, ["--Fleet:Http=http://127.0.0.1:0", "--Fleet:Grpc=http://127.0.0.1:0", "--Logging:LogLevel:Akka=Information"]);
        await process.Says("Started up successfully");
        await process.Signal(PosixSignal.SIGTERM);
        Assert.Equal(0, await process.Ended());
        Assert.True(process.Errors.Count == 0, string.Join(Environment.NewLine, process.Errors));
        Assert.DoesNotContain("fleet: ", process.Output);
    }

    [Fact]
    [Trait("Needs", "processes")]
    public async Task A_host_that_waits_for_its_database_stops_when_it_is_told_to()
    {
        await using var process = FleetProcess.Start(
            _folder.Path,
            ["--Fleet:Http=http://127.0.0.1:0", "--Fleet:Grpc=http://127.0.0.1:0", "--Fleet:Store=postgres", "--Fleet:StoreWait=01:00:00", "--ConnectionStrings:Fleet=Host=127.0.0.1;Port=1;Database=fleet;Username=fleet"]);
        await process.Says("Waiting for it");
        await process.Signal(PosixSignal.SIGTERM);
        Assert.Equal(0, await process.Ended());
        Assert.DoesNotContain("   at ", process.Output);
    }

    [Fact]
    public async Task A_command_line_that_makes_no_sense_is_bad_usage()
    {
        string[][] garbage = [["--nonsense"], ["--api", "nonsense"], ["--api"], ["a b", "c", "d"], ["--limit", "-1"], ["--at", "yesterday?"], ["--json=maybe"], ["\0"], [new string('x', 4000)]];
        foreach (var command in (string[])["clients", "summary", "history", "explain", "diff", "forget", "rebuild", "nonsense"])
        {
            foreach (var rest in garbage)
            {
                var code = await CommandRun.CodeOf([command, .. rest]);
                Assert.True(code == ExitCode.BadUsage, $"{code}: {command} {string.Join(' ', rest)}");
            }
        }

        // There the last is the name of a file, which cannot be; and no process is given an argument with a NUL.
        foreach (var command in (string[])["backup", "restore"])
        {
            foreach (var rest in garbage.Where(rest => rest is not ["\0"]))
                Assert.True(await CommandRun.CodeOf([command, .. rest, $"--Fleet:Data={_folder.File("none")}"]) is ExitCode.BadUsage or ExitCode.Failed);
        }
    }

    [Theory]
    [InlineData("history")]
    [InlineData("explain")]
    [InlineData("forget")]
    [InlineData("backup")]
    [InlineData("restore")]
    public async Task An_option_that_does_not_exist_is_no_name(string command)
    {
        Assert.StartsWith($"fleet: '--jsno' is no option of fleet {command}.", await CommandRun.Refusal(ExitCode.BadUsage, command, "--jsno"));
        // After -- it is one: there may be such a client.
        Assert.DoesNotContain("is no option", await CommandRun.Refusal(
            command is "backup" or "restore" ? ExitCode.BadUsage : ExitCode.Unreachable,
            [command, .. (string[])(command is "backup" or "restore" ? ["--Fleet:Data=\t"] : ["--api", "http://127.0.0.1:1"]), "--", "--jsno"]));
    }
}
