using Fleet.Core.Clients;
using Google.Protobuf;
using Rows = Fleet.Journal.V1;

namespace Fleet.Protocol.Journal;

/// <summary>What an operator did that no other row tells: a row of its own.</summary>
/// <param name="Target">What it was done to: a name that begins with a slash.</param>
/// <param name="Act">What was done.</param>
public sealed record LoneAct(string Target, Act Act)
{
    /// <summary>Bytes of the row, which has the manifest <see cref="Manifests.LoneAct"/>.</summary>
    public byte[] Encode() => RowChecksum.Write(Manifests.LoneAct, new Rows.LoneAct { Target = Target, Act = PartCodec.Write(Act) });

    /// <summary>Reads a row.</summary>
    /// <exception cref="JournalFormatException">It is damaged.</exception>
    public static LoneAct Decode(ReadOnlySpan<byte> bytes)
    {
        RowChecksum.Check(Manifests.LoneAct, bytes);
        try
        {
            var row = Rows.LoneAct.Parser.ParseFrom(bytes);
            return new LoneAct(row.Target, PartCodec.Read(new RowFields(Manifests.LoneAct).Required(row.Act, "act"))!);
        }
        catch (InvalidProtocolBufferException e)
        {
            throw RowChecksum.Damage(Manifests.LoneAct, e);
        }
    }
}
