using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Text.Json;
using Fleet.Host.Tests.Hosting;
using Xunit;
using Xunit.Abstractions;

namespace Fleet.Host.Tests.Starting;

/// <summary>The executable from outside: how it starts, refuses to, and stops.</summary>
public sealed class ProcessTests(ITestOutputHelper output) : IDisposable
{
    /// <summary>On a busy machine the actor system may warn of something before the end.</summary>
    private const string OnlyErrorsOfAkka = "--Logging:LogLevel:Akka=Error";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [Trait("Needs", "processes")]
    [InlineData(PosixSignal.SIGTERM)]
    [InlineData(PosixSignal.SIGINT)]
    public async Task It_serves_from_the_callers_folder_and_drains_when_told_to_stop(PosixSignal signal)
    {
        var (process, http) = await FleetProcess.StartReady(_folder.Path);
        await using var _ = process;
        using var __ = http;
        await http.Reported("survivor", 1, """{"realTimeScan":"stopped"}""");
        Assert.True(File.Exists(_folder.File("data/journal.db")));

        await process.Signal(signal);
        Assert.Equal(0, await process.Ended());
        output.WriteLine(process.Output);
        Assert.Contains("Stopped", process.Output);
        Assert.DoesNotContain("   at ", process.Output);
    }

    [Fact]
    [Trait("Needs", "processes")]
    public async Task It_logs_for_machines_if_it_is_told_to()
    {
        await using var process = FleetProcess.Start(
            _folder.Path, ["--Fleet:Http=http://127.0.0.1:0", "--Fleet:Grpc=http://127.0.0.1:0", "--Logging:Console:FormatterName", "json"]);
        var line = JsonDocument.Parse(await process.Says("Ready after")).RootElement;
        Assert.Equal("Information", line.Text("LogLevel"));
        Assert.EndsWith("Z", line.Text("Timestamp"));
        Assert.Equal(_folder.File("data"), line.GetProperty("State").Text("Data"));
    }

    [Fact]
    public async Task What_was_acknowledged_is_there_after_a_restart()
    {
        long offset;
        await using (var first = await RunningHost.Start(_folder.Path))
            offset = (await first.Http.Reported("kept", 1, """{"realTimeScan":"stopped"}""")).GetProperty("offset").GetInt64();

        await using (var second = await RunningHost.Start(_folder.Path))
        {
            var client = await (await second.Http.GetAsync("/v1/clients/kept")).Json();
            Assert.Equal("offline-conventional-up-to-date-rts-stopped", client.Text("icon"));
            Assert.Equal(offset, client.GetProperty("offset").GetInt64());
            Assert.True((await second.Http.Reported("kept", 1, """{"realTimeScan":"stopped"}""")).GetProperty("repeated").GetBoolean());
            Assert.True((await second.Http.Reported("kept", 2, """{"realTimeScan":"enabled"}""")).GetProperty("offset").GetInt64() > offset);
        }

        await using var third = await RunningHost.Start(_folder.Path);
        Assert.Equal("enabled", (await (await third.Http.GetAsync("/v1/clients/kept")).Json()).Text("realTimeScan"));
    }

    [Fact]
    [Trait("Needs", "processes")]
    public async Task A_request_that_never_ends_does_not_keep_it_from_stopping()
    {
        var (process, http) = await FleetProcess.StartReady(_folder.Path, "--Fleet:Drain=00:00:01");
        await using var _ = process;
        using var __ = http;
        using var half = new TcpClient();
        await half.ConnectAsync(IPAddress.Loopback, http.BaseAddress!.Port);
        await half.GetStream().WriteAsync("POST /v1/clients/slow/reports HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{"u8.ToArray());
        // Answered on another connection: the server has come to the first one by now, or will come to it while it stops.
        await http.Reported("other", 1, "{}");

        await process.Signal(PosixSignal.SIGTERM);
        Assert.Equal(0, await process.Ended());
    }

