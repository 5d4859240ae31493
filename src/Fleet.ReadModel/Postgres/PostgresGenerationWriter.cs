using Fleet.Journal.Sql.Postgres;
using Fleet.ReadModel.Model;
using Fleet.ReadModel.Store;
using Fleet.ReadModel.Tables;
using Npgsql;

namespace Fleet.ReadModel.Postgres;

/// <summary>Writes each table by one statement for all of a batch: a round trip to the server costs more than its rows.</summary>
internal sealed class PostgresGenerationWriter(PostgresConnection database, int generation) : GenerationWriter(database, generation)
{
    private static readonly string Upsert = string.Join(", ", ClientColumns.All.Skip(1).Select(column => $"{column.Name} = excluded.{column.Name}"));
    private static readonly string Arrays = string.Join(", ", ClientColumns.All.Select((_, i) => $"${i + 1}"));

    private readonly NpgsqlConnection _connection = database.Handle;
    private readonly int _generation = generation;

    protected override CountChanges Write(IReadOnlyCollection<ClientChange> clients)
    {
        var before = Find(clients);
        var counts = new CountChanges();
        var written = new List<ClientRecord>(clients.Count);
        var (forgotten, appeared) = (new List<string>(), new List<ClientRecord>());
        foreach (var (record, isHeard) in clients)
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
            if (place is null && record.State.Exists)
                appeared.Add(record);
        }

        Write(written);
        if (forgotten.Count > 0)
            Run($"DELETE FROM client_{_generation} WHERE client_id = ANY ($1)", (object)forgotten.ToArray());
        if (appeared.Count > 0)
            Run($"INSERT INTO id_{_generation} SELECT * FROM unnest($1, $2)", appeared.ConvertAll(record => record.Offset).ToArray(), appeared.ConvertAll(record => record.Client.Value).ToArray());
        return counts;
    }

    protected override void Write(IReadOnlyList<RecordedAct> acts)
    {
        var texts = acts.Select(ActTable.Texts).ToList();
        Run(
            $"INSERT INTO act_{_generation} ({ActTable.Columns}) SELECT * FROM unnest($1, $2, $3, $4, $5, $6, $7, $8)",
            [acts.Select(act => act.Offset).ToArray(), acts.Select(act => act.RecordedAt.Ticks).ToArray(), .. Enumerable.Range(0, texts[0].Length).Select(place => texts.ConvertAll(row => row[place]).ToArray())]);
    }

    protected override void Count(CountChanges counts, long offset)
    {
        // In one order, whoever writes: nobody waits for somebody who waits for him.
        var changes = counts.Changes.OrderBy(change => (change.Key.Kind, change.Key.Group, change.Key.Facet)).ToList();
        if (changes.Count == 0)
            return;
        Run(
            $"""
            INSERT INTO count_{_generation} AS c (kind, group_name, facet, clients, changed_at)
            SELECT kind, group_name, facet, clients, $5 FROM unnest($1, $2, $3, $4) AS change (kind, group_name, facet, clients)
            ON CONFLICT (kind, group_name, facet) DO UPDATE SET clients = c.clients + excluded.clients, changed_at = excluded.changed_at
            """,
            changes.ConvertAll(change => (long)change.Key.Kind).ToArray(), changes.ConvertAll(change => change.Key.Group).ToArray(),
            changes.ConvertAll(change => (long)change.Key.Facet).ToArray(), changes.ConvertAll(change => change.Value).ToArray(), offset);
    }

    private Dictionary<string, (CountKey Key, DateTimeOffset HeardAt)> Find(IReadOnlyCollection<ClientChange> clients)
    {
        using var select = Command(
            $"SELECT client_id, group_name, facet, heard_at FROM client_{_generation} WHERE client_id = ANY ($1)",
            // One value: an array of its own would be taken for all of them.
            (object)clients.Select(change => change.Record.Client.Value).ToArray());
        using var row = select.ExecuteReader();
        var found = new Dictionary<string, (CountKey, DateTimeOffset)>(clients.Count);
        while (row.Read())
            found.Add(row.GetString(0), (new CountKey(row.GetString(1), (int)row.GetInt64(2)), ClientColumns.Ticks(row.GetInt64(3))));
        return found;
    }

    private void Write(List<ClientRecord> clients)
    {
        if (clients.Count == 0)
            return;
        Run(
            $"INSERT INTO client_{_generation} ({ClientColumns.List}) SELECT * FROM unnest({Arrays}) ON CONFLICT (client_id) DO UPDATE SET {Upsert}",
            [.. ClientColumns.All.Select(column => column.ValuesOf(clients))]);
    }

    private void Run(string sql, params ReadOnlySpan<object> values)
    {
        using var command = Command(sql, values);
        command.ExecuteNonQuery();
    }

    private NpgsqlCommand Command(string sql, params ReadOnlySpan<object> values)
    {
        var command = new NpgsqlCommand(sql, _connection);
        foreach (var value in values)
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        return command;
    }
}
