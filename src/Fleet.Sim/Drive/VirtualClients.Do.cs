using Fleet.Sim.Drive.Protocol;
using Fleet.Sim.Drive.Wire;
using Fleet.Sim.Timeline;

namespace Fleet.Sim.Drive;

/// <content>Does what a client's protocol asks for.</content>
internal sealed partial class VirtualClients
{
    /// <summary>Sent in every hello.</summary>
    private static readonly string AgentVersion = "fleet-sim " + typeof(VirtualClients).Assembly.GetName().Version?.ToString(3);

    /// <summary>No epoch of another run is told again.</summary>
    private readonly string _run = Guid.NewGuid().ToString("N")[..16];

    private void Do(int client, Todo todo)
    {
        ref var protocol = ref _protocols[client];
        _calls.Leave(client, todo);
        if (todo.Has(Effects.Open))
        {
            var (id, group) = _timeline.Clients[client];
            _calls.Open(client).Send(OutgoingMessages.Hello(id, _toldGroup[client] ? null : group, protocol.Backlog, AgentVersion, _routes.Follows(client), EpochOf(protocol), _understands, AreManaged ? ErrandsOf(client).Tag : ""));
        }

        if (todo.Has(Effects.Report))
            Send(client, todo.From, todo.Through);
        if (todo.Has(Effects.Beat))
            _calls.Of(client)?.Send(OutgoingMessages.Heartbeat);
        if (todo.Has(Effects.Goodbye))
            _calls.Of(client)?.Send(OutgoingMessages.Goodbye(protocol.Leaving));

        if (AreManaged)
            NoteSession(client);
        _wheel.Set(client, protocol.WakeAt);
        Standings.Update(client, protocol, _roaming[client], ref _tally);
    }

    private string EpochOf(in ClientProtocol protocol) => protocol.Epoch == 0 ? "" : $"{_run}-{protocol.Epoch}";

    private void Send(int client, long from, long through)
    {
        var call = _calls.Of(client);
        var answered = _protocols[client].Numbers.Answered;
        for (var seq = from; seq <= through; seq++)
        {
            ref var report = ref _backlogs[client][(int)(seq - answered - 1)];
            call?.Send(OutgoingMessages.Report(seq, answered, _clock.WallAt(report.ObservedAt), report.Facts.StartingAt(_clock.WallAt(TimeSpan.Zero))));
            NoteSent(client, seq, report);
            if ((report.Marks & ReportMarks.Sent) != 0)
                _tally.Repeated++;
            else
                _tally.Sent++;
            report.Marks |= ReportMarks.Sent;
        }
    }
}