    [Fact]
    [Trait("Needs", "processes")]
    public async Task A_second_signal_ends_it_at_once()
    {
        var (process, http) = await FleetProcess.StartReady(_folder.Path, "--Fleet:Drain=00:05:00");
        await using var _ = process;
        using var __ = http;
        using var half = new TcpClient();
        await half.ConnectAsync(IPAddress.Loopback, http.BaseAddress!.Port);
        await half.GetStream().WriteAsync("POST /v1/clients/slow/reports HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nExpect: 100-continue\r\nContent-Length: 65000\r\n\r\n"u8.ToArray());
        // The server asks for the body: the request is under way, and will not end. It waits long for the rest of much, and short for the rest of little.
        Assert.True(await half.GetStream().ReadAsync(new byte[64]) > 0);
        await half.GetStream().WriteAsync(new byte[60_000]);

        await process.Signal(PosixSignal.SIGINT);
        await process.Says("Stopping");
        await process.Signal(PosixSignal.SIGINT);
        Assert.Equal(130, await process.Ended());
    }

    [Theory]
    [Trait("Needs", "processes")]
    [InlineData("Fleet:Http")]
    [InlineData("Fleet:Grpc")]
    public async Task A_taken_port_is_named_together_with_its_key(string key)
    {
        var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        try
        {
            await Refuses(1, $"fleet: The port of http://{taken.LocalEndpoint} is taken: free it, or set {key} to another address.", [$"--{key}=http://{taken.LocalEndpoint}", OnlyErrorsOfAkka]);
        }
        finally
        {
            taken.Stop();
        }
    }

    [Fact]
    [Trait("Needs", "processes")]
    public Task A_bad_setting_in_the_environment_is_named() => Refuses(
        2,
        "fleet: There is no setting Fleet:Presence:Timout. Did you mean Fleet:Presence:Timeout?",
        [],
        ("Fleet__Presence__Timout", "00:01:00"));

    [Theory]
    [Trait("Needs", "processes")]
    [InlineData("Logging:LogLevel:Default")]
    [InlineData("Logging:LogLevel:Fleet.Host")]
    [InlineData("Logging:Console:LogLevel:Default")]
    public Task A_level_of_logging_that_is_none_is_named(string key) => Refuses(
        2, $"fleet: {key} takes one of Trace, Debug, Information, Warning, Error, Critical, None; it is 'Foo'.", [$"--{key}=Foo"]);

    [Fact]
    [Trait("Needs", "processes")]
    public Task An_argument_that_is_no_setting_is_named() => Refuses(2, "fleet: '--serve' is no option", ["--serve"]);

    [Fact]
    [Trait("Needs", "processes")]
    public async Task A_data_folder_in_use_is_named()
    {
        await using var other = await RunningHost.Start(_folder.Path);
        await Refuses(1, $"fleet: The data folder {_folder.Path} is in use by another host.", [$"--Fleet:Data={_folder.Path}"]);
    }

    [Fact]
    [Trait("Needs", "processes")]
    public async Task A_data_folder_that_is_a_file_is_named()
    {
        await File.WriteAllTextAsync(_folder.File("data"), "not a folder");
        await Refuses(1, $"fleet: The data folder {_folder.File("data")} cannot be written:", []);
    }

    [Fact]
    [Trait("Needs", "processes")]
    public async Task A_damaged_journal_is_named()
    {
        Directory.CreateDirectory(_folder.File("data"));
        await File.WriteAllTextAsync(_folder.File("data/journal.db"), new string('x', 5000));
        await Refuses(1, $"fleet: The journal {_folder.File("data/journal.db")} is damaged", []);
    }

    /// <summary>One line, no stack trace, and an exit code.</summary>
    private async Task Refuses(int exitCode, string message, string[] args, params (string Name, string Value)[] environment)
    {
        string[] free = ["--Fleet:Http=http://127.0.0.1:0", "--Fleet:Grpc=http://127.0.0.1:0"];
        await using var process = FleetProcess.Start(_folder.Path, [.. free, .. args], environment);
        Assert.Equal(exitCode, await process.Ended());
        Assert.StartsWith(message, process.Output);
        Assert.Single(process.Output.Trim().Split('\n'));
    }
}
