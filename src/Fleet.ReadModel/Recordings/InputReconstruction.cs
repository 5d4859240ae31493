using Fleet.Core.Clients;
using Fleet.Core.Vocabulary;
using Fleet.Protocol.Recording;

namespace Fleet.ReadModel.Recordings;

/// <summary>
/// Turns journal rows back into the inputs that they followed from: who plays them has every client go through the same
/// states. What no client does is left out (a pattern's age) or told by the nearest thing that one does (a session that was presumed lost is a
/// cut stream, being forgotten an uninstallation, a report without a session a short visit).
/// </summary>
/// <param name="start">The moment of the recording's start.</param>
/// <param name="reImages">The recording has machines that are re-imaged.</param>
/// <param name="intentsOf">What a client will do about what it is asked for: told first of all.</param>
internal sealed class InputReconstruction(DateTimeOffset start, bool reImages, Func<string, IReadOnlyList<ClientIntent>> intentsOf)
{
    /// <summary>
    /// Reports that come while a client is away are its backlog, and it connects at once; if it does not for so long, they
    /// came without a session. In microseconds.
    /// </summary>
    private const long Visit = 2_000_000;

    private readonly SortedDictionary<string, Life> _lives = new(StringComparer.Ordinal);
    private readonly Queue<(Life Life, long Due)> _visits = [];
    private readonly HashSet<string> _missed = [];
    private readonly FactsOfState _facts = new(start);
    private readonly List<RecordedInput> _inputs = [];

    /// <summary>Every client of the recording, in the ordinal order of ids.</summary>
    public IEnumerable<Life> Lives => _lives.Values;

    /// <summary>When the next thing happens that has no row of its own; null: nothing will.</summary>
    public long? NextVisit => _visits.TryPeek(out var visit) ? visit.Due : null;

    /// <summary>A client comes to where it is at the start of the stretch.</summary>
    public IReadOnlyList<RecordedInput> Open(ClientId client, ClientState state, long at)
    {
        _inputs.Clear();
        var life = Meet(client, at);
        life.State = state;
        if (_facts.Told(state) is var told && told != ReportedFacts.None)
            Tell(life, told, at);
        Connect(life, at);
        return _inputs;
    }

    /// <summary>It goes again, as it was away at the start of the stretch.</summary>
    public IReadOnlyList<RecordedInput> Close(ClientId client, long at)
    {
        _inputs.Clear();
        var life = _lives[client.Value];
        Leave(life, life.State.Presence.Goodbye ?? GoodbyeReason.Unloaded, at);
        return _inputs;
    }

    /// <summary>A row of a client cannot be read: whatever it said comes with the next one.</summary>
    public void Miss(string client) => _missed.Add(client);

    /// <summary>The inputs that a row was made from.</summary>
    public IReadOnlyList<RecordedInput> Row(ClientId client, ClientEvent happened, ClientState after, long at)
    {
        _inputs.Clear();
        if (!_lives.TryGetValue(client.Value, out var life))
            life = Meet(client, at);
        // Who tells an epoch for the first time has a new agent, and forgets nothing.
        if (reImages && happened.BeginsEpoch && after.Epochs.Left is [{ Length: > 0 }, ..])
            ReImage(life, happened, at);
        if (after.Exists)
            life.State = after;
        var missed = _missed.Remove(client.Value) && after.Exists;
        var known = missed || (life.Forgotten && after.Exists);
        if (known)
        {
            life.Forgotten = false;
            Tell(life, _facts.Whole(after), at);
        }

        if (missed)
            Await(life, at);
        if (happened is ReportTaken report && !known)
            Tell(life, _facts.Changed(report.Changed), at);
        Follow(life, happened, after, at);
        if (missed)
            CatchUp(life, after.Presence, at);
        return _inputs;
    }

