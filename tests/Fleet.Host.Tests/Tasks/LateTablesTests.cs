using System.Net;
using Fleet.Host.Tests.Hosting;
using Microsoft.Data.Sqlite;
using Xunit;

namespace Fleet.Host.Tests.Tasks;

/// <summary>Tasks are asked for while the tables that know whom they are for, and whether they are there, do not follow the journal: somebody else holds them.</summary>
public sealed class LateTablesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task It_is_refused_for_a_while_and_nothing_that_was_said_is_blamed_for_that()
    {
        const string body = """{"taskId":"late","kind":"scan-now","target":{"clients":["late-2"]},"whenUnreachable":"keep"}""";
        await using var host = await RunningHost.Start(_folder.Path);
        await host.Http.UntilVisible((await host.Http.Reported("late-1", 1, "{}")).GetProperty("offset").GetInt64());
        await using (var tables = new SqliteConnection($"Data Source={_folder.File("fleet.db")};Pooling=False"))
        {
            await tables.OpenAsync();
            await using var hold = tables.CreateCommand();
            hold.CommandText = "BEGIN IMMEDIATE";
            await hold.ExecuteNonQueryAsync();
            await host.Http.Reported("late-2", 1, "{}");
            using var once = host.Http.Impatient();
            await (await once.PostTask(body)).Problem(HttpStatusCode.ServiceUnavailable, "unavailable");
            await (await once.GetAsync("/v1/tasks/none")).Problem(HttpStatusCode.ServiceUnavailable, "lagging");
        }

        await Eventually.Holds(async () => (await host.Http.PostTask(body)).StatusCode == HttpStatusCode.Accepted);
        await host.Http.Until("late", task => task.GetProperty("targets").GetInt64() == 1);
    }
}
