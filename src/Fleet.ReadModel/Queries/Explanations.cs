using Fleet.ReadModel.Model;
using Fleet.Journal.Reading;
using Fleet.Core.Clients;
using Fleet.Core.Vocabulary;

namespace Fleet.ReadModel.Queries;

/// <summary>Walks a client's history back to the changes that still matter.</summary>
internal static class Explanations
{
    /// <summary>The client as it was at an offset.</summary>
    /// <exception cref="QueryException">There was no such client, or it was forgotten by then, or its last row cannot be read.</exception>
    public static ClientRecord Client(IJournalSource journal, ClientId client, long offset)
    {
        HistoryItem? last = null;
        // Where the row in which it was heard is kept no longer, the first one that is stands for it.
        HistoryItem? heard = null;
        foreach (var item in Histories.Backwards(journal, client, offset))
        {
            last ??= item;
            if (!last.After.Exists)
                throw new QueryException(QueryFault.Forgotten, "The client was forgotten; its history is kept.");
            heard = item;
            if (item.Event is ReportTaken or Registered or SessionOpened)
                break;
        }

        return last is null ? throw Histories.Unknown() : new ClientRecord(client, last.After, last.Offset, last.RecordedAt, heard!.RecordedAt);
    }

    /// <summary>Why the client was as it was at an offset.</summary>
    /// <exception cref="QueryException">There was no such client, or it was forgotten by then, or its last row cannot be read.</exception>
    public static Explanation Of(IJournalSource journal, ClientId client, long offset)
    {
        var record = Client(journal, client, offset);
        var (facts, applied) = (new Dictionary<Fact, Origin>(), new HashSet<string>(StringComparer.Ordinal));
        Origin? presence = null;
        Origin? duplicate = null;
        var wanted = Facts.Every;
        foreach (var item in Histories.Backwards(journal, client, offset))
        {
            // Whatever was before a client was forgotten does not matter any more.
            if (!item.After.Exists)
                break;
            // A client may tell what it does before it says that it has the settings.
            if (item.After.Settings.Applied is { } held)
                applied.Add(held.Tag);
            foreach (var fact in Words.Each(item.Changed & wanted))
                facts[fact] = Origin.Of(journal, client, item, fact, applied);
            wanted &= ~item.Changed;
            if (presence is null && item.Before.Presence != item.After.Presence)
                presence = Origin.Of(item);
            if (record.State.Duplicate is not null && item.Event is IdentityJudged)
                duplicate ??= Origin.Of(item);
            if (wanted == Fact.None && presence is not null && (duplicate is not null || record.State.Duplicate is null))
                break;
        }

        return new Explanation(record, facts, presence, duplicate);
    }
}
