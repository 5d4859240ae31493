using Fleet.Core.Vocabulary;
using Fleet.Sim.Scenario;

namespace Fleet.Sim.Synthesis;

/// <summary>The report load: lets a client tell a changed fact whenever it is its turn.</summary>
internal sealed class ReportActs
{
    private readonly TimelinePlan _plan;
    private readonly ClientTable _table;
    private readonly ClientLives _lives;

    public ReportActs(TimelinePlan plan, ClientTable table, ClientLives lives)
    {
        (_plan, _table, _lives) = (plan, table, lives);
        for (var client = 0; client < plan.Roster.Clients.Count && plan.Reports is not null; client++)
            Schedule(client, 0);
    }

    /// <summary>The client tells something, unless its life has not begun, and has its next turn later.</summary>
    public void Act(int client, long now)
    {
        if (_lives.Presence(client) != PresenceState.Off)
            Flip(client, now);
        Schedule(client, now);
    }

    private void Schedule(int client, long now)
    {
        ref var slot = ref _table.Slot(client, ClientTable.Reports);
        slot.Round++;
        slot.Next = _plan.Reports!.Due(client, slot.Round, now);
    }

    /// <summary>Switches Real-time Scan or the link, evenly; a link that is not used or in a storm's hands is left alone.</summary>
    private void Flip(int client, long now)
    {
        var round = _table.Slot(client, ClientTable.Reports).Round;
        var link = (SmartProtection)_lives.State(client, Fact.SmartProtection);
        if (link != SmartProtection.NotUsed
            && !_lives.IsHeld(client, Fact.SmartProtection)
            && _plan.Draws(client, Purpose.ReportKind, round).Below(2) == 0)
        {
            var flipped = link == SmartProtection.Connected ? SmartProtection.Disconnected : SmartProtection.Connected;
            _lives.Turn(client, Fact.SmartProtection, (byte)flipped, now);
            return;
        }

        var scans = _lives.State(client, Fact.RealTimeScan) == (byte)RealTimeScan.Enabled;
        _lives.Turn(client, Fact.RealTimeScan, (byte)(scans ? RealTimeScan.Disabled : RealTimeScan.Enabled), now);
    }
}
