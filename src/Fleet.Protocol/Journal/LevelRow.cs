using Fleet.Core.Clients;
using Fleet.Core.Settings;
using Fleet.Core.Vocabulary;
using Google.Protobuf;
using Rows = Fleet.Journal.V1;

namespace Fleet.Protocol.Journal;

/// <summary>A row of the fleet's or of a group's settings: what the level says from then on.</summary>
/// <param name="ObservedAt">By the server's clock.</param>
/// <param name="Settings">What it says.</param>
/// <param name="Act">Who wanted it, and what it said before.</param>
public sealed record LevelRow(DateTimeOffset ObservedAt, LevelSettings Settings, Act Act)
{
    /// <summary>Whose rows those of a level are.</summary>
    /// <param name="group">The group; null: the fleet.</param>
    public static string IdOf(GroupName? group) => group is null ? PersistenceIds.Fleet : PersistenceIds.Groups + group.Value;

    /// <summary>Whether rows are those of a level.</summary>
    /// <param name="persistenceId">Whose they are.</param>
    /// <param name="group">The group; null: the fleet.</param>
    public static bool IsLevel(string persistenceId, out GroupName? group)
    {
        group = null;
        return persistenceId == PersistenceIds.Fleet
            || (persistenceId.StartsWith(PersistenceIds.Groups, StringComparison.Ordinal) && GroupName.TryParse(persistenceId[PersistenceIds.Groups.Length..], out group));
    }

    /// <summary>Bytes of the row, which has the manifest <see cref="Manifests.LevelPut"/>.</summary>
    public byte[] Encode() => RowChecksum.Write(Manifests.LevelPut, new Rows.LevelPut
    {
        ObservedAt = ObservedAt.Milliseconds(),
        Settings = SettingsCodec.Write(Settings),
        Act = PartCodec.Write(Act),
    });

    /// <summary>Reads a row.</summary>
    /// <exception cref="JournalFormatException">It is damaged, or of a kind that this version does not know.</exception>
    public static LevelRow Decode(string manifest, ReadOnlySpan<byte> bytes)
    {
        var fields = new RowFields(manifest);
        if (manifest != Manifests.LevelPut)
            throw new JournalFormatException(manifest, null, "this version knows no such kind");
        RowChecksum.Check(manifest, bytes);
        try
        {
            var row = Rows.LevelPut.Parser.ParseFrom(bytes);
            return new LevelRow(
                fields.Time(row.ObservedAt, "observed_at"),
                SettingsCodec.Read(fields, fields.Required(row.Settings, "settings"), "settings"),
                PartCodec.Read(fields.Required(row.Act, "act"))!);
        }
        catch (InvalidProtocolBufferException e)
        {
            throw RowChecksum.Damage(manifest, e);
        }
    }
}
