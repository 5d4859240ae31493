using System.Diagnostics.CodeAnalysis;
using Fleet.Core.Vocabulary;
using Fleet.Protocol.Journal;

namespace Fleet.Journal.Reading;

/// <summary>A row of the journal as it is stored.</summary>
/// <param name="Offset">Its place in the whole journal.</param>
/// <param name="RecordedAt">When it was written; never decreases along the offset.</param>
/// <param name="Client">Whose row it is.</param>
/// <param name="Number">Its number among that client's rows, from 1.</param>
/// <param name="Manifest">Its kind.</param>
/// <param name="Payload">Its bytes.</param>
public readonly record struct JournalEntry(
    long Offset, DateTimeOffset RecordedAt, string Client, long Number, string Manifest, byte[] Payload)
{
    /// <summary>It is a client's: who reads of clients skips the others.</summary>
    public bool IsOfClient => PersistenceIds.IsClient(Client);

    /// <summary>Here this journal took another one's place: <see cref="Fleet.Journal.Stores.SuccessionMark"/>.</summary>
    public bool IsSuccession => Client == PersistenceIds.Restore && Manifest == Manifests.Replaced;

    /// <summary>The client itself spoke, in a report or a hello.</summary>
    public bool IsHeard => Manifest is Manifests.ReportTaken or Manifests.Registered or Manifests.SessionOpened;

    /// <summary>Reads it.</summary>
    /// <param name="row">What it says.</param>
    /// <param name="damage">What is wrong with it; null: nothing.</param>
    /// <returns>False: it is damaged, or of a kind that this version does not know. Whoever reads of many clients leaves it out.</returns>
    public bool TryRead(out ReadRow row, out DamagedRow? damage)
    {
        try
        {
            var (happened, after) = JournalCodec.Decode(Manifest, Payload);
            row = new ReadRow(this, Named(), happened, after);
            damage = null;
            return true;
        }
        catch (JournalFormatException fault)
        {
            (row, damage) = (default, DamageOf(fault));
            return false;
        }
    }

    /// <summary>Reads it at a glance.</summary>
    /// <returns>False: it is damaged, or of a kind that this version does not know.</returns>
    public bool TryGlance(RowGlancer glancer, out RowGlance glance)
    {
        try
        {
            _ = Named();
            glance = glancer.Read(Manifest, Payload);
            return true;
        }
        catch (JournalFormatException)
        {
            glance = default;
            return false;
        }
    }

    /// <summary>What is wrong with the row, as far as is seen without reading it; null: nothing.</summary>
    public DamagedRow? Look()
    {
        try
        {
            JournalCodec.Check(Manifest, Payload);
            return null;
        }
        catch (JournalFormatException fault)
        {
            return DamageOf(fault);
        }
    }

    /// <summary>Finds what an operator did, if the row comes of that.</summary>
    /// <param name="act">The act; null: it comes of none.</param>
    /// <param name="damage">What is wrong with it; null: nothing that was looked at.</param>
    /// <returns>False: it comes of none, or is damaged.</returns>
    public bool TryFindAct([NotNullWhen(true)] out LoneAct? act, out DamagedRow? damage)
    {
        (act, damage) = (null, null);
        if (!RowActs.MayHaveOne(Manifest) || !(IsOfClient || IsSuccession || Manifests.IsOfOther(Manifest)))
            return false;
        try
        {
            act = Manifest == Manifests.LoneAct ? LoneAct.Decode(Payload)
                : RowActs.Find(Manifest, Payload) is { } found ? new LoneAct(Client, found)
                : null;
        }
        catch (JournalFormatException fault)
        {
            damage = DamageOf(fault);
        }

        return act is not null;
    }

    private ClientId Named() => ClientId.TryParse(Client, out var client) ? client : throw new JournalFormatException(Manifest, null, "no client has such an id");

    private DamagedRow DamageOf(JournalFormatException fault) => new(Offset, RecordedAt, Client, Number, fault.Reason);
}
