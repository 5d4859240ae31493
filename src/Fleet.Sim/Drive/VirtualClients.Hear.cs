using Fleet.Sim.Drive.Protocol;
using Fleet.Sim.Drive.Wire;
using Fleet.V1;
using ConnectionPhase = Fleet.Sim.Drive.Protocol.ConnectionPhase;

namespace Fleet.Sim.Drive;

/// <content>Takes in what comes from the server.</content>
internal sealed partial class VirtualClients
{
    /// <summary>Takes in a message, or the end of a call.</summary>
    public void Hear(in Inbound inbound)
    {
        var client = inbound.Call.Client;
        var isCurrent = _calls.IsCurrent(inbound.Call);
        if (inbound.End is { } ended)
        {
            _serverFailed |= !ended.InOrder && !inbound.Call.IsCut;
            _calls.Remove(inbound.Call);
        }

        if (!isCurrent)
            return;
        var at = _clock.At(inbound.Timestamp);
        var todo = inbound.End is { } end ? HearEnd(client, end, at) : HearMessage(client, inbound.Message!, inbound.Timestamp, at);
        TakeAnswers(client, at);
        Do(client, todo);
    }

    private Todo HearMessage(int client, ServerMessage message, long timestamp, TimeSpan at)
    {
        _protocols[client].Hear();
        switch (message.MessageCase)
        {
            case ServerMessage.MessageOneofCase.Alive:
                return Todo.Nothing;
            case ServerMessage.MessageOneofCase.Welcome:
                return HearWelcome(client, message.Welcome, at);
            case ServerMessage.MessageOneofCase.Ack:
                _acks.Hear(message.Ack.Offset, timestamp);
                return _protocols[client].Ack(message.Ack.Seq, message.Ack.Window, at);
            case ServerMessage.MessageOneofCase.Refusal:
                return HearRefusal(client, message.Refusal, at);
            case ServerMessage.MessageOneofCase.Closing:
                return HearClosing(client, message.Closing, at);
            case ServerMessage.MessageOneofCase.Ping:
                _calls.Of(client)?.Send(OutgoingMessages.Pong(message.Ping.Id));
                return Todo.Nothing;
            case ServerMessage.MessageOneofCase.Settings when AreManaged:
                return HearSettings(client, message.Settings, at);
            case ServerMessage.MessageOneofCase.Task when AreManaged:
                return HearTask(client, message.Task, at);
            case ServerMessage.MessageOneofCase.Notice when AreManaged:
                HearNotice(client, message.Notice, at);
                return Todo.Nothing;
            case ServerMessage.MessageOneofCase.IconChanged:
                _tally.IconChanges++;
                return Todo.Nothing;
            default:
                LastTrouble = "the server sent a message of an unknown kind";
                return Todo.Nothing;
        }
    }

    private Todo HearClosing(int client, Closing closing, TimeSpan at)
    {
        // Only where it was said: a server that sends everybody around gets the pauses of one that ends sessions.
        if (closing.Address.Length > 0 && _protocols[client].ConnectionPhase == ConnectionPhase.Opening && _routes.Follows(client))
            return HearRedirect(client, closing.Address, at);
        // A client that connects again has given its last session up, and does not hear how that one ends.
        if (closing.Reason == "superseded")
            _tally.Superseded++;
        if (closing.Reason != "goodbye")
            LastTrouble = $"the server closed a session: {closing.Reason}";
        return Dismiss(client, closing.RetryAfter?.ToTimeSpan(), at);
    }

    private Todo HearRedirect(int client, string address, TimeSpan at)
    {
        _pace.Answered();
        if (!_routes.Send(client, address))
            LastTrouble = $"clients are sent to {address}, which no --server names";
        return _protocols[client].Redirect(at);
    }

    private Todo HearWelcome(int client, Welcome welcome, TimeSpan at)
    {
        if (_protocols[client].ConnectionPhase == ConnectionPhase.Opening)
        {
            _tally.Welcomes++;
            _pace.Answered();
            _routes.Arrived(client);
            _measurements.RecordConnect(at - _since[client]);
        }

        Terms = new Terms(
            welcome.Heartbeat?.ToTimeSpan() ?? Terms.Default.Heartbeat, welcome.Timeout?.ToTimeSpan() ?? Terms.Default.Timeout, welcome.Window,
            welcome.AliveWithin?.ToTimeSpan() ?? TimeSpan.Zero);
        var isNew = _protocols[client].ConnectionPhase == ConnectionPhase.Opening;
        var todo = _protocols[client].Welcome(welcome.LastSeq, Terms, at);
        if (isNew && AreManaged)
            TellTasks(client);
        return todo;
    }

