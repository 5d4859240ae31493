using System.Net;
using System.Text;
using System.Text.Json;
using Fleet.Host.Tests.Hosting;
using Fleet.Host.Tests.Tasks;
using Fleet.Testing;
using Microsoft.Data.Sqlite;
using Xunit;

namespace Fleet.Host.Tests.Http;

/// <summary>The disk runs full in the middle of an act on many clients.</summary>
[Trait("Needs", "processes")]
public sealed class FullDiskTests
{
    private const int Clients = 500;

    /// <summary>For some of the rows of such an act, and not for all.</summary>
    private const int Left = 128 << 10;

    private const string Change = """{"target":{"group":"full"},"patch":{"privileges":{"roaming":false}}}""";

    private const string Made = """{"taskId":"full","kind":"scan-now","target":{"group":"full"},"whenUnreachable":"keep"}""";

    [Fact]
    public async Task It_is_refused_for_a_while_what_was_done_stays_and_the_same_again_does_the_rest_once_each()
    {
        using var disk = new SmallDisk(megabytes: 64);
        await using var host = await RunningHost.Start(disk.File("data"));
        var known = await Task.WhenAll(Enumerable.Range(0, Clients).Select(i => host.Http.Reported($"full-{i:000}", 1, """{"group":"full"}""")));
        await host.Http.UntilVisible(known.Max(report => report.GetProperty("offset").GetInt64()));

        // As long as somebody reads the journal its log is not begun anew: every row takes room.
        using (Reading(disk.File("data/journal.db")))
        {
            disk.Fill(Left);
            using var once = host.Http.Impatient();
            await IsRefused(await once.PostAsync("/v1/settings/changes", Json(Change)));
            await IsRefused(await once.PostTask(Made));
            disk.MakeRoom();
        }

        await Eventually.Holds(async () => (await host.Http.GetAsync("/health/ready")).IsSuccessStatusCode);
        await host.Http.UntilVisible((await (await host.Http.GetAsync("/v1/read-model")).Json()).GetProperty("journalEnd").GetInt64());
        Assert.InRange((await Acts(host.Http, "settings")).Count, 1, Clients - 1);
        Assert.Empty(await Acts(host.Http, "task-create"));
        var changed = await (await host.Http.PostAsync("/v1/settings/changes", Json(Change))).Json(HttpStatusCode.Accepted);
        Assert.Equal(Clients, changed.GetProperty("clients").GetInt32());
        var made = await host.Http.Make(Made);
        await host.Http.UntilVisible(Math.Max(changed.GetProperty("offset").GetInt64(), made.GetProperty("offset").GetInt64()));
        Assert.Equal(Clients, (await (await host.Http.GetAsync("/v1/clients?roamingPrivilege=false&group=full&limit=1")).Json()).GetProperty("total").GetInt64());
        Assert.Equal(Enumerable.Range(0, Clients).Select(i => $"full-{i:000}"), (await Acts(host.Http, "settings")).Order(StringComparer.Ordinal));
        Assert.Equal(["/task/full"], await Acts(host.Http, "task-create"));
        Assert.Equal(Clients, (await host.Http.TaskOf("full")).GetProperty("targets").GetInt64());
    }

    private static async Task IsRefused(HttpResponseMessage response)
    {
        using var answer = response;
        var problem = await answer.Problem(HttpStatusCode.ServiceUnavailable, "unavailable");
        Assert.True(problem.GetProperty("retryAfterSeconds").GetInt32() > 0);
        Assert.NotNull(answer.Headers.RetryAfter);
    }

    /// <summary>On what those acts were done, one a row.</summary>
    private static async Task<List<string>> Acts(HttpClient http, string what)
    {
        var page = await (await http.GetAsync($"/v1/audit?what={what}&limit=1000")).Json();
        Assert.Equal(JsonValueKind.Null, page.GetProperty("next").ValueKind);
        return [.. page.GetProperty("items").EnumerateArray().Select(act => act.Text("target")!)];
    }

    private static SqliteConnection Reading(string file)
    {
        var reader = new SqliteConnection($"Data Source={file};Mode=ReadOnly;Pooling=False");
        reader.Open();
        using var read = reader.CreateCommand();
        read.CommandText = "BEGIN; SELECT count(*) FROM journal";
        Assert.Equal((long)Clients, read.ExecuteScalar());
        return reader;
    }

    private static StringContent Json(string body) => new(body, Encoding.UTF8, "application/json");
}
