using Fleet.Core.Clients;
using Google.Protobuf;
using static Fleet.Protocol.Journal.PartCodec;
using Rows = Fleet.Journal.V1;

namespace Fleet.Protocol.Journal;

/// <summary>A row of the journal, an event with the state after it, to and from the bytes that are stored.</summary>
public static class JournalCodec
{
    /// <summary>The number of Akka's serializer of rows. It stands in every one: never to be changed.</summary>
    public const int Serializer = 1971;

    /// <summary>Writes a row.</summary>
    /// <param name="happened">The event.</param>
    /// <param name="after">The fold of the client's events, this one included.</param>
    /// <exception cref="ArgumentException">The state is not the one after this event, or the event is of an unknown kind.</exception>
    public static (string Manifest, byte[] Bytes) Encode(ClientEvent happened, ClientState after)
    {
        if (happened.LastSeq != after.LastSeq)
            throw new ArgumentException($"The state is at report {after.LastSeq}, the event at {happened.LastSeq}.", nameof(after));
        var at = happened.ObservedAt.Milliseconds();
        var icon = Write(happened.Icon);
        var state = StateCodec.Write(after);
        var (manifest, row) = happened switch
        {
            ReportTaken report => (Manifests.ReportTaken, (IMessage)EventWriter.Write(report, at, icon, state)),
            Registered registered => (Manifests.Registered, EventWriter.Write(registered, at, icon, state)),
            SessionOpened opened => (Manifests.SessionOpened, EventWriter.Write(opened, at, icon, state)),
            SessionEnded ended => (Manifests.SessionEnded, EventWriter.Write(ended, at, icon, state)),
            PatternJudged => (Manifests.PatternJudged, new Rows.PatternAged { ObservedAt = at, Icon = icon, After = state }),
            IdentityJudged => (Manifests.IdentityJudged, new Rows.IdentityJudged { ObservedAt = at, After = state }),
            Marked marked => (Manifests.Marked, new Rows.Marked { ObservedAt = at, By = marked.By, Act = Write(marked.Act), After = state }),
            SettingsPut => (Manifests.SettingsPut, new Rows.SettingsPut { ObservedAt = at, Act = Write(happened.Act), After = state }),
            SettingsAnswered answered => (Manifests.SettingsAnswered, EventWriter.Write(answered, at, state)),
            Forgotten => (Manifests.Forgotten, new Rows.Forgotten { ObservedAt = at, Act = Write(happened.Act), After = state }),
            TaskStepped stepped => (Manifests.TaskStepped, new Rows.TaskStepped { ObservedAt = at, Task = TaskCodec.Write(stepped.Task), Detail = stepped.Detail ?? "", After = state }),
            _ => throw new ArgumentException($"An event of the kind {happened.GetType().Name} has no row.", nameof(happened)),
        };
        return (manifest, RowChecksum.Write(manifest, row));
    }

    /// <summary>Looks whether a row is as it was written, at a small part of the cost of reading it.</summary>
    /// <remarks>Of a row without a checksum, from before there were any, nothing but its shape is looked at.</remarks>
    /// <exception cref="JournalFormatException">It is damaged, or of a kind that this version does not know.</exception>
    public static void Check(string manifest, ReadOnlySpan<byte> bytes)
    {
        _ = RowPlaces.Of(manifest);
        RowChecksum.Check(manifest, bytes);
    }

    /// <summary>Reads a row.</summary>
    /// <exception cref="JournalFormatException">It is damaged, or of a kind that this version does not know.</exception>
    public static (ClientEvent Event, ClientState After) Decode(string manifest, ReadOnlySpan<byte> bytes)
    {
        Check(manifest, bytes);
        var fields = new RowFields(manifest);
        try
        {
            return manifest switch
            {
                Manifests.ReportTaken => EventReader.Read(fields, Rows.ReportTaken.Parser.ParseFrom(bytes)),
                Manifests.Registered => EventReader.Read(fields, Rows.Registered.Parser.ParseFrom(bytes)),
                Manifests.SessionOpened => EventReader.Read(fields, Rows.SessionOpened.Parser.ParseFrom(bytes)),
                Manifests.SessionEnded => EventReader.Read(fields, Rows.SessionEnded.Parser.ParseFrom(bytes)),
                Manifests.PatternJudged => EventReader.Read(fields, Rows.PatternAged.Parser.ParseFrom(bytes)),
                Manifests.IdentityJudged => EventReader.Read(fields, Rows.IdentityJudged.Parser.ParseFrom(bytes)),
                Manifests.Marked => EventReader.Read(fields, Rows.Marked.Parser.ParseFrom(bytes)),
                Manifests.SettingsPut => EventReader.Read(fields, Rows.SettingsPut.Parser.ParseFrom(bytes)),
                Manifests.SettingsAnswered => EventReader.Read(fields, Rows.SettingsAnswered.Parser.ParseFrom(bytes)),
                Manifests.TaskStepped => EventReader.Read(fields, Rows.TaskStepped.Parser.ParseFrom(bytes)),
                Manifests.Forgotten => EventReader.Read(fields, Rows.Forgotten.Parser.ParseFrom(bytes)),
                _ => throw new JournalFormatException(manifest, null, "this version knows no such kind"),
            };
        }
        catch (InvalidProtocolBufferException e)
        {
            throw RowChecksum.Damage(manifest, e);
        }
    }
}
