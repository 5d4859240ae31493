using System.Text;
using Fleet.Core.Clients;
using Google.Protobuf;
using Rows = Fleet.Journal.V1;

namespace Fleet.Protocol.Journal;

/// <summary>What operators did, found in the bytes of rows: it is the same field in those of every kind, whether this version knows the kind or not.</summary>
public static class RowActs
{
    private const int Field = Rows.Marked.ActFieldNumber;
    private static readonly Operator Nobody = new("", "");

    /// <summary>Whether rows of a kind may come of an act: of the frequent kinds, none does.</summary>
    public static bool MayHaveOne(string manifest) => manifest is not (
        Manifests.ReportTaken or Manifests.Registered or Manifests.SessionOpened or Manifests.SessionEnded or Manifests.PatternJudged or Manifests.IdentityJudged or Manifests.SettingsAnswered or Manifests.TaskStepped or TaskRows.Part);

    /// <summary>The act of a row.</summary>
    /// <param name="manifest">Its kind.</param>
    /// <param name="bytes">Its bytes.</param>
    /// <returns>Null: it comes of none. A row from before rows told acts has one of which little is known: who did it is empty where that is not.</returns>
    /// <exception cref="JournalFormatException">It is damaged.</exception>
    public static Act? Find(string manifest, ReadOnlySpan<byte> bytes)
    {
        RowChecksum.Check(manifest, bytes);
        try
        {
            var by = "";
            for (var row = new FieldWalk(bytes); row.Next();)
            {
                if (row.BytesField == Field)
                    return PartCodec.Read(Rows.Act.Parser.ParseFrom(row.Bytes));
                if (row.BytesField == Rows.Marked.ByFieldNumber && manifest == Manifests.Marked)
                    by = Encoding.UTF8.GetString(row.Bytes);
            }

            return manifest switch
            {
                Manifests.Marked => new Act(new Operator(by, ""), "mark"),
                Manifests.Forgotten => new Act(Nobody, "forget"),
                _ => null,
            };
        }
        catch (Exception e) when (e is InvalidDataException or InvalidProtocolBufferException)
        {
            throw RowChecksum.Damage(manifest, e);
        }
    }
}
