using System.Text;
using Fleet.Host.Tests.Grpc;
using Fleet.Host.Tests.Hosting;
using Xunit;

namespace Fleet.Host.Tests.Http;

/// <summary>What was answered of a note, a tag and two machines with one id outlives the host that answered.</summary>
[Trait("Needs", "processes")]
public sealed class MarkRestartTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Marks_and_duplicates_are_there_after_a_kill()
    {
        var (process, http) = await FleetProcess.StartReady(_folder.Path, $"--Fleet:Data={_folder.Path}");
        using var _ = http;
        long offset;
        await using (process)
        {
            await Fight(process.Grpc);
            await (await http.PutAsync("/v1/clients/kept/note", new StringContent("""{"text":"known"}""", Encoding.UTF8, "application/json"))).Json();
            offset = (await (await http.PutAsync("/v1/clients/kept/tags/vip", content: null)).Json()).GetProperty("offset").GetInt64();
            await process.Kill();
        }

        await using var host = await RunningHost.Start(_folder.Path);
        await host.Http.UntilVisible(offset);
        var listed = await (await host.Http.GetAsync($"/v1/clients?tag=vip&noted=true&condition=duplicate-identity&minOffset={offset}")).Json();
        Assert.Equal("known", Assert.Single(listed.GetProperty("items").EnumerateArray()).GetProperty("note").Text("text"));
        var client = await (await host.Http.GetAsync("/v1/clients/kept")).Json();
        Assert.Equal(("vip", "duplicate-identity"), (client.GetProperty("tags")[0].GetString(), client.GetProperty("conditions")[0].GetString()));
    }

    private static async Task Fight(Uri server)
    {
        for (V1.ServerMessage? answer = null; answer?.Closing?.Reason != "duplicate-identity";)
        {
            var session = new ClientSession(server);
            await session.Hello("kept");
            answer = await session.Next();
        }
    }
}
