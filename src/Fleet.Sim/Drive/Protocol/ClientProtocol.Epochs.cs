namespace Fleet.Sim.Drive.Protocol;

/// <content>What a client does that lost its memory.</content>
internal partial struct ClientProtocol
{
    /// <summary>
    /// The machine is re-imaged. What was observed while it was away is gone; what was told before, but has no answer, it tells in the new epoch, as
    /// nobody could say whether it had arrived. Who is still saying goodbye does that first.
    /// </summary>
    /// <param name="lost">How many of the last reports are gone.</param>
    public Todo ReImage(out int lost)
    {
        var todo = ConnectionPhase == ConnectionPhase.Away || _leaving != 0 ? Todo.Nothing : Vanish(Effects.Cut);
        lost = (int)(_numbers.Told - Math.Max(_leavingThrough, _numbers.Answered));
        _numbers.Untell(lost);
        _forgets = true;
        if (ConnectionPhase == ConnectionPhase.Away)
            Forget();
        return todo;
    }

    /// <summary>The server knows this epoch for one that the client has left: it chooses another one.</summary>
    public Todo ChooseEpoch(TimeSpan now)
    {
        if (ConnectionPhase is ConnectionPhase.Away or ConnectionPhase.Waiting)
            return Todo.Nothing;
        Forget();
        return Retry(now, AckPatience.Reconnect) | Effects.Cut;
    }

    private void Forget()
    {
        _forgets = false;
        Epoch++;
        SentBefore = Math.Max(SentBefore, _numbers.Highest);
        _leavingThrough = Math.Max(_leavingThrough - _numbers.Answered, 0);
        _numbers.BeginAnew();
    }
}
