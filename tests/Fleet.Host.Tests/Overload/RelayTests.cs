using Fleet.Host.Tests.Grpc;
using Fleet.Host.Tests.Hosting;
using Fleet.V1;
using Google.Protobuf;
using Xunit;
using Xunit.Abstractions;
using Kind = Fleet.V1.ServerMessage.MessageOneofCase;

namespace Fleet.Host.Tests.Overload;

/// <summary>Relays that send more than the node gets done are read no faster than that.</summary>
[Collection(OnSlowHost.Name)]
[Trait("Needs", "processes")]
public sealed class RelayTests(SlowHost host, ITestOutputHelper output)
{
    private const int MiB = 1024 * 1024;
    private const string UnreadForCredit = """fleet_streams_unread{reason="credit"}""";

    [Fact]
    public async Task A_relay_whose_credit_is_used_up_is_not_read_and_nothing_is_refused_or_taken_twice()
    {
        await host.Quiet();
        var clients = Enumerable.Range(0, 400).Select(i => $"credit-{i}").ToList();
        var repeated = await Repeated();
        using var relay = new RelaySession(host.Grpc);
        await relay.Welcomed(clients);

        // Each batch is a report of every client, and far more bytes than fit between the two. They go on until one that is on its way is seen to be held up.
        var (sent, isLast, send) = (0L, false, Task.CompletedTask);
        var seen = Eventually.Holds(async () => send is var batch && (await host.Metrics()).GetValueOrDefault(UnreadForCredit) == 1 && !batch.IsCompleted);
        var sending = Task.Run(async () =>
        {
            while (!isLast)
            {
                var report = RelaySession.Report(sent + 1, padding: 8_000);
                (sent, isLast) = (sent + 1, seen.IsCompleted);
                await (send = relay.Send(clients, report));
            }
        });

        var acked = clients.ToDictionary(client => client, _ => 0L);
        var credit = 64L;
        while (!isLast || acked.Values.Any(seq => seq < sent))
        {
            foreach (var reply in await relay.Next())
            {
                Assert.True(reply.Message.MessageCase is Kind.Ack or Kind.IconChanged, reply.ToString());
                if (reply.Message.Ack is not { } ack)
                    continue;
                Assert.True(ack.Seq > acked[reply.ClientId], $"{reply.ClientId}: {ack.Seq} after {acked[reply.ClientId]}");
                acked[reply.ClientId] = ack.Seq;
                credit = ack.Window > 0 ? Math.Min(credit, ack.Window) : credit;
            }
        }

        await sending;
        await seen;
        Assert.InRange(credit, 1, 8);
        Assert.Equal(repeated, await Repeated());
        await host.Sees(UnreadForCredit, streams => streams == 0);
    }

    /// <summary>
    /// Each sends what is in its clients' windows, and far more than that in the same batch. Before there was a bound, each stream could
    /// have a batch of 10,000 messages in memory that wait to be worked on: 60 of them took 400 MiB.
    /// </summary>
    [Fact]
    public async Task Relays_whose_batches_wait_take_no_more_than_the_budget_and_those_for_which_it_has_no_room_are_read_later()
    {
        const int Relays = 40;
        const int Clients = 20;
        await host.Quiet();
        byte[][] reports = [.. Enumerable.Range(1, 500).Select(seq => RelaySession.Report(seq, padding: 250).ToByteArray())];
        var relays = Enumerable.Range(0, Relays)
            .Select(relay => (Session: new RelaySession(host.Grpc), Clients: Enumerable.Range(0, Clients).Select(client => $"batch-{relay}-{client}").ToList())).ToList();
        await Task.WhenAll(relays.Select(relay => relay.Session.Welcomed(relay.Clients)));
        using var beside = new ClientSession(host.Grpc);
        await beside.Welcomed("beside");
        var before = host.ResidentBytes;

        var sending = relays.ConvertAll(relay => relay.Session.Send(reports.SelectMany(report => relay.Clients.Select(client => (client, report)))));
        await host.Sees("fleet_unfinished_messages_waiting", waiting => waiting > 0);
        await beside.Report(1, new Facts { Roaming = true });
        await beside.Next(Kind.Ack);
        var grown = host.ResidentBytes - before;
        output.WriteLine($"{grown / MiB} MiB more for {Relays} relays with {Clients * reports.Sum(report => report.Length + 20) / 1000} KB each; {sending.Count(sent => sent.IsCompleted)} have sent theirs");
        Assert.InRange(grown, long.MinValue, 260L * MiB);

        // Those that go leave their room to the others.
        relays[..^5].ForEach(relay => relay.Session.Dispose());
        await Task.WhenAll(sending[^5..]);
        await host.Sees("fleet_unfinished_messages_waiting", waiting => waiting == 0);
        Assert.False((await host.Metrics()).ContainsKey("fleet_unfinished_messages_refused_total"));
        relays.ForEach(relay => relay.Session.Dispose());
        await host.Sees("fleet_unfinished_message_bytes", bytes => bytes == 0);
    }

    private async Task<double> Repeated() => (await host.Metrics()).GetValueOrDefault("""fleet_reports_total{result="repeated"}""");
}
