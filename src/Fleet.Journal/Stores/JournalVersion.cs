using Fleet.Protocol.Journal;

namespace Fleet.Journal.Stores;

/// <summary>
/// The version that is kept with a journal: what a program has to know of to work with its rows. It rises with the first row that an older program would stumble
/// over, not with the start of a newer one: until then there is a way back.
/// </summary>
internal static class JournalVersion
{
    /// <summary>Of a journal that is made.</summary>
    public const int First = 1;

    /// <summary>The newest that this program knows.</summary>
    public const int Known = 2;

    /// <summary>This program can work with the journal.</summary>
    public static bool IsKnown(long version) => version is >= First and <= Known;

    /// <summary>What some rows need.</summary>
    public static int Of(ReadOnlySpan<PendingWrite> writes)
    {
        var version = First;
        foreach (var write in writes)
        {
            foreach (var row in write.Rows)
                version = Math.Max(version, Manifests.JournalVersionOf(row.Manifest));
        }

        return version;
    }

    /// <summary>The journal is of a program that knows more.</summary>
    public static StoreUnavailableException Newer(long version) => new(
        $"The journal was written by a newer version of this program (schema {version}, this one knows {Known}): start that one.");
}
