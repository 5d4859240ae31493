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
        var (happened, after) = JournalCodec.Decode(manifest, bytes);
        return new JournalRow(happened, after);
    }

    private static (string Manifest, byte[] Bytes) Encode(object o) => o is JournalRow row
        ? JournalCodec.Encode(row.Event, row.After)
        : throw new ArgumentException($"{o.GetType()} is no JournalRow.", nameof(o));
}
