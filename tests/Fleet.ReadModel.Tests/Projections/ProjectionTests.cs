using CsCheck;
using Fleet.Core.Clients;
using Fleet.Core.Vocabulary;
using Fleet.ReadModel.Projections;
using Fleet.ReadModel.Queries;
using Fleet.ReadModel.Tests.Queries;
using Fleet.Testing;
using Xunit;

namespace Fleet.ReadModel.Tests.Projections;

/// <summary>However a projection is interrupted, what readers see is a fold of the journal.</summary>
public abstract class ProjectionTests(StoreKind kind)
{
    [Fact]
    public void Killed_at_any_point_it_goes_on_without_a_gap_or_a_double() => Gen.Select(Arbitrary.History, Gen.Int[0, 11].Array[40]).Sample(
        (history, kills) =>
        {
            using var fleet = new TestFleet(kind);
            fleet.Write(history);
            foreach (var kill in kills)
            {
                using var store = fleet.NewStore(TestFleet.Few);
                using var killed = new Projection(fleet.OpenJournal, new KillingStore(store, kill), TestFleet.Options, new RecordingWatch());
                try
                {
                    killed.Step();
                }
                catch (KilledException)
                {
                    // A crash: the next one starts from the file alone.
                }
            }

            AssertUpToDate(fleet, history);
        },
        iter: kind.Trials(25), threads: 1);

    [Fact]
    public void One_that_was_paused_commits_nothing_beside_its_successor() => Gen.Select(Arbitrary.History, Gen.Int[0, 80]).Sample(
        (history, first) =>
        {
            using var fleet = new TestFleet(kind);
            using var store = fleet.NewStore();
            var watch = new RecordingWatch();
            using var paused = new Projection(fleet.OpenJournal, store, TestFleet.Options, watch);
            fleet.Write(history.Take(first));
            while (paused.Step())
            {
            }

            fleet.Write(history.Skip(first));
            fleet.Project();
            var offset = new Oracle(history).Offset;
            Assert.Equal(offset, fleet.Queries.Summary([]).Offset);
            while (paused.Step())
            {
            }

            Assert.Equal(history.Count > first ? 1 : 0, watch.Overtakings);
            AssertUpToDate(fleet, history);
        },
        iter: kind.Trials(40), threads: 1);

    [Fact]
    public void A_rebuilt_one_equals_the_old_one_which_is_served_until_then() => Gen.Select(Arbitrary.History, Gen.Int[0, 80]).Sample(
        (history, first) =>
        {
            using var fleet = new TestFleet(kind);
            fleet.Write(history.Take(first));
            fleet.Project();
            fleet.Projection.Rebuild();
            var rest = new Queue<Happening>(history.Skip(first));
            while (fleet.Projection.Step())
            {
                // The journal grows meanwhile, and readers never see less than before.
                if (rest.TryDequeue(out var row))
                    fleet.Write([row]);
                Assert.InRange(fleet.Queries.Summary([]).Offset, first == 0 ? 0 : history.Take(first).LastOrDefault()?.Offset ?? 0, long.MaxValue);
            }

            fleet.Write(rest);
            Assert.Equal(2, fleet.Watch.Swaps);
            Assert.All(fleet.Watch.Progress, progress => Assert.InRange(progress.Offset, 0, progress.End));
            AssertUpToDate(fleet, history);
            Assert.Single(fleet.Store.Generations());
        },
        iter: kind.Trials(40), threads: 1);

    [Theory]
    [InlineData(1)]
    [InlineData(6)]
    [InlineData(40)]
    public void A_rebuild_ends_however_fast_the_journal_grows_meanwhile(int rowsInEachStep)
    {
        // What is there when it begins is taken in three times as fast as the served set takes in what comes: so many steps at most, and some for the indexes.
        const int first = 300, most = (first / 11) + 40;
        using var fleet = new TestFleet(kind);
        var rows = new Queue<Happening>(Lives(first + (rowsInEachStep * most)));
        fleet.Write(Take(rows, first));
        fleet.Project();
        fleet.Projection.Rebuild();
        var steps = 0;
        for (; fleet.Watch.Swaps < 2 && steps < most; steps++)
        {
            fleet.Write(Take(rows, rowsInEachStep));
            Assert.True(fleet.Projection.Step());
        }

        Assert.True(fleet.Watch.Swaps == 2, $"Not swapped after {steps} steps.");
    }

