using Akka.Configuration;

namespace Fleet.Actors.Journal.Stores;

/// <summary>The settings of one kind of store.</summary>
public interface IStoreSettings
{
    /// <summary>A store that goes by them; its connections are opened when they are needed.</summary>
    IJournalStore OpenStore();

    /// <summary>The same store as a whole, for a backup or a restore.</summary>
    PortableStore AsPortable();

    /// <summary>How Akka.Persistence.Sql finds the same tables: its keys <c>provider-name</c> and <c>connection-string</c>.</summary>
    Config ForPackage();
}
