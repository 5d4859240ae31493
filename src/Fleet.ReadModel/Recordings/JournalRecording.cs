using Fleet.Journal.Reading;
using Fleet.Core.Clients;
using Fleet.Core.Settings;
using Fleet.Core.Vocabulary;
using Fleet.Protocol.Recording;

namespace Fleet.ReadModel.Recordings;

/// <summary>
/// One stretch of the journal as a recording. It opens with inputs that bring every client to where it was; they come before
/// the stretch, a millisecond for each, so that a server they are played to is not stormed. Memory grows with the clients, not with the rows.
/// </summary>
public sealed class JournalRecording : IDisposable
{
    /// <summary>Rows that are read at a time: no statement stays open for long.</summary>
    private const int Rows = 2_000;

    /// <summary>Microseconds of the opening for each client.</summary>
    private const long Pace = 1_000;

    /// <summary>Microseconds after which a client that was away goes again, and then those in which the last ones can settle.</summary>
    private const long Stay = 3_000_000;

    private readonly List<(ClientId Client, long Number)> _there = [];
    private readonly List<string> _missed = [];
    private readonly IJournalSource _journal;
    private readonly ClientRules _rules;
    private readonly long _from;
    private readonly long _to;
    private readonly InputReconstruction _reconstruction;
    private readonly SilentClients _silences;
    private readonly List<(ClientId Client, LevelSettings Own)> _own = [];
    private readonly long _actsAt;
    private bool _reImages;

    internal JournalRecording(
        IJournalSource journal, ClientRules rules, TimeSpan timeout, DateTimeOffset from, DateTimeOffset to, long fromOffset, long toOffset)
    {
        (_journal, _rules, _from, _to) = (journal, rules, fromOffset, toOffset);
        var clients = 0;
        for (var id = journal.NextClient(""); id is not null; id = journal.NextClient(id))
            clients += Meet(id) ? 1 : 0;
        var managed = new ManagedStretch(journal, fromOffset, toOffset);
        List<OperatorAct> before = [.. managed.Before, .. ManagedStretch.OfClients(_own)];
        // What is said at the beginning is said when everybody is there: who roams did so before.
        _actsAt = before.Count == 0 || _there.Count == 0 ? 0 : (_there.Count * Pace) + Stay;
        var opening = _there.Count == 0 ? 0 : Math.Max(_actsAt, _there.Count * Pace) + (2 * Stay);
        var start = from - TimeSpan.FromMicroseconds(opening);
        Acts = [.. before.Select(act => (At: _actsAt, Act: act)).Concat(managed.Acts.Select(act => (At: Microseconds(act.At - start), act.Act))).Select((act, index) => new RecordedAct(act.At, index + 1, act.Act))];
        Header = new RecordingHeader(
            RecordingSource.Journal, "journal", null, 0, null, clients, start, Microseconds(to - start), "1x", Microseconds(rules.PatternMaxAge), opening,
            Timeout: Microseconds(timeout), ReImages: _reImages, Managed: Acts.Count > 0);
        _reconstruction = new InputReconstruction(start, _reImages, client => Acts.Count > 0 ? managed.IntentsOf(client) : []);
        _missed.ForEach(_reconstruction.Miss);
        _silences = new SilentClients(journal, timeout, from, fromOffset, toOffset);
    }

    /// <summary>The first line.</summary>
    public RecordingHeader Header { get; }

    /// <summary>What operators did, in order; at first what was said when the stretch began.</summary>
    public IReadOnlyList<RecordedAct> Acts { get; }

    /// <summary>The inputs, in order. To be read once. What a row says that cannot be read comes with the next one of its client.</summary>
    public IEnumerable<RecordedInput> Inputs()
    {
        var order = new TimeOrder();
        foreach (var input in Opening().Concat(Stretch()).SelectMany(order.Add))
            yield return input;
        foreach (var input in order.Take())
            yield return input;
    }

    /// <summary>After the last input: the fleet at the end of the stretch, as it is after everybody's goodbye.</summary>
    public string FleetHash()
    {
        using var hash = new FleetFingerprint();
        foreach (var life in _reconstruction.Lives)
            hash.Add(life.Id, Parted(life.State));
        return hash.Finish();
    }

