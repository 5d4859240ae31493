namespace Fleet.Actors.Sessions;

/// <summary>The reports of one session that have no answer yet: no more than a window of them, each with a place in the node's turnstile.</summary>
internal sealed class ReportWindow(SessionPorts ports)
{
    private readonly Queue<(long Seq, DateTimeOffset Due)> _reports = new();

    /// <summary>As many are under way as the welcome allows.</summary>
    public bool IsFull => _reports.Count >= PresenceSettings.Window;

    /// <summary>All have their answers.</summary>
    public bool IsEmpty => _reports.Count == 0;

    /// <summary>When the oldest one is given up; null: there is none.</summary>
    public DateTimeOffset? Due => _reports.TryPeek(out var oldest) ? oldest.Due : null;

    /// <summary>One more, with its place taken.</summary>
    public void Add(long seq) =>
        // The session's own patience is longer than the actor's, so that "no answer" means that none will come.
        _reports.Enqueue((seq, ports.Now + SessionPorts.AnswerWithin + SessionPorts.RepeatAfter));

    /// <summary>An answer has come. Answers come in the order of the reports, so those before it have none any more.</summary>
    public void Answered(long seq)
    {
        while (_reports.Count > 0 && RemoveOldest() != seq)
        {
        }
    }

    /// <summary>Gives up those that are due; returns their numbers.</summary>
    public IEnumerable<long> GiveUp(DateTimeOffset now)
    {
        while (Due <= now)
            yield return RemoveOldest();
    }

    /// <summary>Nobody waits for any of them any more.</summary>
    public void Clear()
    {
        while (_reports.Count > 0)
            RemoveOldest();
    }

    private long RemoveOldest()
    {
        var (seq, due) = _reports.Dequeue();
        ports.Reports.Exit(ports.Now - (due - SessionPorts.RepeatAfter - SessionPorts.AnswerWithin));
        return seq;
    }
}
