using Fleet.Protocol.Recording;
using Fleet.Sim.Timeline;

namespace Fleet.Sim.Recording;

/// <summary>Writes timelines into files.</summary>
public static class RecordingFile
{
    /// <summary>Events between two looks at whether to go on.</summary>
    private const int Stretch = 1 << 14;

    /// <summary>Writes a whole recording, or nothing.</summary>
    /// <param name="path">The file; replaced if it is there, packed if its name ends in <c>.gz</c>.</param>
    /// <param name="option">The option that named it, for messages.</param>
    /// <param name="header">Its first line.</param>
    /// <param name="timeline">Its events.</param>
    /// <param name="fleetHash">What follows from them; asked for when all events are written.</param>
    /// <param name="progress">Told now and then how far it is.</param>
    /// <param name="cancel">Ends it; then nothing is written.</param>
    /// <exception cref="IOException">It cannot be written.</exception>
    public static RecordingSummary Write(
        string path, string option, RecordingHeader header, ITimeline timeline, Func<string?> fleetHash, IProgress<RecordingSummary>? progress, CancellationToken cancel)
    {
        using var file = new AtomicFile(path, option, PackedStream.Is(path));
        using var writer = new RecordingWriter(header);
        long facts = 0;
        var acts = new Queue<RecordedAct>(RecordedSteps.ToLines(timeline.Acts));
        foreach (var happened in timeline.Events())
        {
            while (acts.TryPeek(out var act) && act.At <= happened.At.Ticks / TimeSpan.TicksPerMicrosecond)
                writer.Write(acts.Dequeue());
            writer.Write(RecordedSteps.ToInput(happened, timeline.Clients[happened.Client]));
            if (happened.Step is ObserveFacts)
                facts++;
            if (writer.Gathered.Length >= RecordingWriter.Plenty)
                Empty(writer, file);
            if (writer.Count % Stretch != 0)
                continue;
            cancel.ThrowIfCancellationRequested();
            progress?.Report(new RecordingSummary(writer.Count, facts, happened.At, ""));
        }

        foreach (var act in acts)
            writer.Write(act);
        cancel.ThrowIfCancellationRequested();
        var hash = writer.Finish(fleetHash());
        Empty(writer, file);
        file.Complete();
        return new RecordingSummary(writer.Count, facts, timeline.Length, hash);
    }

    private static void Empty(RecordingWriter writer, AtomicFile file)
    {
        file.Write(writer.Gathered.Span);
        writer.Clear();
    }
}

/// <summary>How far a recording is.</summary>
/// <param name="Events">Event lines.</param>
/// <param name="Facts">Reports among them.</param>
/// <param name="At">The time of the last one.</param>
/// <param name="Hash">SHA-256 over the event lines; empty before the end.</param>
public sealed record RecordingSummary(long Events, long Facts, TimeSpan At, string Hash);
