using System.Text;
using Fleet.Actors.IconFeed;
using Fleet.Core.Vocabulary;
using Fleet.Protocol.Watch;
using Fleet.ReadModel.Queries;
using Fleet.Testing;
using Xunit;

namespace Fleet.Actors.Tests.IconFeed;

[Collection(nameof(TestFeed))]
public abstract class FeedTests(StoreKind kind)
{
    [Fact]
    public async Task Without_an_offset_it_is_live_from_now()
    {
        var flips = new Flips();
        await using var feed = new TestFeed(FeedOptions.Default, kind: kind);
        feed.Write(flips.Next(5));
        await using var reader = await feed.Read();
        Assert.Equal((null, FeedMark.CaughtUp), await reader.Next());
        Assert.Equal(5, reader.LastId);

        feed.Write(flips.Next(1));
        Assert.Equal(6, (await reader.Next()).Change?.Offset);
    }

    [Fact]
    public async Task Before_the_first_row_there_is_a_stream_too()
    {
        await using var feed = new TestFeed(FeedOptions.Default, kind: kind);
        await using var reader = await feed.Read();
        Assert.Equal((null, FeedMark.CaughtUp), await reader.Next());
        feed.Write(new Flips().Next(1));
        Assert.Equal(1, (await reader.Next()).Change?.Offset);
    }

    [Fact]
    public async Task What_had_happened_is_told_first_then_the_word_that_it_is_then_what_happens()
    {
        var flips = new Flips();
        await using var feed = new TestFeed(TestFeed.Small, kind: kind);
        feed.Write(flips.Next(50));
        await using var reader = await feed.Read(after: 20);
        await reader.Until(FeedMark.CaughtUp);
        Assert.Equal(Enumerable.Range(21, 30), reader.Changes.Select(change => (int)change.Offset));
        Assert.Equal(50, reader.LastId);
        feed.Write(flips.Next(2));
        await reader.Until(52);
        Assert.Equal(32, reader.Changes.Count);
    }

    [Fact]
    public async Task A_change_tells_all_that_the_row_knows()
    {
        await using var feed = new TestFeed(FeedOptions.Default, kind: kind);
        feed.Write(new Flips("desk-1", "plant").Next(2));
        await using var reader = await feed.Read(after: 1);
        var change = (await reader.Next()).Change!;
        Assert.Equal(
            """{"offset":2,"clientId":"desk-1","group":"plant","from":"offline-conventional-up-to-date-rts-disabled","to":"offline-conventional-up-to-date-rts-enabled","conditions":[],"cause":"report","observedAt":"2026-03-02T08:00:00.000Z","recordedAt":"2026-03-02T08:00:00.000Z"}""",
            Encoding.UTF8.GetString(change.Json.Span));
        var message = change.Message.IconChanged;
        Assert.Equal(("desk-1", "plant", "report", 2), (message.ClientId, message.Group, message.Cause, message.Change.Offset));
    }

    [Fact]
    public async Task An_offset_that_the_journal_has_not_come_to_is_refused_by_name()
    {
        await using var feed = new TestFeed(FeedOptions.Default, kind: kind);
        feed.Write(new Flips().Next(3));
        await using var atTheEnd = await feed.Read(after: 3);
        var refused = await Assert.ThrowsAsync<QueryException>(() => feed.Read(after: 4));
        Assert.Equal((QueryFault.OffsetAhead, "after"), (refused.Code, refused.Parameter));
        Assert.Contains("ends at 3", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reader_that_nothing_passes_to_is_told_how_far_it_is()
    {
        var flips = new Flips();
        await using var feed = new TestFeed(FeedOptions.Default, kind: kind);
        await using var reader = await feed.Read(filter: new WatchFilter { Groups = new HashSet<GroupName> { GroupName.Parse("elsewhere") } });
        await reader.Until(FeedMark.CaughtUp);
        feed.Write(flips.Next(7));
        var checkpoint = reader.Until(7);
        await feed.Elapse(checkpoint);
        Assert.Empty(reader.Changes);
    }

    [Fact]
    public async Task A_long_stretch_without_a_match_has_checkpoints_on_its_way()
    {
        await using var feed = new TestFeed(FeedOptions.Default with { CheckpointRows = 300, WindowChanges = 10 }, kind: kind);
        feed.Write(new Flips().Next(1_000));
        await using var reader = await feed.Read(after: 0, new WatchFilter { Connections = new HashSet<Connection> { Connection.Roaming } });
        Assert.Equal((null, FeedMark.Checkpoint), await reader.Next());
        Assert.InRange(reader.LastId!.Value, 300, 300 + FeedOptions.Default.ReaderRows);
        await reader.Until(FeedMark.CaughtUp);
        Assert.Equal(1_000, reader.LastId);
    }

    [Fact]
    public async Task What_another_node_writes_is_found_without_a_signal()
    {
        await using var feed = new TestFeed(FeedOptions.Default, kind: kind);
        await using var reader = await feed.Read();
        await reader.Until(FeedMark.CaughtUp);
        feed.WriteElsewhere(new Flips().Next(1));
        await feed.Elapse(reader.Until(1));
        Assert.Single(reader.Changes);
    }

    [Fact]
    public async Task It_goes_past_rows_that_cannot_be_read()
    {
        var reading = new CountingSource.Reading();
        await using var feed = new TestFeed(TestFeed.Small, journal => journal is null ? null : new CountingSource(journal, reading), kind);
        var (one, other) = (new Flips("one"), new Flips("other"));
        List<Happening> rows = [.. one.Next(2), .. other.Next(2), .. one.Next(2), .. other.Next(2)];
        feed.WriteElsewhere(rows);
        feed.Fleet.Damage([rows[1], rows[4]], bytes => [.. bytes[..3], (byte)(bytes[3] ^ 0x10), .. bytes[4..]]);
        await using var live = await feed.Read(after: 0);
        await live.Until(rows[^1].Offset);
        var more = one.Next(3);
        reading.Between(() =>
        {
            feed.WriteElsewhere(more);
            feed.Fleet.Damage([more[1]], _ => []);
            return more;
        });
        feed.Write([]);
        await live.Until(more[^1].Offset);
        Assert.Equal(rows.Concat(more).Except([rows[1], rows[4], more[1]]).Select(row => row.Offset), live.Changes.Select(change => change.Offset));
    }
}

public sealed class FeedTestsOnSqlite() : FeedTests(StoreKind.Sqlite);

[Trait("Needs", "processes")]
public sealed class FeedTestsOnPostgres() : FeedTests(StoreKind.Postgres);
