using Akka.Actor;
using Fleet.Actors.Client;
using Fleet.ReadModel.Queries;
using Fleet.ReadModel.Store;
using Fleet.Core.Clients;

namespace Fleet.Actors.Sweep;

/// <summary>
/// Goes round by round through what a rule finds, and tells it to the clients at the pace of their answers. It keeps nothing
/// that must not be lost: what one round misses, the next one finds.
/// </summary>
internal sealed class SweepRuleActor : UntypedActor, IWithTimers
{
    private readonly ISweepRule _rule;
    private readonly SweepPace _pace;
    private readonly SweepContext _context;
    private readonly Unanswered _unanswered;
    private bool _isInRound;
    private bool _isResting;
    private long _answered;

    /// <param name="rule">What is looked for.</param>
    /// <param name="pace">How fast.</param>
    /// <param name="context">The read model, the clients, the bounds.</param>
    public SweepRuleActor(ISweepRule rule, SweepPace pace, SweepContext context)
    {
        (_rule, _pace, _context) = (rule, pace, context);
        _unanswered = new Unanswered(context.Settings.AnswerWithin, context.Time);
    }

    public ITimerScheduler Timers { get; set; } = null!;

    private bool HasRoom => _unanswered.Count <= _context.Settings.Page / 2;

    protected override void PreStart() => EndRound(_pace.Interval);

    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case LookAgain:
                _isResting = false;
                _unanswered.GiveUp();
                GoOn();
                break;
            case ClientAnswer answer:
                OnAnswer(answer);
                break;
            default:
                Unhandled(message);
                break;
        }
    }

    private void OnAnswer(ClientAnswer answer)
    {
        _unanswered.Remove(answer.Client);
        _answered = Math.Max(_answered, answer.Offset);
        if (answer.Reply is Refused { Refusal.RetryAfter: { } later })
            EndRound(later > _pace.Interval ? later : _pace.Interval);
        else if (!_isResting && HasRoom)
            GoOn();
    }

    /// <summary>Reads on and tells until enough clients have to answer first.</summary>
    private void GoOn()
    {
        while (HasRoom)
        {
            if (NextPage() is not { } page)
            {
                EndRound(_pace.Interval);
                return;
            }

            foreach (var command in page.Where(command => _unanswered.Add(command.Client)))
                _context.Region.Tell(command);
            if (_pace.PageEvery is { } later)
            {
                Rest(later);
                return;
            }
        }

        LookIn(_context.Settings.AnswerWithin);
    }

    /// <summary>Null: the round is over, or cannot be gone on with now.</summary>
    private IReadOnlyList<ToClient>? NextPage()
    {
        try
        {
            return _context.Queries.Lag(_context.Time.GetUtcNow()).Age <= _context.Settings.MaxLag ? _context.Queries.Read(NextPage) : null;
        }
        catch (QueryException)
        {
            // The read model is being built: there is nothing to go by.
            return null;
        }
    }

    private IReadOnlyList<ToClient>? NextPage(IReadSnapshot snapshot)
    {
        // Before the answers of the last round are visible, this one would find the same clients again.
        if (!_isInRound && snapshot.Offset < _answered)
            return null;
        _isInRound = true;
        return _rule.Next(snapshot, _context.Settings.Page);
    }

    private void EndRound(TimeSpan rest)
    {
        _rule.Begin();
        _isInRound = false;
        Rest(rest);
    }

    /// <summary>Until then, answers bring nothing about.</summary>
    private void Rest(TimeSpan time)
    {
        _isResting = true;
        LookIn(time);
    }

    private void LookIn(TimeSpan time) => Timers.StartSingleTimer(LookAgain.Instance, LookAgain.Instance, time);

    private sealed class LookAgain
    {
        public static LookAgain Instance { get; } = new();
    }
}
