using Akka.Actor;
using Fleet.Actors.Members;
using Fleet.Actors.ReadSide;
using Fleet.Host.Runtime;
using Fleet.Host.Settings;
using Fleet.Host.Starting;
using Fleet.Journal;
using Fleet.Protocol.Journal;

namespace Fleet.Host.Journal;

/// <summary>Wires the journal into the host.</summary>
internal static class JournalExtensions
{
    /// <summary>The journal's store, tried before there is an actor system, and what the actor system makes of it.</summary>
    /// <param name="services">Of the host.</param>
    /// <param name="settings">Where the store is.</param>
    /// <param name="told">The process is told to stop: a store that is not there is waited for no longer.</param>
    /// <exception cref="CannotStartException">A file of Akka's configuration is missing, or cannot be read.</exception>
    public static IServiceCollection AddJournal(this IServiceCollection services, FleetSettings settings, CancellationToken told)
    {
        var hocon = HoconFiles.Compose(HoconFiles.NamesFor(settings.Store));
        return services
            .AddSingleton(_ => StoreSetup.Naming(settings, () => StoreSetup.Named(settings, hocon)))
            .AddSingleton(all =>
            {
                var (log, witness) = (all.GetRequiredService<ILoggerFactory>().CreateLogger("Fleet.Host.Store"), all.GetRequiredService<ReadModelWitness>());
                witness.Tell(how => Log(how, settings.StorePlace, log));
                return StoreSetup.Open(settings, hocon, all.GetRequiredService<TimeProvider>(), witness, log, told);
            })
            .AddSingleton(SetupOf)
            .AddSingleton(all => FleetJournalExtension.Of(all.GetRequiredService<ActorSystem>()).Admission);
    }

    private static FleetJournalSetup SetupOf(IServiceProvider all)
    {
        var time = all.GetRequiredService<TimeProvider>();
        // There is no actor system yet: it is made with this.
        var members = new Lazy<ReadByAll>(() => all.GetRequiredKeyedService<ReadByAll>(Reads.SecondJournal));
        return new FleetJournalSetup(journal => journal.Store.OpenStore(all.GetRequiredService<ReadModelWitness>(), time, () => members.Value.IsSo), time);
    }

    /// <summary>A journal that is behind what was known of it is told loudly.</summary>
    private static void Log(JournalReplaced how, string place, ILogger log) => log.LogCritical(
        "The journal {Place} is not the one that it was: it ended at offset {Last} ({LastAt}), and rows up to offset {Known} ({KnownAt}) were acknowledged. "
        + "At least {Missing} acknowledged rows are missing. It goes on above them, so that no offset is used twice, and the read model is built anew.",
        place, how.Last, Moment(how.LastAt), how.Known, Moment(how.KnownAt), how.MissingRows);

    private static string Moment(DateTimeOffset? at) => at is { } moment ? $"recorded {moment.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss.fff'Z'}" : "no row";
}
