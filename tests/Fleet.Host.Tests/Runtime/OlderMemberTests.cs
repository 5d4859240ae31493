using System.Net;
using Akka.Actor;
using Akka.Cluster;
using Akka.Configuration;
using Fleet.Actors.Members;
using Fleet.Host.Tests.Grpc;
using Fleet.Host.Tests.Hosting;
using Fleet.Host.Tests.Tasks;
using Fleet.Journal.Sql.Sqlite;
using Fleet.V1;
using Microsoft.Extensions.DependencyInjection;
using Xunit;
using Kind = Fleet.V1.ServerMessage.MessageOneofCase;

namespace Fleet.Host.Tests.Runtime;

/// <summary>A node of an older version joins, which reads nothing of what clients are managed by, and leaves again.</summary>
public sealed class OlderMemberTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task While_it_is_there_nothing_is_put_no_task_is_made_and_no_client_is_sent_settings()
    {
        await using var host = await RunningHost.Start(_folder.Path);
        using var before = await Managed(host, "before");
        var sent = (await before.Next(Kind.Settings)).Settings;
        var system = host.Services.GetRequiredService<ActorSystem>();
        var cluster = Cluster.Get(system);
        using (var older = await Join(cluster))
        {
            foreach (var path in (string[])["/v1/settings", "/v1/groups/default/settings", "/v1/clients/before/settings"])
                await (await host.Http.PutAsync(new Uri(path, UriKind.Relative), new StringContent("""{"realTimeScan":"enabled"}""", System.Text.Encoding.UTF8, "application/json"))).Problem(HttpStatusCode.ServiceUnavailable, "unavailable");
            await (await host.Http.PostTask("""{"kind":"scan-now","target":{"clients":["before"]}}""")).Problem(HttpStatusCode.ServiceUnavailable, "unavailable");
            Assert.Equal(0, (await (await host.Http.GetAsync("/v1/tasks")).Json()).GetProperty("items").GetArrayLength());

            // An answer to what was sent before it came is asked for again when it is gone, and who comes meanwhile is sent nothing.
            await before.Send(new ClientMessage { SettingsApplied = new SettingsApplied { Tag = sent.Tag } });
            using var meanwhile = await Managed(host, "meanwhile");
            await meanwhile.Report(1, new Facts { RealTimeScan = RealTimeScan.Disabled });
            for (var message = await meanwhile.Next(); message?.MessageCase != Kind.Ack; message = await meanwhile.Next())
                Assert.Equal(Kind.IconChanged, message?.MessageCase);
            cluster.Down(Cluster.Get(older).SelfAddress);
        }

        await Eventually.Holds(() => Task.FromResult(cluster.State.Members.Count == 1));
        await host.Http.PutSettings("/v1/settings", """{"realTimeScan":"enabled"}""");
        Assert.Equal(RealTimeScan.Enabled, (await before.Next(Kind.Settings)).Settings.Body.RealTimeScan);
        using var back = await Managed(host, "meanwhile");
        Assert.Equal(RealTimeScan.Enabled, (await back.Next(Kind.Settings)).Settings.Body.RealTimeScan);
    }

    [Fact]
    public async Task The_journal_stays_one_that_it_can_open_while_it_is_there_and_keeps_it_out_afterwards()
    {
        await using var host = await RunningHost.Start(_folder.Path);
        using (var session = await Managed(host, "pc-1"))
        {
            var cluster = Cluster.Get(host.Services.GetRequiredService<ActorSystem>());
            using (var older = await Join(cluster, Reads.Epochs, Reads.Marks, Reads.Managing))
            {
                await Tag(host, "vip");
                Assert.Equal(1, JournalVersion());
                cluster.Down(Cluster.Get(older).SelfAddress);
            }

            await Eventually.Holds(() => Task.FromResult(cluster.State.Members.Count == 1));
            await Tag(host, "lab");
        }

        Assert.Equal(2, JournalVersion());
    }

    private long JournalVersion()
    {
        using var file = SqliteDatabase.Open(SqliteDatabase.ConnectionString(Path.Combine(_folder.Path, "journal.db"), readOnly: true), TimeSpan.FromSeconds(5));
        return file.Number("PRAGMA user_version");
    }

    private static async Task Tag(RunningHost host, string tag) =>
        (await host.Http.PutAsync(new Uri($"/v1/clients/pc-1/tags/{tag}", UriKind.Relative), content: null)).EnsureSuccessStatusCode();

    /// <summary>A node that says so much of what it reads.</summary>
    private static async Task<ActorSystem> Join(Cluster cluster, params string[] reads)
    {
        var older = ActorSystem.Create(cluster.System.Name, ConfigurationFactory.ParseString($$"""
            akka.actor.provider = cluster
            akka.loglevel = OFF
            akka.stdout-loglevel = OFF
            akka.coordinated-shutdown.run-by-actor-system-terminate = off
            akka.remote.dot-netty.tcp { hostname = 127.0.0.1, port = 0 }
            akka.cluster { roles = [{{string.Join(", ", reads)}}], periodic-tasks-initial-delay = 50 ms, leader-actions-interval = 200 ms, gossip-interval = 200 ms }
            """));
        await Cluster.Get(older).JoinAsync(cluster.SelfAddress);
        await Eventually.Holds(() => Task.FromResult(cluster.State.Members.Count == 2));
        return older;
    }

    private static async Task<ClientSession> Managed(RunningHost host, string id)
    {
        var session = new ClientSession(host.Grpc);
        await session.Send(new ClientMessage { Hello = new Hello { ClientId = id, Capabilities = { "settings" } } });
        await session.Next(Kind.Welcome);
        return session;
    }
}
