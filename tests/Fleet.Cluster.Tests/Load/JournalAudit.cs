using Fleet.Core.Clients;
using Fleet.Protocol.Journal;
using Npgsql;
using Xunit;

namespace Fleet.Cluster.Tests.Load;

/// <summary>
/// Holds the journal against what the clients know: every acked report is there, once, where the ack said; and every row follows from
/// the one before it, which it would not if two actors had written for one client, each by what it believed.
/// </summary>
internal static class JournalAudit
{
    /// <returns>The rows of each client, in order.</returns>
    public static async Task<IReadOnlyDictionary<string, List<(long Offset, ClientEvent Event)>>> Check(string connectionString, FleetLoad load)
    {
        var histories = load.Clients.ToDictionary(client => client.Id, _ => new List<(long Offset, ClientEvent Event)>());
        var states = load.Clients.ToDictionary(client => client.Id, _ => ClientState.None);
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand("SELECT ordering, created, persistence_id, sequence_number, manifest, message FROM journal ORDER BY ordering", connection);
        await using var rows = await command.ExecuteReaderAsync();
        var recorded = 0L;
        while (await rows.ReadAsync())
        {
            Assert.True(rows.GetInt64(1) >= recorded, "recorded time decreases along the offset");
            recorded = rows.GetInt64(1);
            if (!histories.TryGetValue(rows.GetString(2), out var history))
                continue;
            var (happened, after) = JournalCodec.Decode(rows.GetString(4), rows.GetFieldValue<byte[]>(5));
            history.Add((rows.GetInt64(0), happened));
            Assert.Equal(history.Count, rows.GetInt64(3));
            Assert.Equal(Client.Apply(states[rows.GetString(2)], happened), after);
            states[rows.GetString(2)] = after;
        }

        Assert.All(load.Clients, client => CheckAcks(client, histories[client.Id]));
        return histories;
    }

    private static void CheckAcks(LoadClient client, List<(long Offset, ClientEvent Event)> history)
    {
        var reports = history.Where(row => row.Event is ReportTaken).ToList();
        Assert.Equal(Enumerable.Range(1, reports.Count).Select(n => (long)n), reports.Select(row => row.Event.LastSeq));
        Assert.True(reports.Count >= client.Acks.Count, $"{client.Id}: {client.Acks.Count} acked, {reports.Count} in the journal");
        Assert.All(client.Acks, ack => Assert.True(
            reports[(int)ack.Seq - 1].Offset <= ack.Offset, $"{client.Id}: the ack of {ack.Seq} says {ack.Offset}, it is at {reports[(int)ack.Seq - 1].Offset}"));
    }
}