    /// <summary>The way of a client's sessions.</summary>
    private void Follow(Life life, ClientEvent happened, ClientState after, long at)
    {
        switch (happened)
        {
            case ReportTaken or Registered:
                Await(life, at);
                break;
            case SessionOpened:
                // The server knew of no end of the one before: neither must who plays it.
                if (life.Present)
                    PullCable(life, at);
                Connect(life, at);
                break;
            case SessionEnded when life.Silent:
                life.Silent = false;
                break;
            case SessionEnded { Cause: not PresenceCause.Goodbye } when life.Present:
                Break(life, at);
                break;
            case SessionEnded ended:
                // One that never got present hands over what waits, and one that was away tells why it does not come back.
                if (life.Waits || (!life.Present && after.Presence.HasLeft))
                    Connect(life, at);
                if (life.Present)
                    Leave(life, ended.Goodbye ?? GoodbyeReason.Unloaded, at);
                break;
            case Forgotten:
                if (!life.Present)
                    Connect(life, at);
                Leave(life, GoodbyeReason.Uninstalled, at);
                life.Forgotten = true;
                break;
            case PatternJudged or IdentityJudged or Marked or SettingsPut or SettingsAnswered or TaskStepped:
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(happened), happened, "unknown event");
        }
    }

    /// <summary>A client falls silent; its server finds it out when the row comes that says so.</summary>
    public IReadOnlyList<RecordedInput> FallSilent(ClientId client, long at)
    {
        _inputs.Clear();
        if (_lives.TryGetValue(client.Value, out var life) && life.Present)
        {
            PullCable(life, at);
            life.Silent = true;
        }

        return _inputs;
    }

    /// <summary>Hands over what has waited long enough.</summary>
    /// <param name="at">When; before the visit is due only at the end of the recording.</param>
    public IReadOnlyList<RecordedInput> MakeVisit(long at)
    {
        _inputs.Clear();
        var life = _visits.Dequeue().Life;
        if (!life.Waits)
            return _inputs;
        Connect(life, at);
        Leave(life, GoodbyeReason.Unloaded, at);
        return _inputs;
    }

    /// <summary>The row that cannot be read may have begun or ended a session.</summary>
    private void CatchUp(Life life, Presence presence, long at)
    {
        if (life.Present && presence.Session is null)
            Leave(life, presence.Goodbye ?? GoodbyeReason.Unloaded, at);
        else if (!life.Present && !life.Silent && presence.Session is not null)
            Connect(life, at);
    }

    private void Await(Life life, long at)
    {
        if (life.Present || life.Waits)
            return;
        life.Waits = true;
        _visits.Enqueue((life, at + Visit));
    }

    private Life Meet(ClientId client, long at)
    {
        var life = _lives[client.Value] = new Life(client);
        foreach (var intent in intentsOf(client.Value))
            Add(life, at, new RecordedInput { Kind = InputKind.Intend, Intent = intent });
        return life;
    }

    private void Connect(Life life, long at)
    {
        if (!life.Connected)
        {
            life.Connected = true;
            life.FirstGroup = life.State.Reported.HasFlag(Fact.Group) ? life.State.Group : null;
            life.KnownGroup ??= life.FirstGroup ?? GroupName.Default;
        }

        if (life.KnownGroup != life.State.Group)
            Tell(life, new ReportedFacts { Group = life.State.Group }, at);
        Add(life, at, new RecordedInput { Kind = InputKind.Connect, Group = life.FirstGroup });
        (life.Present, life.Waits) = (true, false);
    }

    private void Tell(Life life, ReportedFacts facts, long at)
    {
        life.KnownGroup = facts.Group ?? life.KnownGroup;
        Add(life, at, new RecordedInput { Kind = InputKind.Tell, Facts = facts });
    }

    private void Break(Life life, long at)
    {
        Add(life, at, new RecordedInput { Kind = InputKind.Break });
        life.Present = false;
    }

    private void PullCable(Life life, long at)
    {
        Add(life, at, new RecordedInput { Kind = InputKind.PullCable });
        life.Present = false;
    }

    /// <summary>What it told before is handed over first: the journal has it. One that stays in its session counts anew beside it, and nobody sees that.</summary>
    private void ReImage(Life life, ClientEvent happened, long at)
    {
        if (happened is ReportTaken && life.Present)
            return;
        if (life.Present)
        {
            PullCable(life, at);
        }
        else if (life.Waits)
        {
            Connect(life, at);
            Leave(life, GoodbyeReason.Unloaded, at);
        }

        Add(life, at, new RecordedInput { Kind = InputKind.ReImage });
    }

    private void Leave(Life life, GoodbyeReason reason, long at)
    {
        Add(life, at, new RecordedInput { Kind = InputKind.Leave, Reason = reason });
        life.Present = false;
    }

    private void Add(Life life, long at, RecordedInput input) => _inputs.Add(input with { At = at, Client = life.Id, Number = ++life.Number });
}
