using System.Runtime.InteropServices;
using Fleet.Host.Tests.Grpc;
using Fleet.Host.Tests.Hosting;
using Fleet.Protocol.Journal;
using Microsoft.Data.Sqlite;
using Xunit;

namespace Fleet.Host.Tests.Sweep;

/// <summary>A host that ends without a word to its clients' actors, and is started again on the same data folder.</summary>
[Trait("Needs", "processes")]
public sealed class RestartTests : IDisposable
{
    private static readonly string[] Clients = ["stays", "goes"];
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("killed")]
    [InlineData("stopped")]
    public async Task Clients_that_come_back_were_never_offline_and_the_others_are_presumed_to_be(string how)
    {
        var (process, http) = await FleetProcess.StartReady(_folder.Path, $"--Fleet:Data={_folder.Path}");
        using var _ = http;
        using var stays = new ClientSession(process.Grpc);
        using var goes = new ClientSession(process.Grpc);
        await using (process)
        {
            await stays.Welcomed("stays");
            await goes.Welcomed("goes");
            if (how == "stopped")
            {
                await process.Signal(PosixSignal.SIGTERM);
                Assert.Equal(0, await process.Ended());
            }
        }

        await using var host = await RunningHost.Start(_folder.Path, "--Fleet:Presence:Grace=00:00:20");
        using var back = new ClientSession(host.Grpc);
        await back.Welcomed("stays");
        Assert.All(Clients, client => Assert.DoesNotContain(Manifests.SessionEnded, Rows(client)));

        await Eventually.Holds(async () => (await Client(host, "goes")).Text("connection") == "offline");
        Assert.Equal("presumed", (await Client(host, "goes")).GetProperty("presence").Text("cause"));
        Assert.Equal([Manifests.SessionOpened, Manifests.SessionEnded], Rows("goes"));
        Assert.Equal("online", (await Client(host, "stays")).Text("connection"));
        Assert.Equal([Manifests.SessionOpened, Manifests.SessionOpened], Rows("stays"));
    }

    private static async Task<System.Text.Json.JsonElement> Client(RunningHost host, string id) => await (await host.Http.GetAsync($"/v1/clients/{id}")).Json();

    /// <summary>Kinds of a client's rows in the journal, in order.</summary>
    private List<string> Rows(string client)
    {
        using var journal = new SqliteConnection($"Data Source={_folder.File("journal.db")};Mode=ReadOnly;Pooling=False");
        journal.Open();
        using var select = journal.CreateCommand();
        select.CommandText = "SELECT manifest FROM journal WHERE persistence_id = $client ORDER BY sequence_number";
        select.Parameters.AddWithValue("$client", client);
        using var rows = select.ExecuteReader();
        var manifests = new List<string>();
        while (rows.Read())
            manifests.Add(rows.GetString(0));
        return manifests;
    }
}
