using Akka.Configuration;
using Fleet.Actors.Journal;
using Fleet.Actors.Journal.Postgres;
using Fleet.Actors.Journal.Sqlite;
using Fleet.Actors.Journal.Stores;
using Fleet.Host.Settings;
using Fleet.Host.Starting;

namespace Fleet.Host.Runtime;

/// <summary>Takes and tries the store before the actor system starts, so that what is wrong with it is told in a sentence.</summary>
internal static class StoreSetup
{
    /// <exception cref="CannotStartException">The store cannot be used, or the journal's configuration is wrong.</exception>
    public static OpenedStore Open(FleetSettings settings, Config hocon, TimeProvider time, ILogger log)
    {
        try
        {
            JournalSettings.Read(hocon.GetConfig(JournalSettings.Path));
            return settings.ConnectionString is { } connectionString
                ? ServerDatabase.Open(connectionString, hocon, settings.StoreWait, time, line => log.LogWarning("{Store}", line))
                : EmbeddedDatabase.Open(settings.Data, hocon, time);
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
