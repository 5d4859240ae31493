using Akka.Configuration;
using Fleet.Journal.Sql;

namespace Fleet.Journal.Stores;

/// <summary>The settings of one kind of store.</summary>
public interface IStoreSettings
{
    /// <summary>A store that goes by them; its connections are opened when they are needed.</summary>
    /// <param name="witness">Remembers how far the journal went; null: nobody does.</param>
    /// <param name="time">The clock of the mark on a journal that is behind, where the store has none of its own.</param>
    /// <param name="mayRise">Whether every program that uses the journal knows all versions of it that this one knows: until then it keeps its own. Null: this one is alone.</param>
    IJournalStore OpenStore(IJournalWitness? witness = null, TimeProvider? time = null, Func<bool>? mayRise = null);

    /// <summary>Looks whether the journal is the one that a witness knows, and marks it if it is behind.</summary>
    /// <exception cref="StoreUnavailableException">It is being restored.</exception>
    void Verify(IJournalWitness witness, TimeProvider time);

    /// <summary>Opens a connection that reads, beside the one that writes; null while there is no store.</summary>
    /// <param name="purpose">Told to a server, which shows it beside each connection.</param>
    ISqlConnection? OpenToRead(string purpose);

    /// <summary>Opens a connection that writes what is kept beside the journal and is no part of it.</summary>
    /// <param name="purpose">Told to a server, which shows it beside each connection.</param>
    ISqlConnection OpenBeside(string purpose);

    /// <summary>The same store as a whole, for a backup or a restore.</summary>
    PortableStore AsPortable();

    /// <summary>How Akka.Persistence.Sql finds the same tables: its keys <c>provider-name</c> and <c>connection-string</c>.</summary>
    Config ForPackage();
}
