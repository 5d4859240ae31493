namespace Fleet.Journal.Postgres;

/// <summary>What the server does in one call, from taking the journal's lock to the commit: a client that stalls at whatever point holds up nobody.</summary>
/// <remarks>
/// A name keeps its parameters and its meaning for ever, as nodes of an older release call it beside newer ones; what is new gets a
/// new name. The lock makes offsets visible in their order, so it is taken before anything is read.
/// </remarks>
internal static class Procedures
{
    /// <summary>Kept in <c>journal_version</c>; one more with each procedure that is added. An older program goes on with what it knows.</summary>
    public const int Version = 2;

    /// <summary>The server's clock in .NET ticks (UTC), in whole milliseconds.</summary>
    public const string Clock = "(621355968000000000 + floor(extract(epoch FROM clock_timestamp()) * 1000)::bigint * 10000)";

    /// <summary>All of them; run again it changes nothing.</summary>
    public const string Create = Write + Find + AppendOfVersion1;

    private const string Lock = "PERFORM pg_advisory_xact_lock('journal'::regclass::bigint);";

    /// <summary>Numbers and inserts rows. They are stamped by the server's clock, one for all nodes, unless a time is given.</summary>
    private const string Write = $"""
        CREATE OR REPLACE PROCEDURE journal_write(
          ids text[], numbers bigint[], serializers integer[], manifests text[], messages bytea[], writer text, now_ticks bigint,
          OUT first_offset bigint, OUT recorded bigint, OUT clock bigint)
        LANGUAGE plpgsql AS $$
        BEGIN
          {Lock}
          clock := coalesce(now_ticks, {Clock});
          SELECT j.ordering + 1, greatest(j.created, clock) INTO first_offset, recorded FROM journal AS j ORDER BY j.ordering DESC LIMIT 1;
          IF NOT FOUND THEN
            first_offset := 1;
            recorded := clock;
          END IF;
          INSERT INTO journal (ordering, created, deleted, persistence_id, sequence_number, message, manifest, identifier, writer_uuid)
          SELECT first_offset + r.n - 1, recorded, FALSE, r.id, r.number, r.message, r.manifest, r.serializer, writer
          FROM unnest(ids, numbers, serializers, manifests, messages) WITH ORDINALITY AS r (id, number, serializer, manifest, message, n);
          COMMIT;
        END $$;
        """;

    /// <summary>
    /// Which of some rows of a writer are there, each by its place in the question. It waits for whatever is under way, and writes:
    /// its commit waits for the standby, which then has the rows that were found, as they are older.
    /// </summary>
    private const string Find = $"""
        CREATE OR REPLACE PROCEDURE journal_find(
          ids text[], numbers bigint[], messages bytea[], writer text, OUT places bigint[], OUT offsets bigint[], OUT times bigint[])
        LANGUAGE plpgsql AS $$
        BEGIN
          {Lock}
          SELECT array_agg(wanted.n), array_agg(j.ordering), array_agg(j.created) INTO places, offsets, times
          FROM unnest(ids, numbers, messages) WITH ORDINALITY AS wanted (id, number, message, n)
          JOIN journal AS j ON j.persistence_id = wanted.id AND j.sequence_number = wanted.number
          WHERE j.writer_uuid = writer AND j.message = wanted.message;
          UPDATE journal_version SET version = version;
          COMMIT;
        END $$;
        """;

    /// <summary>Called by nodes of the first release. The clock of their host, which they tell, counts no more.</summary>
    private const string AppendOfVersion1 = """
        CREATE OR REPLACE PROCEDURE journal_append(
          ids text[], numbers bigint[], serializers integer[], manifests text[], messages bytea[], writer text, now_ticks bigint,
          OUT first_offset bigint, OUT recorded bigint)
        LANGUAGE plpgsql AS $$
        DECLARE clock bigint;
        BEGIN
          CALL journal_write(ids, numbers, serializers, manifests, messages, writer, NULL, first_offset, recorded, clock);
        END $$;
        """;
}
