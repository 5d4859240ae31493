using Akka.Actor;
using Fleet.Actors.ReadSide;
using Fleet.Host.Settings;
using Fleet.Protocol.Journal;

namespace Fleet.Host.Runtime;

/// <summary>A journal that is behind what was known of it is told loudly; a host that runs when it is found ends, to be started again.</summary>
internal static class SuccessionGuard
{
    /// <summary>What the host knows of its journal beside the journal.</summary>
    /// <exception cref="Starting.CannotStartException">The journal's configuration is wrong.</exception>
    public static ReadModelWitness Witness(FleetSettings settings, ILogger log)
    {
        var witness = StoreSetup.Naming(settings, () => new ReadModelWitness(StoreSetup.Named(settings), settings.ReadModel));
        witness.Tell(how => Log(how, settings.StorePlace, log));
        return witness;
    }

    /// <summary>Clients in memory may know rows that are not in the journal any more: what they would write next does not follow from what is there.</summary>
    public static void Watch(ActorSystem system, ReadModelWitness witness) =>
        witness.Tell(how => _ = CoordinatedShutdown.Get(system).Run(CoordinatedShutdown.ClusterDowningReason.Instance));

    private static void Log(JournalReplaced how, string place, ILogger log) => log.LogCritical(
        "The journal {Place} is not the one that it was: it ended at offset {Last} ({LastAt}), and rows up to offset {Known} ({KnownAt}) were acknowledged. "
        + "At least {Missing} acknowledged rows are missing. It goes on above them, so that no offset is used twice, and the read model is built anew.",
        place, how.Last, Moment(how.LastAt), how.Known, Moment(how.KnownAt), how.MissingRows);

    private static string Moment(DateTimeOffset? at) => at is { } moment ? $"recorded {moment.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss.fff'Z'}" : "no row";
}
