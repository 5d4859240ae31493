using Akka.Actor;
using Akka.Serialization;
using Fleet.Protocol.Journal;

namespace Fleet.Journal;

/// <summary>Lets Akka, and so the package's read journal, read the journal's rows.</summary>
/// <param name="system">Given by Akka.</param>
public sealed class JournalRowSerializer(ExtendedActorSystem system) : SerializerWithStringManifest(system)
{
    /// <inheritdoc/>
    public override int Identifier => JournalCodec.Serializer;

    /// <inheritdoc/>
    public override string Manifest(object o) => Encode(o).Manifest;

    /// <inheritdoc/>
    public override byte[] ToBinary(object obj) => Encode(obj).Bytes;

    /// <summary>Reads a row; it has no offset, as that is not among its bytes.</summary>
    /// <exception cref="JournalFormatException">It is damaged, or of a kind that this version does not know.</exception>
    public override object FromBinary(byte[] bytes, string manifest)
    {
        if (manifest == Manifests.Replaced)
            return JournalReplaced.Decode(manifest, bytes);
        return Decode(manifest, bytes);
    }

    /// <summary>The same of a row that an actor has persisted.</summary>
    /// <exception cref="JournalFormatException">It is damaged, or of a kind that this version does not know.</exception>
    internal static IPersistedRow Decode(string manifest, byte[] bytes)
    {
        if (Manifests.IsOfOther(manifest))
        {
            RowChecksum.Check(manifest, bytes);
            return new OtherRow(manifest, bytes);
        }

        var (happened, after) = JournalCodec.Decode(manifest, bytes);
        return new JournalRow(happened, after);
    }

    private static (string Manifest, byte[] Bytes) Encode(object o) => o is IPersistedRow row
        ? row.Encode()
        : throw new ArgumentException($"{o.GetType()} is no row of the journal.", nameof(o));
}
