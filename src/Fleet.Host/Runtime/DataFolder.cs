using Akka.Configuration;
using Fleet.Actors.Journal;
using Fleet.Actors.Journal.Sqlite;
using Fleet.Actors.Journal.Stores;
using Fleet.Host.Settings;
using Fleet.Host.Starting;

namespace Fleet.Host.Runtime;

/// <summary>Takes and tries the data folder before the actor system starts, so that what is wrong with it is told in a sentence.</summary>
internal static class DataFolder
{
    /// <exception cref="CannotStartException">The folder or the journal in it cannot be used, or the journal's configuration is wrong.</exception>
    public static EmbeddedDatabase Open(FleetSettings settings, Config hocon, TimeProvider time)
    {
        try
        {
            JournalSettings.Read(hocon.GetConfig(JournalSettings.Path));
            return EmbeddedDatabase.Open(settings.Data, hocon, time);
        }
        catch (StoreUnavailableException unavailable)
        {
            throw new CannotStartException($"{unavailable.Message} Fleet:Data names the folder.", unavailable);
        }
        catch (ConfigurationException wrong)
        {
            throw new CannotStartException($"The configuration in {HoconFiles.Folder} is wrong: {wrong.Message}", wrong);
        }
    }
}