    [Fact]
    public void A_rebuild_that_was_killed_goes_on() => Arbitrary.HistoryOf(21).Sample(
        history =>
        {
            using var fleet = new TestFleet(kind);
            fleet.Write(history);
            fleet.Project();
            fleet.Projection.Rebuild();
            fleet.Projection.Step();
            fleet.Projection.Step();
            using var successor = new Projection(fleet.OpenJournal, fleet.Store, TestFleet.Options, fleet.Watch);
            while (successor.Step())
            {
            }

            Assert.Equal(2, fleet.Watch.Swaps);
            Assert.Equal([2], fleet.Store.Generations().Select(generation => generation.Number));
            AssertUpToDate(fleet, history);
        },
        iter: kind.Trials(20), threads: 1);

    [Fact]
    public void A_first_build_commits_several_checkpoints_at_once_and_keeps_each() => Arbitrary.HistoryOf(71).Sample(
        history =>
        {
            using var fleet = new TestFleet(kind);
            fleet.Write(history);
            fleet.Project();
            Assert.Equal([33, 66], fleet.Watch.Progress.Select(step => step.Offset).Distinct().Where(offset => offset > 0).Take(2));
            using var tables = fleet.OpenTables();
            using var select = tables.CreateCommand();
            select.CommandText = "SELECT count(*) FROM checkpoint_1";
            Assert.Equal(history.Count / TestFleet.Options.CheckpointRows, Convert.ToInt32(select.ExecuteScalar()));
            AssertUpToDate(fleet, history);
        },
        iter: 3, threads: 1);

    private static List<Happening> Take(Queue<Happening> rows, int count) => [.. Enumerable.Range(0, count).Select(_ => rows.Dequeue())];

    /// <summary>Clients that change all the time.</summary>
    private static IEnumerable<Happening> Lives(int rows)
    {
        var states = new (ClientState State, ClientMemory Memory, long Number)[20];
        Array.Fill(states, (ClientState.None, ClientMemory.None, 0));
        for (var i = 0; i < rows; i++)
        {
            var (state, memory, number) = states[i % states.Length];
            var now = Arbitrary.Start.AddMinutes(i);
            var report = new TakeReport(memory.LastTaken + 1, memory.LastTaken, now, new ReportedFacts { Roaming = number % 2 == 0 });
            var decision = Core.Clients.Client.Decide(state, memory, report, now, ClientRules.Default);
            var happened = decision.Events.Single();
            var after = Core.Clients.Client.Apply(state, happened);
            states[i % states.Length] = (after, decision.Memory, number + 1);
            yield return new Happening(ClientId.Parse($"pc-{i % states.Length}"), number + 1, now, happened, state, after);
        }
    }

    internal static void AssertUpToDate(TestFleet fleet, List<Happening> history)
    {
        fleet.Project();
        var oracle = new Oracle(history);
        Assert.Equal(oracle.Clients(new ClientsQuery { Limit = 1_000 }), fleet.Queries.Clients(new ClientsQuery { Limit = 1_000 }).Items);
        foreach (var group in Arbitrary.Groups.Select(GroupName.Parse))
            QueryTests.AssertSame(oracle.Summary([group], at: null), fleet.Queries.Summary([group]));
        QueryTests.AssertSame(oracle.Summary([], at: null), fleet.Queries.Summary([]));
    }
}

public sealed class ProjectionTestsOnSqlite() : ProjectionTests(StoreKind.Sqlite);

[Trait("Needs", "processes")]
public sealed class ProjectionTestsOnPostgres() : ProjectionTests(StoreKind.Postgres);
