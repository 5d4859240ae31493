using Fleet.Journal.Stores;
using Fleet.Testing;
using Npgsql;
using Xunit;

namespace Fleet.Journal.Tests;

/// <summary>A node of the first release beside newer ones, on the database that it made: its statements, as they were.</summary>
[Trait("Needs", "processes")]
public sealed class FirstReleaseTests
{
    private const string Schema = """
        CREATE TABLE journal_version (version integer NOT NULL); INSERT INTO journal_version VALUES (1);
        CREATE TABLE journal (
          ordering bigint NOT NULL PRIMARY KEY,
          created bigint NOT NULL,
          deleted boolean NOT NULL,
          persistence_id text COLLATE "C" NOT NULL,
          sequence_number bigint NOT NULL,
          message bytea NOT NULL,
          manifest text NOT NULL,
          identifier integer NOT NULL,
          writer_uuid text NOT NULL,
          CONSTRAINT journal_persistence_id_sequence_number_key UNIQUE (persistence_id, sequence_number));
        CREATE TABLE tags (
          ordering_id bigint NOT NULL,
          tag text NOT NULL,
          sequence_nr bigint NOT NULL,
          persistence_id text COLLATE "C" NOT NULL,
          PRIMARY KEY (ordering_id, tag));
        CREATE OR REPLACE PROCEDURE journal_append(
          ids text[], numbers bigint[], serializers integer[], manifests text[], messages bytea[], writer text, now_ticks bigint,
          OUT first_offset bigint, OUT recorded bigint)
        LANGUAGE plpgsql AS $$
        BEGIN
          PERFORM pg_advisory_xact_lock('journal'::regclass::bigint);
          SELECT j.ordering + 1, greatest(j.created, now_ticks) INTO first_offset, recorded FROM journal AS j ORDER BY j.ordering DESC LIMIT 1;
          IF NOT FOUND THEN
            first_offset := 1;
            recorded := now_ticks;
          END IF;
          INSERT INTO journal (ordering, created, deleted, persistence_id, sequence_number, message, manifest, identifier, writer_uuid)
          SELECT first_offset + r.n - 1, recorded, FALSE, r.id, r.number, r.message, r.manifest, r.serializer, writer
          FROM unnest(ids, numbers, serializers, manifests, messages) WITH ORDINALITY AS r (id, number, serializer, manifest, message, n);
          COMMIT;
        END $$;
        """;

    [Fact]
    public void It_writes_on_and_its_clock_counts_no_more()
    {
        using var place = new TestStore(StoreKind.Postgres);
        using var old = new NpgsqlConnection(place.Place + ";Pooling=false" + Patience.Connection);
        old.Open();
        Run(old, Schema);
        using var append = new NpgsqlCommand("CALL journal_append($1, $2, $3, $4, $5, $6, $7, NULL, NULL)", old);
        (long Offset, DateTimeOffset At) Append(string id, DateTimeOffset clock)
        {
            object[] values = [new[] { id }, new[] { 1L }, new[] { 1971 }, new[] { "m" }, new[] { new byte[] { 1 } }, "an-old-node", clock.UtcTicks];
            append.Parameters.Clear();
            foreach (var value in values)
                append.Parameters.Add(new NpgsqlParameter { Value = value });
            using var answer = append.ExecuteReader();
            answer.Read();
            return (answer.GetInt64(0), RecordedTime.Of(answer.GetInt64(1)));
        }

        var now = TimeProvider.System.GetUtcNow();
        Assert.Equal((1, now.AddHours(-1)), Append("pc-1", now.AddHours(-1)));
        using var store = JournalSystem.Settings(place).Store.OpenStore();
        var newer = Rows.Write("pc-2", 1);
        store.Append([newer], null);
        Assert.Equal(2, newer.Rows[0].Offset);

        // The very connection that it has open.
        var (offset, recorded) = Append("pc-3", now.AddDays(365));
        Assert.Equal(3, offset);
        Assert.InRange(recorded, newer.Rows[0].RecordedAt, TimeProvider.System.GetUtcNow());

        // And what it asks and does when it connects anew, or starts.
        using (var version = new NpgsqlCommand("SELECT version FROM journal_version", old))
            Assert.Equal(1, version.ExecuteScalar());
        Run(old, "UPDATE journal_version SET version = version");
        Assert.Equal([newer], store.Find([newer]));
        store.Append([Rows.Write("pc-4", 1)], null);
    }

    private static void Run(NpgsqlConnection connection, string sql)
    {
        using var command = new NpgsqlCommand(sql, connection);
        command.ExecuteNonQuery();
    }
}
