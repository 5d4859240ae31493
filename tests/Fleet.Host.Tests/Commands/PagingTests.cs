using System.Text.Json;
using Fleet.Host.Tests.Hosting;
using Xunit;

namespace Fleet.Host.Tests.Commands;

/// <summary>More clients than the API tells in one answer.</summary>
public sealed class PagingTests : IAsyncLifetime, IDisposable
{
    private const int Clients = 1_010;

    private readonly TemporaryFolder _folder = new();
    private RunningHost? _host;

    public async Task InitializeAsync()
    {
        _host = await RunningHost.Start(_folder.Path);
        await Parallel.ForEachAsync(
            Enumerable.Range(1, Clients),
            new ParallelOptions { MaxDegreeOfParallelism = 32 },
            async (i, _) => await _host.Http.Reported($"pc-{i:0000}", 1, "{}"));
        await _host.Http.UntilVisible(Clients);
    }

    public async Task DisposeAsync() => await _host!.DisposeAsync();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task All_pages_are_one_table()
    {
        var lines = (await Ask("clients", "--all")).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.StartsWith("CLIENT", lines[0]);
        Assert.Equal(Enumerable.Range(1, Clients).Select(i => $"pc-{i:0000}"), lines.Skip(1).Select(line => line.Split(' ')[0]));
    }

    [Fact]
    public async Task All_pages_are_one_document()
    {
        using var page = JsonDocument.Parse(await Ask("clients", "--all", "--sort", "-clientId", "--json"));
        Assert.Equal(["items", "next", "offset", "total"], page.RootElement.EnumerateObject().Select(member => member.Name));
        Assert.Equal(JsonValueKind.Null, page.RootElement.GetProperty("next").ValueKind);
        Assert.Equal(
            Enumerable.Range(1, Clients).Select(i => $"pc-{i:0000}").Reverse(),
            page.RootElement.GetProperty("items").EnumerateArray().Select(client => client.Text("clientId")));
    }

    [Fact]
    public async Task All_pages_are_one_file_for_a_spreadsheet()
    {
        var address = "/v1/clients.csv?sort=-clientId";
        using var response = await _host!.Http.GetAsync(new Uri(address, UriKind.Relative));
        Assert.Equal("text/csv; charset=utf-8; header=present", response.Content.Headers.ContentType?.ToString());
        var lines = (await response.Content.ReadAsStringAsync()).Split("\r\n");
        Assert.Equal(Enumerable.Range(1, Clients).Select(i => $"pc-{i:0000}").Reverse().Append(""), lines.Skip(1).Select(line => line.Split(',')[0]));
        Assert.Equal(string.Join("\r\n", lines), await Ask("clients", "--all", "--sort", "-clientId", "--csv"));
        var some = await _host.Http.GetStringAsync(new Uri("/v1/clients.csv?search=c-001", UriKind.Relative));
        Assert.Equal(11, some.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length);
    }

    [Fact]
    public async Task A_page_has_a_hundred_unless_another_size_is_asked_for()
    {
        Assert.Equal(101, (await Lines("clients")).Length);
        Assert.Equal(1001, (await Lines("clients", "--limit", "1000")).Length);
    }

    private Task<string> Ask(params string[] args) => CommandRun.Output(_host!.Http.BaseAddress!, width: null, TimeProvider.System, args);

    private async Task<string[]> Lines(params string[] args)
    {
        await using var run = CommandRun.Start(_host!.Http.BaseAddress!, width: null, TimeProvider.System, args);
        var lines = (await run.Rest()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.EndsWith($" of {Clients:N0}: --all lists all of it.{Environment.NewLine}", run.Notes);
        return lines;
    }
}
