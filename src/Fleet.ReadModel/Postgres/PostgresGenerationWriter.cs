using Fleet.ReadModel.Model;
using Fleet.ReadModel.Store;
using Fleet.ReadModel.Tables;
using Npgsql;

namespace Fleet.ReadModel.Postgres;

/// <summary>Brings the tables of one generation forward, each table by one statement for all of the batch.</summary>
internal sealed class PostgresGenerationWriter(NpgsqlConnection connection, int generation) : IGenerationWriter
{
    private static readonly string Upsert = string.Join(", ", ClientColumns.All.Skip(1).Select(column => $"{column.Name} = excluded.{column.Name}"));
    private static readonly string Arrays = string.Join(", ", ClientColumns.All.Select((_, i) => $"${i + 1}"));

    public Generation? Apply(Generation generation, ProjectionBatch batch)
    {
        var next = generation with
        {
            Offset = batch.Offset,
            RecordedAt = batch.RecordedAt,
            Checkpoint = batch.IsCheckpoint ? batch.Offset : generation.Checkpoint,
        };
        if (!Advance(generation, next))
            return null;
        var before = Find(batch);
        var counts = new CountChanges();
        var written = new List<ClientRecord>(batch.Clients.Count);
        var forgotten = new List<string>();
        foreach (var (record, isHeard) in batch.Clients)
        {
            CountKey? place = null;
            var heardAt = record.HeardAt;
            if (before.TryGetValue(record.Client.Value, out var old))
                (place, heardAt) = (old.Key, isHeard ? heardAt : old.HeardAt);
            counts.Move(place, CountKey.Of(record.State));
            if (record.State.Exists)
                written.Add(record with { HeardAt = heardAt });
            else
                forgotten.Add(record.Client.Value);
        }

        Write(written);
        if (forgotten.Count > 0)
            Run($"DELETE FROM client_{Number} WHERE client_id = ANY ($1)", (object)forgotten.ToArray());
        Count(counts, batch.Offset);
        if (batch.IsCheckpoint)
            Keep(batch, generation.Checkpoint);
        return next;
    }

    public void Dispose()
    {
        // The connection is its caller's, and so are the statements that it has prepared.
    }

    private int Number => generation;

    private bool Advance(Generation from, Generation to) => Run(
        $"""
        UPDATE generation SET "offset" = $3, recorded_at = $4, checkpoint = $5
        WHERE number = $1 AND "offset" = $2 AND stage <> {(int)GenerationStage.Retired}
        """,
        (long)from.Number, from.Offset, to.Offset, to.RecordedAt!.Value.Ticks, to.Checkpoint) == 1;

    private Dictionary<string, (CountKey Key, DateTimeOffset HeardAt)> Find(ProjectionBatch batch)
    {
        using var select = Command(
            $"SELECT client_id, group_name, facet, heard_at FROM client_{Number} WHERE client_id = ANY ($1)",
            // One value: an array of its own would be taken for all of them.
            (object)batch.Clients.Select(change => change.Record.Client.Value).ToArray());
        using var row = select.ExecuteReader();
        var found = new Dictionary<string, (CountKey, DateTimeOffset)>(batch.Clients.Count);
        while (row.Read())
            found.Add(row.GetString(0), (new CountKey(row.GetString(1), (int)row.GetInt64(2)), ClientColumns.Ticks(row.GetInt64(3))));
        return found;
    }

    private void Write(List<ClientRecord> clients)
    {
        if (clients.Count == 0)
            return;
        Run(
            $"INSERT INTO client_{Number} ({ClientColumns.List}) SELECT * FROM unnest({Arrays}) ON CONFLICT (client_id) DO UPDATE SET {Upsert}",
            [.. ClientColumns.All.Select(column => column.Text is { } text
                ? (object)clients.ConvertAll(client => text(client)).ToArray()
                : clients.ConvertAll(client => column.Number!(client)).ToArray())]);
    }

    private void Count(CountChanges counts, long offset)
    {
        // In one order, whoever writes: nobody waits for somebody who waits for him.
        var changes = counts.Changes.OrderBy(change => (change.Key.Kind, change.Key.Group, change.Key.Facet)).ToList();
        if (changes.Count == 0)
            return;
        Run(
            $"""
            INSERT INTO count_{Number} AS c (kind, group_name, facet, clients, changed_at)
            SELECT kind, group_name, facet, clients, $5 FROM unnest($1, $2, $3, $4) AS change (kind, group_name, facet, clients)
            ON CONFLICT (kind, group_name, facet) DO UPDATE SET clients = c.clients + excluded.clients, changed_at = excluded.changed_at
            """,
            changes.ConvertAll(change => (long)change.Key.Kind).ToArray(), changes.ConvertAll(change => change.Key.Group).ToArray(),
            changes.ConvertAll(change => (long)change.Key.Facet).ToArray(), changes.ConvertAll(change => change.Value).ToArray(), offset);
    }

    private void Keep(ProjectionBatch batch, long lastCheckpoint)
    {
        Run($"""INSERT INTO checkpoint_{Number} ("offset", recorded_at) VALUES ($1, $2)""", batch.Offset, batch.RecordedAt.Ticks);
        Run(
            $"""
            INSERT INTO count_history_{Number} (kind, group_name, facet, "offset", clients)
            SELECT kind, group_name, facet, $1, clients FROM count_{Number} WHERE changed_at > $2
            """,
            batch.Offset, lastCheckpoint);
    }

    private int Run(string sql, params ReadOnlySpan<object> values)
    {
        using var command = Command(sql, values);
        return command.ExecuteNonQuery();
    }

    private NpgsqlCommand Command(string sql, params ReadOnlySpan<object> values)
    {
        var command = new NpgsqlCommand(sql, connection);
        foreach (var value in values)
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        return command;
    }
}
