using Fleet.Core.Clients;
using Fleet.Protocol.Journal;

namespace Fleet.Actors.ReadModel.Source;

/// <summary>A row of the journal as it is stored.</summary>
/// <param name="Offset">Its place in the whole journal.</param>
/// <param name="RecordedAt">When it was written; never decreases along the offset.</param>
/// <param name="Client">Whose row it is.</param>
/// <param name="Number">Its number among that client's rows, from 1.</param>
/// <param name="Manifest">Its kind.</param>
/// <param name="Payload">Its bytes.</param>
internal readonly record struct JournalEntry(
    long Offset, DateTimeOffset RecordedAt, string Client, long Number, string Manifest, byte[] Payload)
{
    /// <summary>It is a client's: who reads of clients skips the others.</summary>
    public bool IsOfClient => PersistenceIds.IsClient(Client);

    /// <summary>The client itself spoke, in a report or a hello.</summary>
    public bool IsHeard => Manifest is Manifests.ReportTaken or Manifests.Registered or Manifests.SessionOpened;

    /// <exception cref="JournalFormatException">The row is damaged or of a kind that this version does not know.</exception>
    public (ClientEvent Event, ClientState After) Decode() => JournalCodec.Decode(Manifest, Payload);

    /// <exception cref="JournalFormatException">The row is damaged or of a kind that this version does not know.</exception>
    public RowGlance Glance(RowGlancer glancer) => glancer.Read(Manifest, Payload);
}
