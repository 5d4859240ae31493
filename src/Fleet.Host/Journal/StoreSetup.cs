using Akka.Configuration;
using Fleet.Journal;
using Fleet.Journal.Postgres;
using Fleet.Journal.Sqlite;
using Fleet.Journal.Stores;
using Fleet.Host.Runtime;
using Fleet.Host.Settings;
using Fleet.Host.Starting;

namespace Fleet.Host.Journal;

/// <summary>Takes and tries the store before the actor system starts, so that what is wrong with it is told in a sentence.</summary>
internal static class StoreSetup
{
    /// <exception cref="CannotStartException">The store cannot be used, or the journal's configuration is wrong.</exception>
    /// <exception cref="OperationCanceledException">The host is to stop while it waits for the store.</exception>
    public static OpenedStore Open(
        FleetSettings settings, Config hocon, TimeProvider time, IJournalWitness witness, ILogger log, CancellationToken cancel) => Naming<OpenedStore>(settings, () =>
    {
        JournalSettings.Read(hocon.GetConfig(JournalSettings.Path));
        return settings.ConnectionString is { } connectionString
            ? ServerDatabase.Open(connectionString, hocon, settings.StoreWait, time, line => log.LogWarning("{Store}", line), witness, cancel)
            : EmbeddedDatabase.Open(settings.Data, hocon, time, witness);
    });

    /// <summary>The store that a host would have, untried: for a backup or a restore.</summary>
    /// <exception cref="ConfigurationException">The journal's configuration is wrong.</exception>
    public static IStoreSettings Named(FleetSettings settings) => Named(settings, HoconFiles.Compose(HoconFiles.NamesFor(settings.Store)));

    /// <inheritdoc cref="Named(FleetSettings)"/>
    public static IStoreSettings Named(FleetSettings settings, Config hocon)
    {
        var overlay = settings.ConnectionString is { } connectionString ? ServerDatabase.OverlayFor(connectionString) : EmbeddedDatabase.OverlayFor(settings.Data);
        return JournalSettings.Read(overlay.WithFallback(hocon).GetConfig(JournalSettings.Path)).Store;
    }

    /// <summary>Keeps hosts out of the data folder: of the journal, or of the read model beside a database. Null: there is none.</summary>
    /// <exception cref="StoreUnavailableException">A host uses it.</exception>
    public static DataFolderLock? TakeFolder(FleetSettings settings) =>
        settings.ConnectionString is null || Directory.Exists(settings.Data) ? DataFolderLock.Take(settings.Data) : null;

    /// <summary>Does something with the store; what is wrong with it is told together with the setting that names it.</summary>
    /// <exception cref="CannotStartException">The store cannot be used, or the journal's configuration is wrong.</exception>
    public static T Naming<T>(FleetSettings settings, Func<T> work)
    {
        try
        {
            return work();
        }
        catch (StoreUnavailableException unavailable)
        {
            var key = settings.ConnectionString is null ? "Fleet:Data names the folder." : "ConnectionStrings:Fleet names the database.";
            throw new CannotStartException($"{unavailable.Message} {key}", unavailable);
        }
        catch (ConfigurationException wrong)
        {
            throw new CannotStartException($"The configuration in {HoconFiles.Folder} is wrong: {wrong.Message}", wrong);
        }
    }
}