    private Todo HearRefusal(int client, Refusal refusal, TimeSpan at)
    {
        ref var protocol = ref _protocols[client];
        LastTrouble = $"refused: {refusal.Code} {refusal.Message}".TrimEnd();
        var retryAfter = refusal.RetryAfter?.ToTimeSpan();
        if (refusal.Code == "epoch-old")
            return ChooseEpoch(client, at);
        if (refusal.Seq == 0)
            return protocol.ConnectionPhase == ConnectionPhase.Opening ? Dismiss(client, retryAfter, at) : Todo.Nothing;
        var index = refusal.Seq - protocol.Numbers.Answered - 1;
        var mark = retryAfter is null ? ReportMarks.Refused : ReportMarks.Deferred;
        if (index >= 0 && refusal.Seq <= protocol.Numbers.Sent)
            Mark(ref _backlogs[client][(int)index], mark);
        if (retryAfter is not { } after)
            return protocol.Refuse(refusal.Seq, at);
        protocol.Defer(refusal.Code == "gap" ? Math.Min(refusal.LastSeq + 1, refusal.Seq) : refusal.Seq, after, at);
        return Todo.Nothing;
    }

    private Todo ChooseEpoch(int client, TimeSpan at)
    {
        var phase = _protocols[client].ConnectionPhase;
        if (phase == ConnectionPhase.Opening)
            _pace.Answered();
        LoseSession(client, phase, at);
        return _protocols[client].ChooseEpoch(at);
    }

    private void Mark(ref WaitingReport report, ReportMarks mark)
    {
        if (mark == ReportMarks.Deferred)
            _tally.Deferrals++;
        else if ((report.Marks & ReportMarks.Refused) == 0)
            _tally.Refused++;
        report.Marks |= mark;
    }

    private Todo Dismiss(int client, TimeSpan? retryAfter, TimeSpan at)
    {
        var phase = _protocols[client].ConnectionPhase;
        if (phase == ConnectionPhase.Opening)
            _pace.Answered();
        if (retryAfter is not null)
            LoseSession(client, phase, at);
        else if (phase is ConnectionPhase.Opening or ConnectionPhase.Online)
            _tally.TurnedAway++;
        return _protocols[client].Dismiss(retryAfter, at);
    }

    private Todo HearEnd(int client, CallEnd end, TimeSpan at)
    {
        var phase = _protocols[client].ConnectionPhase;
        if (phase != ConnectionPhase.Parting || !end.InOrder)
        {
            LastTrouble = end.Reason;
            LoseSession(client, phase, at);
        }

        return _protocols[client].Ended(end.InOrder, at);
    }

    /// <summary>A client has to connect again; one that was not even welcomed goes on waiting since it first wanted to.</summary>
    private void LoseSession(int client, ConnectionPhase phase, TimeSpan at)
    {
        _tally.Reconnects++;
        _routes.Avoid(client);
        _serverFailed = true;
        if (phase != ConnectionPhase.Opening)
            _since[client] = at;
    }

    /// <summary>Reports that have their answers leave the backlog.</summary>
    private void TakeAnswers(int client, TimeSpan at)
    {
        ref var backlog = ref _backlogs[client];
        var numbers = _protocols[client].Numbers;
        while (backlog.Count > numbers.Told - numbers.Answered)
        {
            var report = backlog.RemoveOldest();
            if ((report.Marks & ReportMarks.Refused) != 0)
                continue;
            NoteAnswered(client, report, at);
            var latency = at - report.DueAt;
            _tally.Acked++;
            LastAck = at;
            _measurements.RecordLatency(report.DueAt, latency);
            if ((report.Marks & ReportMarks.Deferred) != 0 && latency > AckPatience.ForAnswer(Terms.Timeout))
                _tally.TakenLate++;
        }
    }
}
