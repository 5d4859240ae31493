using Fleet.Core.Vocabulary;
using Fleet.Protocol.Recording;
using Fleet.Sim.Timeline;

namespace Fleet.Sim.Recording;

/// <summary>The timeline of a recording. The file is checked to the last byte before anything is done with it, and read again each time.</summary>
public sealed class RecordedTimeline : ITimeline
{
    private readonly Dictionary<ClientId, int> _indexes = [];
    private readonly List<(ClientId Id, GroupName Group)> _clients = [];
    private readonly HashSet<int> _connected = [];
    private readonly string _path;

    private RecordedTimeline(string path, RecordingHeader header) => (_path, Header) = (path, header);

    /// <summary>The first line.</summary>
    public RecordingHeader Header { get; }

    /// <summary>The last line.</summary>
    public RecordingFooter Footer { get; private set; } = null!;

    /// <inheritdoc/>
    public string Scenario => Header.Scenario;

    /// <inheritdoc/>
    public long Seed => Header.Seed;

    /// <inheritdoc/>
    public TimeSpan Length => TimeSpan.FromMicroseconds(Header.Length);

    /// <inheritdoc/>
    public IReadOnlyList<TimedAct> Acts { get; private set; } = [];

    /// <inheritdoc/>
    public bool TellsAll => Header.Source == RecordingSource.Journal;

    /// <summary>In the order of their first events.</summary>
    public IReadOnlyList<(ClientId Id, GroupName Group)> Clients => _clients;

    /// <summary>Reads and checks a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="progress">Told now and then which share of it is read.</param>
    /// <param name="cancel">Ends it.</param>
    /// <exception cref="RecordingException">It is no recording, or not a whole and unchanged one.</exception>
    public static RecordedTimeline Open(string path, IProgress<double>? progress, CancellationToken cancel)
    {
        const int Stretch = 1 << 14;
        using var file = OpenFile(path);
        var (length, count) = (file.Length, 0L);
        using var reader = new RecordingReader(Unpacked(file, path), path);
        var timeline = new RecordedTimeline(path, reader.Header);
        while (reader.TryRead(out var input))
        {
            timeline.Meet(input, reader.Line);
            if (++count % Stretch != 0)
                continue;
            cancel.ThrowIfCancellationRequested();
            progress?.Report(file.Position / (double)length);
        }

        timeline.Footer = reader.Footer!;
        timeline.Acts = [.. reader.Acts.Select(act => new TimedAct(TimeSpan.FromMicroseconds(act.At), act.Act))];
        return timeline;
    }

    /// <inheritdoc/>
    public IEnumerable<TimelineEvent> Events()
    {
        using var reader = new RecordingReader(Unpacked(OpenFile(_path), _path), _path);
        while (reader.TryRead(out var input))
            yield return new TimelineEvent(TimeSpan.FromMicroseconds(input.At), _indexes[input.Client], input.Number, RecordedSteps.ToStep(input));
    }

    private static FileStream OpenFile(string path)
    {
        try
        {
            return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, FileOptions.SequentialScan);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            throw new RecordingException($"{path} cannot be read: {unreadable.Message}", unreadable);
        }
    }

    private static Stream Unpacked(FileStream file, string path) => PackedStream.Is(path) ? new PackedStream(file) : file;

    /// <summary>A client's group is the one of its first connection; it comes late where a client tells before it connects.</summary>
    private void Meet(in RecordedInput input, long line)
    {
        if (!_indexes.TryGetValue(input.Client, out var index))
        {
            _indexes[input.Client] = index = _clients.Count;
            _clients.Add((input.Client, GroupName.Default));
        }

        if (input.Kind != InputKind.Connect)
            return;
        var group = input.Group ?? GroupName.Default;
        if (_connected.Add(index))
            _clients[index] = (input.Client, group);
        else if (group != _clients[index].Group)
            throw new RecordingException(_path, line, $"{input.Client} connects as one of {group}, and before as one of {_clients[index].Group}: a client that changes its group tells it");
    }
}
