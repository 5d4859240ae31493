using Akka.Actor;
using Akka.Cluster;
using Akka.Cluster.Sharding;
using Akka.Configuration;
using Akka.Configuration.Hocon;
using Akka.Persistence;
using Fleet.Journal;
using Fleet.Actors.ReadSide;
using Fleet.Actors.Sweep;
using Fleet.Actors.Tasks;
using Fleet.Host.Runtime;
using Fleet.Host.Starting;
using Fleet.Host.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Fleet.Host.Tests.Runtime;

public sealed class HoconTests
{
    private const string OwnJournal = JournalSettings.Path;
    private static readonly string[] Dispatchers = [ProjectorSettings.Dispatcher, SweepSettings.Dispatcher, TaskSettings.Dispatcher];

    [Fact]
    public void Every_file_is_one_that_the_host_goes_by() =>
        Assert.Equal(HoconFiles.NamesFor("sqlite").Union(HoconFiles.NamesFor("postgres")).Order(), Directory.GetFiles(HoconFiles.Folder).Select(file => Path.GetFileNameWithoutExtension(file)).Order());

    [Fact]
    public void Every_key_has_a_comment_beside_it() => Assert.All(
        Directory.GetFiles(HoconFiles.Folder, "*.conf").SelectMany(file => Uncommented(File.ReadAllLines(file)).Select(line => $"{file}: {line}")),
        Assert.Fail);

    [Fact]
    public async Task Every_key_is_one_that_somebody_reads()
    {
        using var bare = ActorSystem.Create("bare", """
            akka.actor.provider = cluster
            akka.remote.dot-netty.tcp.hostname = 127.0.0.1
            akka.remote.dot-netty.tcp.port = 0
            akka.coordinated-shutdown.run-by-actor-system-terminate = off
            akka.loglevel = OFF
            akka.stdout-loglevel = OFF
            """);
        Cluster.Get(bare);
        ClusterSharding.Get(bare);
        Persistence.Instance.Apply(bare);
        var reference = bare.Settings.Config;
        await bare.Terminate();

        Assert.All(Keys(), key => Assert.True(IsRead(key, reference), $"nobody reads {key}"));
    }

    [Fact]
    public async Task Every_value_is_the_one_of_the_running_system()
    {
        using var folder = new TemporaryFolder();
        await using var host = await RunningHost.Start(folder.Path);
        var running = host.Services.GetRequiredService<ActorSystem>().Settings.Config;
        // The host puts the journal into its data folder.
        Assert.All(Keys().Where(key => !key.StartsWith($"{OwnJournal}.postgres.", StringComparison.Ordinal)).Except([$"{OwnJournal}.sqlite.file", $"{OwnJournal}.faults.commit-delay"]), key => Assert.Equal(All.GetValue(key).ToString(), running.GetValue(key).ToString()));
        Assert.Equal(folder.File("journal.db"), running.GetString($"{OwnJournal}.sqlite.file"));
    }

    [Theory]
    [InlineData("outage.min-backoff = soon", "outage.min-backoff = soon: it takes a time, as in 250ms.")]
    [InlineData("sqlite.busy-timeout = -1s", "busy-timeout = -1s: it takes a time, as in 250ms.")]
    [InlineData("sqlite.cache-size = much", "cache-size = much: it takes a size, as in 64 MiB.")]
    [InlineData("queue-capacity = 0", "queue-capacity = 0: it takes a whole number from 1.")]
    [InlineData("sqlite.synchronous = OFF", "synchronous = OFF: it takes NORMAL, FULL, EXTRA.")]
    public void A_wrong_value_of_the_journal_is_told_with_its_key(string key, string message)
    {
        var section = ConfigurationFactory.ParseString(key).WithFallback(All.GetConfig(OwnJournal));
        Assert.Equal(message, Assert.Throws<ConfigurationException>(() => JournalSettings.Read(section)).Message);
    }

    [Fact]
    public void A_missing_file_is_told_by_name() =>
        Assert.Contains("nowhere.conf", Assert.Throws<CannotStartException>(() => HoconFiles.Compose(["nowhere"])).Message);

    private static Config All => HoconFiles.Compose(HoconFiles.NamesFor("sqlite"));

    private static Config OnPostgres => HoconFiles.Compose(HoconFiles.NamesFor("postgres"));

    private static List<string> Keys()
    {
        var keys = new List<string>();
        foreach (var file in Directory.GetFiles(HoconFiles.Folder, "*.conf"))
            Walk(ConfigurationFactory.ParseString(File.ReadAllText(file)).Root, "", keys);
        Assert.NotEmpty(keys);
        return keys;
    }

    private static void Walk(HoconValue value, string path, List<string> keys)
    {
        if (!value.IsObject())
        {
            keys.Add(path);
            return;
        }

        foreach (var (name, child) in value.GetObject().Items)
            Walk(child, $"{path}{(path.Length == 0 ? "" : ".")}{(name.Contains('.') ? $"\"{name}\"" : name)}", keys);
    }

    private static bool IsRead(string key, Config reference) =>
        reference.HasPath(key)
        // Two tables of Akka's with names of ours.
        || key.StartsWith("akka.actor.serializ", StringComparison.Ordinal)
        || (key.StartsWith(OwnJournal, StringComparison.Ordinal) && reference.HasPath(key.Replace(OwnJournal, "akka.persistence.journal-plugin-fallback")))
        || Dispatchers.Any(own => key.StartsWith($"{own}.", StringComparison.Ordinal) && reference.HasPath(key.Replace(own, "akka.actor.default-dispatcher")))
        || IsMissed(key, config => JournalSettings.Read(config.GetConfig(OwnJournal)))
        || IsMissed(key, config => JournalSettings.Read(config.GetConfig(OwnJournal)), OnPostgres)
        || IsMissed(key, config => ProjectorSettings.Read(config))
        || IsMissed(key, config => QuestionSettings.Read(config))
        || IsMissed(key, config => SweepSettings.Read(config))
        || IsMissed(key, config => TaskSettings.Read(config));

    /// <summary>Our readers have no defaults in code: they miss a key that is empty, and tell the last part of its name.</summary>
    private static bool IsMissed(string key, Func<Config, object> read, Config? all = null) =>
        Record.Exception(() => read(ConfigurationFactory.ParseString($"{key} = \"\"").WithFallback(all ?? All))) is ConfigurationException missed
        && missed.Message.Contains(key.Split('.')[^1]);

    private static IEnumerable<string> Uncommented(string[] lines)
    {
        for (var i = 0; i < lines.Length; i++)
        {
            var line = lines[i].Trim();
            if (line.Length > 0 && line[0] != '#' && line.Contains('=') && !HasCommentAbove(lines, i))
                yield return line;
        }
    }

    /// <summary>A comment stands for the keys below it up to the next empty line.</summary>
    private static bool HasCommentAbove(string[] lines, int at)
    {
        while (at > 0 && lines[at - 1].Trim() is { Length: > 0 } above)
        {
            if (above[0] == '#')
                return true;
            at--;
        }

        return false;
    }
}