    /// <inheritdoc/>
    public void Dispose() => _journal.Dispose();

    private ClientState Parted(ClientState state) => state with
    {
        Presence = Presence.Never,
        // By the rule that the header tells, whatever the rules were that the server has had since.
        Pattern = state.Pattern with { Status = state.Pattern.StatusAt(Header.Start + TimeSpan.FromMicroseconds(Header.Length), _rules.PatternMaxAge) },
    };

    /// <summary>True if the client takes part: it is there at the beginning, or has rows in the stretch.</summary>
    private bool Meet(string id)
    {
        var first = _from == 0 ? null : _journal.LastRow(id, _from);
        var before = _journal.Readable(first);
        if (first?.Number != before?.Entry.Number)
            _missed.Add(id);
        var last = _journal.LastReadable(id, _to);
        var (start, end) = (before?.After ?? ClientState.None, last?.After ?? ClientState.None);
        _reImages |= end.Epochs.Left.Any(left => left.Length > 0 && !start.Epochs.Left.Contains(left));
        if (start.Exists)
            _there.Add((before!.Value.Client, before.Value.Entry.Number));
        if (start.Exists && start.Settings.Own != LevelSettings.None)
            _own.Add((before!.Value.Client, start.Settings.Own));
        return start.Exists || (last?.Entry.Number ?? 0) > (before?.Entry.Number ?? 0);
    }

    private IEnumerable<RecordedInput> Opening()
    {
        var going = new Queue<(ClientId Client, long Due)>();
        var at = 0L;
        foreach (var (client, number) in _there)
        {
            while (going.TryPeek(out var next) && next.Due <= at)
            {
                foreach (var input in _reconstruction.Close(going.Dequeue().Client, next.Due))
                    yield return input;
            }

            var state = _journal.ReadableBefore(client.Value, number + 1)!.Value.After;
            foreach (var input in _reconstruction.Open(client, state, at))
                yield return input;
            if (state.Presence.Session is null)
                going.Enqueue((client, Math.Max(at, _actsAt) + Stay));
            at += Pace;
        }

        while (going.TryDequeue(out var last))
        {
            foreach (var input in _reconstruction.Close(last.Client, last.Due))
                yield return input;
        }
    }

    private IEnumerable<RecordedInput> Stretch()
    {
        for (var offset = _from; offset < _to;)
        {
            var rows = _journal.ReadAfter(offset, Rows);
            foreach (var entry in rows.TakeWhile(row => row.Offset <= _to).Where(row => row.IsOfClient))
            {
                if (!entry.TryRead(out var row, out _))
                {
                    _reconstruction.Miss(entry.Client);
                    continue;
                }

                var at = Microseconds(entry.RecordedAt - Header.Start);
                foreach (var input in Meanwhile(entry.RecordedAt, at))
                    yield return input;
                foreach (var input in _reconstruction.Row(row.Client, row.Event, row.After, at))
                    yield return input;
            }

            offset = rows.Count < Rows ? _to : rows[^1].Offset;
        }

        foreach (var input in Meanwhile(DateTimeOffset.MaxValue, long.MaxValue))
            yield return input;
    }

    /// <summary>What happens before a row and has none of its own.</summary>
    private IEnumerable<RecordedInput> Meanwhile(DateTimeOffset moment, long at)
    {
        while (_silences.NextBefore(moment) is { } silence)
        {
            _silences.Take();
            var silentAt = Microseconds(silence.At - Header.Start);
            foreach (var input in Visits(silentAt))
                yield return input;
            foreach (var input in _reconstruction.FallSilent(silence.Client, silentAt))
                yield return input;
        }

        foreach (var input in Visits(at))
            yield return input;
    }

    private IEnumerable<RecordedInput> Visits(long upTo)
    {
        while (_reconstruction.NextVisit is { } due && due <= upTo)
        {
            foreach (var input in _reconstruction.MakeVisit(Math.Min(due, Header.Length)))
                yield return input;
        }
    }

    private static long Microseconds(TimeSpan time) => time.Ticks / TimeSpan.TicksPerMicrosecond;
}
