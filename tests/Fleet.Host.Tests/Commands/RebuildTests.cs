using Fleet.Host.Starting;
using System.Text.Json;
using Fleet.Host.Tests.Hosting;
using Xunit;

namespace Fleet.Host.Tests.Commands;

public sealed class RebuildTests : IAsyncLifetime, IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private RunningHost? _host;

    public async Task InitializeAsync()
    {
        _host = await RunningHost.Start(_folder.Path);
        for (var i = 1; i <= 3; i++)
            await _host.Http.Reported($"pc-{i}", 1, "{}");
        await _host.Http.UntilVisible(3);
    }

    public async Task DisposeAsync() => await _host!.DisposeAsync();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task It_ends_when_the_new_tables_have_taken_the_place_of_the_old()
    {
        var before = await Status();
        // The act is a row, too.
        Assert.Equal("The read model is built anew, up to offset 4.\n", await Ask(null));
        var after = await Status();
        Assert.Equal(before.GetProperty("generation").GetInt32() + 1, after.GetProperty("generation").GetInt32());
        Assert.Equal(JsonValueKind.Null, after.GetProperty("building").ValueKind);
        var act = Assert.Single((await (await _host!.Http.GetAsync("/v1/audit?target=/read-model")).Json()).GetProperty("items").EnumerateArray());
        Assert.Equal(("rebuild", "open", 4), (act.Text("what"), act.Text("who"), act.GetProperty("offset").GetInt64()));
        Assert.Equal("""{"generation":1,"offset":3}""", act.GetProperty("before").GetRawText());
    }

    [Fact]
    public async Task A_terminal_sees_how_far_it_is()
    {
        var output = await Ask(80);
        Assert.Contains("100%", output);
        Assert.EndsWith("The read model is built anew, up to offset 4.\n", output);
    }

    [Fact]
    public async Task A_machine_gets_the_status()
    {
        using var told = JsonDocument.Parse(await Ask(80, "--json"));
        Assert.Equal((await Status()).GetRawText(), told.RootElement.GetRawText());
    }

    [Fact]
    public async Task One_that_is_given_up_is_told()
    {
        await using var other = await OtherHost.Start(200, "application/json", """{"offset":3,"journalEnd":3,"generation":1,"building":null}""");
        Assert.Contains("The host has not begun to build: its log tells why.", await CommandRun.Refusal(ExitCode.Failed, "rebuild", "--api", other.Address.ToString()));
    }

    private Task<string> Ask(int? width, params string[] args) => CommandRun.Output(_host!.Http.BaseAddress!, width, TimeProvider.System, ["rebuild", .. args]);

    private async Task<JsonElement> Status() => await (await _host!.Http.GetAsync("/v1/read-model")).Json();
}
