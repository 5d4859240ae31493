using CsCheck;
using Fleet.Testing;
using Xunit;

namespace Fleet.Actors.Tests.IconFeed;

/// <summary>However often a reader is cut off, what it saw in all is the journal.</summary>
[Collection(nameof(TestFeed))]
public abstract class ResumeTests(StoreKind kind)
{
    private const int Kills = 100;

    /// <summary>In each of its lives a reader takes some items, while some rows are written before and some beside it; then it is cut off.</summary>
    private static readonly Gen<(int Before, int Beside, int Items)> Life = Gen.Select(Gen.Int[0, 2], Gen.Int[0, 2], Gen.Int[0, 4]);

    [Fact]
    public Task Killed_and_resumed_a_hundred_times_a_reader_sees_every_change_once_and_in_order() =>
        Gen.Select(Arbitrary.History, Wanted.Filter, Life.Array[Kills]).SampleAsync(
            async (history, filter, lives) =>
            {
                await using var feed = new TestFeed(TestFeed.Small, kind: kind);
                var rows = new Queue<Happening>(history);
                var seen = new List<long>();
                long last = 0, end = 0;
                foreach (var (before, beside, items) in lives)
                {
                    Write(before);
                    await using var reader = await feed.Read(last, filter);
                    // Half of the items while it catches up or is live, the rest after what is written beside it.
                    await Take(reader, items / 2);
                    Write(beside);
                    await Take(reader, items - (items / 2));
                    seen.AddRange(reader.Changes.Select(change => change.Offset));
                    last = reader.LastId ?? last;
                }

                Write(rows.Count);
                await using var survivor = await feed.Read(last, filter);
                await survivor.Until(end);
                seen.AddRange(survivor.Changes.Select(change => change.Offset));
                Assert.Equal(Wanted.Offsets(history, filter), seen);

                void Write(int count)
                {
                    var next = Enumerable.Range(0, Math.Min(count, rows.Count)).Select(_ => rows.Dequeue()).ToList();
                    feed.Write(next);
                    end = next.Count > 0 ? next[^1].Offset : end;
                }

                async Task Take(TestReader reader, int items)
                {
                    // A reader at the end is told nothing until there is something.
                    for (var i = 0; i < items && (reader.LastId ?? -1) < end; i++)
                        await reader.Next();
                }
            },
            iter: kind.Trials(30), threads: 1);
}

public sealed class ResumeTestsOnSqlite() : ResumeTests(StoreKind.Sqlite);

[Trait("Needs", "processes")]
public sealed class ResumeTestsOnPostgres() : ResumeTests(StoreKind.Postgres);
