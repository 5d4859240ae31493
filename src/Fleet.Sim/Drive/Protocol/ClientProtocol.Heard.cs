namespace Fleet.Sim.Drive.Protocol;

/// <content>What comes from the server.</content>
internal partial struct ClientProtocol
{
    /// <summary>The session is open.</summary>
    /// <param name="held">Highest report number that the server holds.</param>
    /// <param name="terms">The session's terms.</param>
    /// <param name="now">Since the start of the run.</param>
    public Todo Welcome(long held, Terms terms, TimeSpan now)
    {
        if (ConnectionPhase != ConnectionPhase.Opening)
            return Todo.Nothing;
        ConnectionPhase = ConnectionPhase.Online;
        _terms = terms;
        _credit = (byte)terms.Window;
        _lastSent = now;
        _resumeAt = TimeSpan.Zero;
        _probes = false;
        _leavingThrough += _numbers.Resume(held);
        SentBefore = 0;
        return Pump(now);
    }

    /// <summary>The server said something, whatever it was: it is there.</summary>
    public void Hear()
    {
        if (_aliveBy == TimeSpan.MaxValue)
            return;
        _aliveBy = TimeSpan.MaxValue;
        _attempts = 0;
    }

    /// <summary>Everything up to that number is durable, or was refused for good before.</summary>
    /// <param name="seq">The number.</param>
    /// <param name="window">The credit: how many reports may be under way from now on, never more than the welcome allowed; 0: as before.</param>
    /// <param name="now">Since the start of the run.</param>
    public Todo Ack(long seq, int window, TimeSpan now)
    {
        if (window > 0)
            _credit = (byte)Math.Min(window, _terms.Window);
        return _numbers.Ack(seq) ? Progress(now) : Pump(now);
    }

    /// <summary>A report is refused for good: its number is used up.</summary>
    public Todo Refuse(long seq, TimeSpan now) => _numbers.Refuse(seq) ? Progress(now) : Todo.Nothing;

    /// <summary>A report is to be sent again after a while, and those after it, whether or not the server says so of each.</summary>
    /// <param name="seq">Its number.</param>
    /// <param name="after">When, at the earliest.</param>
    /// <param name="now">Since the start of the run.</param>
    /// <returns>False if none of them is under way any more.</returns>
    public bool Defer(long seq, TimeSpan after, TimeSpan now)
    {
        if (ConnectionPhase != ConnectionPhase.Online || !_numbers.Rewind(seq))
            return false;
        var resumeAt = now + AckPatience.After(after, NextChance());
        _resumeAt = resumeAt > _resumeAt ? resumeAt : _resumeAt;
        // One report will do to find out whether the server takes them again.
        _probes = true;
        return true;
    }

    /// <summary>The hello is refused, or the server ends the session.</summary>
    /// <param name="retryAfter">When to connect again; null: not at all.</param>
    /// <param name="now">Since the start of the run.</param>
    public Todo Dismiss(TimeSpan? retryAfter, TimeSpan now)
    {
        if (ConnectionPhase is ConnectionPhase.Away or ConnectionPhase.Waiting)
            return Todo.Nothing;
        if (retryAfter is { } after)
            return (after > TimeSpan.Zero ? RetryAfter(now, AckPatience.After(after, NextChance())) : Retry(now, AckPatience.Reconnect)) | Effects.Release;
        Parted = ConnectionPhase == ConnectionPhase.Parting;
        Rest();
        _sentAway = !Parted;
        return new Todo(Effects.Release);
    }

    /// <summary>The hello is answered by the address of another server: it is said again there, at once.</summary>
    public Todo Redirect(TimeSpan now)
    {
        if (ConnectionPhase != ConnectionPhase.Opening)
            return Todo.Nothing;
        (ConnectionPhase, _deadline) = (ConnectionPhase.Waiting, now);
        return new Todo(Effects.Release);
    }

    /// <summary>The stream ended.</summary>
    /// <param name="inOrder">The server completed it.</param>
    /// <param name="now">Since the start of the run.</param>
    public Todo Ended(bool inOrder, TimeSpan now)
    {
        if (ConnectionPhase is ConnectionPhase.Away or ConnectionPhase.Waiting)
            return Todo.Nothing;
        if (ConnectionPhase != ConnectionPhase.Parting || !inOrder)
            return Retry(now, AckPatience.Reconnect);
        Parted = true;
        Rest();
        return Todo.Nothing;
    }

    private Todo Progress(TimeSpan now)
    {
        _attempts = 0;
        _probes &= _resumeAt > TimeSpan.Zero;
        ExpectAnswer(now);
        return Pump(now);
    }
}
