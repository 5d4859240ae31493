using Fleet.Core.Vocabulary;
using Fleet.Sim.Scenario;
using Fleet.Sim.Timeline;

namespace Fleet.Sim.Synthesis;

/// <summary>The clients' lives: turns their tracks, so that each stays consistent, and writes down the steps.</summary>
internal sealed class ClientLives
{
    private readonly TimelinePlan _plan;
    private readonly ClientTable _table;
    private readonly ReportCatalogue _reports;

    public ClientLives(TimelinePlan plan, ClientTable table)
    {
        _plan = plan;
        _table = table;
        _reports = new ReportCatalogue(plan.Patterns);
        for (var client = 0; client < plan.Roster.Clients.Count; client++)
        {
            Slot(client, Fact.Pattern).State = (byte)PatternStatus.UpToDate;
            foreach (var fact in Tracks.OfNumbers)
                Slot(client, fact).State = (byte)plan.LifeOf(client).Numbers[fact];
            Arm(client, Tracks.Presence, 0);
        }
    }

    /// <summary>The steps of the client that acts; whoever takes them clears the list.</summary>
    public List<Step> Steps { get; } = new(4);

    /// <summary>Lets a track's next verb happen.</summary>
    public void Act(int client, Fact track, long now)
    {
        var verb = (Verb)Slot(client, track).Verb;
        if (track == Tracks.Presence)
            Move(client, verb, now);
        else
            Turn(client, track, MovesAttribute.Of(verb).To, now);
    }

    public PresenceState Presence(int client) => (PresenceState)Slot(client, Tracks.Presence).State;

    public byte State(int client, Fact track) => Slot(client, track).State;

    public bool IsHeld(int client, Fact track) => Slot(client, track).Holds > 0;

    /// <summary>Something stronger than the client's life has the track until it is released.</summary>
    public void Hold(int client, Fact track)
    {
        Slot(client, track).Holds++;
        Slot(client, track).Next = Synthesis.Slot.Never;
    }

    /// <summary>Ends a hold; life goes on when the last one ends.</summary>
    public void Release(int client, Fact track, long now)
    {
        Slot(client, track).Holds--;
        Arm(client, track, now);
    }

    /// <summary>A fact takes a value; it is told if it is another one than before.</summary>
    public void Turn(int client, Fact track, byte state, long now)
    {
        ref var slot = ref Slot(client, track);
        ref var body = ref _table.Body(client);
        var release = track == Fact.Pattern && state == (byte)PatternStatus.UpToDate && !_plan.Patterns.ByStatus
            ? _plan.Patterns.NewestAt(now)
            : body.Release;
        if (slot.State == state && body.Release == release)
            return;
        (slot.State, body.Release) = (state, release);
        Steps.Add(_reports.Of(track, state, release));
        Arm(client, track, now);
    }

    /// <summary>The client's presence changes by a verb.</summary>
    public void Move(int client, Verb verb, long now)
    {
        ref var body = ref _table.Body(client);
        var reason = _plan.LifeOf(client).Population.LeaveReason;
        if (verb == Verb.Login)
            Begin(client, now);
        if (verb == Verb.PullCable && !body.Cables.MayBePulled(_plan.Scale.Of(now)))
            verb = Verb.Break;
        Steps.Add(PresenceSteps.Of(verb, reason));
        (body.Deaf, body.TornAway) = (false, false);
        Slot(client, Tracks.Presence).State = MovesAttribute.Of(verb).To;
        Arm(client, Tracks.Presence, now);
        if (verb == Verb.Leave && Core.Clients.Presence.IsForGood(reason))
            _table.End(client);
    }

    /// <summary>The client's machine is shut down.</summary>
    public void ShutDown(int client)
    {
        ref var body = ref _table.Body(client);
        Steps.Add(PresenceSteps.ShutDown);
        body.Deaf = false;
        Slot(client, Tracks.Presence).State = (byte)PresenceState.Away;
    }

    /// <summary>The client's machine is re-imaged while it is away: it remembers nothing, so it tells all that it is.</summary>
    public void ReImage(int client)
    {
        Steps.Add(PresenceSteps.ReImaged);
        Steps.Add(_reports.Whole(_plan.LifeOf(client).Population, track => Slot(client, track).State, _table.Body(client).Release));
    }

    /// <summary>The client begins, or ceases, to ignore what the server sends.</summary>
    public void SetDeaf(int client, bool deaf)
    {
        ref var body = ref _table.Body(client);
        if (body.Deaf == deaf)
            return;
        body.Deaf = deaf;
        Steps.Add(PresenceSteps.OfReading(!deaf));
    }

    private void Begin(int client, long now)
    {
        Steps.AddRange(_plan.Intentions?.Of(client) ?? []);
        Steps.Add(_plan.FirstTellOf(client));
        foreach (var fact in Tracks.All.AsSpan(1))
            Arm(client, fact, now);
    }

    private void Arm(int client, Fact track, long now)
    {
        ref var slot = ref Slot(client, track);
        slot.Next = Synthesis.Slot.Never;
        if (slot.Holds > 0)
            return;
        slot.Round++;
        foreach (var choice in _plan.LifeOf(client).Choices(track, slot.State))
        {
            var due = choice.Timing.From(now, _plan.Draws(client, Purpose.Of(choice.Verb), slot.Round));
            if (due < slot.Next)
                (slot.Next, slot.Verb) = (due, (byte)choice.Verb);
        }
    }

    private ref Slot Slot(int client, Fact track) => ref _table.Slot(client, track);
}
