using Akka.Configuration;
using Fleet.Actors.ReadSide;
using Fleet.Core.Vocabulary;
using Fleet.ReadModel.Queries;
using Fleet.Testing;
using Xunit;

namespace Fleet.Actors.Tests.ReadSide;

/// <summary>The whole read side on a real cluster of one, with the real journal.</summary>
public abstract class FleetReadModelTests(StoreKind kind) : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly TestStore _journal = new(kind);

    [Fact]
    public async Task What_was_acknowledged_is_visible_at_its_offset_and_stays_so_over_a_rebuild_and_a_restart()
    {
        using (var system = JournalSystem.Start(_journal, config: Cluster()))
        using (var fleet = Start(system))
        {
            var offset = Report(system, "a", 1);
            await Visible(fleet, offset);
            Assert.Equal(offset, fleet.Queries.Client(ClientId.Parse("a")).Offset);

            Assert.NotNull((await fleet.Rebuild()).Offset);
            offset = Report(system, "b", 1);
            await Visible(fleet, offset);
            await Eventually.Holds(async () => await fleet.Status(CancellationToken.None) is { Building: null } status && status.Offset == offset, "rebuilt");
            Assert.Equal(["a", "b"], fleet.Queries.Clients(new ClientsQuery()).Items.Select(client => client.Client.Value));
            Assert.Equal(new ReadLag(offset, 0, TimeSpan.Zero), fleet.Queries.Lag(TimeProvider.System.GetUtcNow()));
            system.Stop();
        }

        using (var system = JournalSystem.Start(_journal, config: Cluster()))
        using (var fleet = Start(system))
        {
            await Visible(fleet, 2);
            Assert.Equal(2, fleet.Queries.Summary([]).Total);
            system.Stop();
        }
    }

    [Fact]
    public void The_shipped_times_are_read()
    {
        var shipped = ProjectorSettings.Read(Shipped);
        Assert.Equal(
            new ProjectorSettings(
                TimeSpan.FromMilliseconds(100), TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(5),
                MaxLag: 100_000, LagCheck: TimeSpan.FromMilliseconds(250), StuckAfter: TimeSpan.FromSeconds(30)),
            shipped);
        foreach (var key in (string[])["poll-interval", "pace", "retry-after", "patience", "max-lag", "lag-check", "stuck-after"])
        {
            var wrong = ConfigurationFactory.ParseString($"fleet.read-model.{key} = soon").WithFallback(Shipped);
            Assert.Contains(key, Assert.Throws<ConfigurationException>(() => ProjectorSettings.Read(wrong)).Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void The_shipped_bounds_of_questions_are_read()
    {
        Assert.Equal(new QuestionSettings(4, 2, 256, TimeSpan.FromSeconds(4), 1_000_000, TimeSpan.FromMinutes(1)), QuestionSettings.Read(Shipped));
        foreach (var key in (string[])["at-a-time", "heavy-at-a-time", "queue", "patience", "kept-moves", "keep-moves"])
        {
            var wrong = ConfigurationFactory.ParseString($"fleet.read-model.questions.{key} = soon").WithFallback(Shipped);
            Assert.Contains(key, Assert.Throws<ConfigurationException>(() => QuestionSettings.Read(wrong)).Message, StringComparison.Ordinal);
        }
    }

    public void Dispose()
    {
        _journal.Dispose();
        _folder.Dispose();
        GC.SuppressFinalize(this);
    }

    private static Config Shipped { get; } = ConfigurationFactory.ParseString(Hocon("read-model"));

    private static string Hocon(string name) => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "hocon", name + ".conf"));

    private static string Cluster() => $"akka.actor.provider = cluster\n{Hocon("cluster")}\n{Hocon("read-model")}";

    private FleetReadModel Start(JournalSystem system)
    {
        var cluster = Akka.Cluster.Cluster.Get(system.Sys);
        cluster.Join(cluster.SelfAddress);
        return FleetReadModel.Start(system.Sys, _folder.File("fleet.db"), groups: 20, TimeProvider.System);
    }

    private static long Report(JournalSystem system, string client, long seq)
    {
        system.Keeper(client).Tell(new Keeper.Keep(Rows.Report(seq)), system.TestActor);
        return system.Kept().Row.Offset;
    }

    /// <summary>Also while the projector does not run yet.</summary>
    private static async Task Visible(FleetReadModel fleet, long offset) => await Eventually.Holds(async () =>
    {
        try
        {
            await fleet.WaitFor(offset, CancellationToken.None);
            return true;
        }
        catch (QueryException refused) when (refused.RetryAfter is not null)
        {
            return false;
        }
    }, "visible");
}

public sealed class FleetReadModelTestsOnSqlite() : FleetReadModelTests(StoreKind.Sqlite);

[Trait("Needs", "processes")]
public sealed class FleetReadModelTestsOnPostgres() : FleetReadModelTests(StoreKind.Postgres);
