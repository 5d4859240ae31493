using Fleet.Core.Vocabulary;
using Fleet.Sim.Scenario;

namespace Fleet.Sim.Synthesis;

/// <summary>Lets storms hit the clients.</summary>
internal sealed class StormActs
{
    private readonly TimelinePlan _plan;
    private readonly ClientTable _table;
    private readonly ClientLives _lives;

    public StormActs(TimelinePlan plan, ClientTable table, ClientLives lives)
    {
        (_plan, _table, _lives) = (plan, table, lives);
        for (var client = 0; client < plan.Roster.Clients.Count; client++)
        {
            for (var storm = 0; storm < plan.Storms.Length; storm++)
                Forecast(client, storm);
        }
    }

    /// <summary>The storm hits the client, or lets it go.</summary>
    public void Act(int client, int number, long now)
    {
        var storm = _plan.Storms[number];
        ref var slot = ref _table.Slot(client, ClientTable.SlotOfStorm(number));
        slot.Next = Slot.Never;
        slot.Round++;
        switch (storm.Kind)
        {
            case StormKind.MorningLogin:
                LogIn(client, now);
                break;
            case StormKind.ServerReturn:
                Absence(client, ref slot, Verb.Break, Length(storm) + Spread(client, number, slot.Round), now);
                break;
            case StormKind.HalfOpen:
                Absence(client, ref slot, Verb.PullCable, Length(storm), now);
                break;
            case StormKind.PatternRelease:
                Released(client, ref slot, Spread(client, number, slot.Round), now);
                break;
            case StormKind.SpsOutage:
                LinkOutage(client, ref slot, Length(storm), now);
                break;
            case StormKind.RoamingFlap:
                Flap(client, number, ref slot, now);
                break;
            case StormKind.ReImage:
                ReImage(client, ref slot, Length(storm), now);
                break;
            case StormKind.SlowReaders:
                Deafness(client, ref slot, Length(storm), now);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(number), storm.Kind, "unknown kind of storm");
        }
    }

    private void Forecast(int client, int number)
    {
        var storm = _plan.Storms[number];
        if (!storm.Hits(_plan.LifeOf(client).Population) || !_plan.Draws(client, Purpose.OfStorm(number), 0).Happens(storm.Share.PerMillion))
            return;
        ref var slot = ref _table.Slot(client, ClientTable.SlotOfStorm(number));
        slot.Round = 1;
        slot.Next = WholeMicroseconds.Of(storm.At) + storm.Kind switch
        {
            StormKind.ServerReturn or StormKind.PatternRelease => 0,
            StormKind.RoamingFlap => Gap(client, number, slot.Round),
            _ => Spread(client, number, slot.Round),
        };
    }

    private void LogIn(int client, long now)
    {
        if (_lives.Presence(client) == PresenceState.Off)
            _lives.Move(client, Verb.Login, now);
        else if (_lives.Presence(client) == PresenceState.Away && !_lives.IsHeld(client, Tracks.Presence))
            _lives.Move(client, Verb.Connect, now);
    }

    private void Absence(int client, ref Slot slot, Verb verb, long length, long now)
    {
        if (!slot.IsOn)
        {
            if (_lives.Presence(client) is not (PresenceState.Present or PresenceState.Away))
                return;
            Begin(client, Tracks.Presence, ref slot, now + length);
            if (_lives.Presence(client) == PresenceState.Present)
            {
                _lives.Move(client, verb, now);
                _table.Body(client).TornAway = true;
            }
        }
        else if (End(client, Tracks.Presence, now) && _table.Body(client).TornAway)
        {
            _lives.Move(client, Verb.Connect, now);
        }
    }

    private void ReImage(int client, ref Slot slot, long length, long now)
    {
        if (!slot.IsOn)
        {
            if (_lives.Presence(client) == PresenceState.Off)
                return;
            Begin(client, Tracks.Presence, ref slot, now + length);
            if (_lives.Presence(client) == PresenceState.Present)
            {
                _lives.ShutDown(client);
                _table.Body(client).TornAway = true;
            }

            return;
        }

        _lives.ReImage(client);
        if (End(client, Tracks.Presence, now) && _table.Body(client).TornAway)
            _lives.Move(client, Verb.Connect, now);
    }

    private void Released(int client, ref Slot slot, long untilFetched, long now)
    {
        if (!slot.IsOn)
        {
            if (_lives.Presence(client) == PresenceState.Off)
                return;
            if (_plan.Patterns.ByStatus)
                _lives.Turn(client, Fact.Pattern, (byte)PatternStatus.Outdated, now);
            Begin(client, Fact.Pattern, ref slot, now + untilFetched);
        }
        else if (End(client, Fact.Pattern, now))
        {
            _lives.Turn(client, Fact.Pattern, (byte)PatternStatus.UpToDate, now);
        }
    }

    private void LinkOutage(int client, ref Slot slot, long length, long now)
    {
        if (!slot.IsOn)
        {
            if (_lives.Presence(client) == PresenceState.Off || _lives.State(client, Fact.SmartProtection) == (byte)SmartProtection.NotUsed)
                return;
            _lives.Turn(client, Fact.SmartProtection, (byte)SmartProtection.Disconnected, now);
            Begin(client, Fact.SmartProtection, ref slot, now + length);
        }
        else if (End(client, Fact.SmartProtection, now))
        {
            _lives.Turn(client, Fact.SmartProtection, (byte)SmartProtection.Connected, now);
        }
    }

    private void Flap(int client, int number, ref Slot slot, long now)
    {
        var storm = _plan.Storms[number];
        if (_lives.Presence(client) != PresenceState.Off)
        {
            var roams = _lives.State(client, Fact.Roaming) == FactNumbers.On;
            _lives.Turn(client, Fact.Roaming, roams ? (byte)FactNumbers.Off : (byte)FactNumbers.On, now);
        }

        var next = now + Gap(client, number, slot.Round);
        slot.Next = next < WholeMicroseconds.Of(storm.At) + Length(storm) ? next : Slot.Never;
    }

    private void Deafness(int client, ref Slot slot, long length, long now)
    {
        if (slot.IsOn)
        {
            _lives.SetDeaf(client, false);
        }
        else if (_lives.Presence(client) == PresenceState.Present)
        {
            _lives.SetDeaf(client, true);
            (slot.IsOn, slot.Next) = (true, Math.Min(now + length, _plan.Duration));
        }
    }

    private void Begin(int client, Fact track, ref Slot slot, long end)
    {
        _lives.Hold(client, track);
        (slot.IsOn, slot.Next) = (true, end);
    }

    /// <summary>True if that was the last storm which held the track.</summary>
    private bool End(int client, Fact track, long now)
    {
        _lives.Release(client, track, now);
        return !_lives.IsHeld(client, track);
    }

    private long Spread(int client, int number, int round) =>
        _plan.Draws(client, Purpose.OfStorm(number), round).Below(WholeMicroseconds.Of(_plan.Storms[number].Over));

    private long Gap(int client, int number, int round) =>
        _plan.Draws(client, Purpose.OfStorm(number), round).Exponential(WholeMicroseconds.Of(_plan.Storms[number].Every));

    private static long Length(Storm storm) => WholeMicroseconds.Of(storm.For);
}
