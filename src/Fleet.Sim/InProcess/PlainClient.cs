using Fleet.Core.Clients;
using Fleet.Core.Icons;
using Fleet.Core.Vocabulary;
using Fleet.Protocol.Recording;
using Fleet.Sim.Oracle;
using Fleet.Sim.Timeline;

namespace Fleet.Sim.InProcess;

/// <summary>
/// What a server should believe of one client, in the plainest words and without a line of the rules that are checked
/// by it: a fact is what was told last, a client is online while it is connected, and that is all.
/// </summary>
/// <param name="firstGroup">Its group.</param>
/// <param name="rules">The server's settings.</param>
/// <param name="tellsAll">It tells what it is by the events of its timeline alone.</param>
/// <param name="levels">What is said of settings; null: nobody says anything.</param>
internal sealed partial class PlainClient(GroupName firstGroup, PlayRules rules, PlainLevels? levels, bool tellsAll)
{
    private readonly List<ReportedFacts> _waiting = [];
    private bool _known, _connected, _roaming, _toldGroup;
    private TimeSpan? _silentAt;
    private GroupName _group = GroupName.Default;
    private ScanMethod _scanMethod = ScanMethod.Conventional;
    private RealTimeScan _realTimeScan = RealTimeScan.Enabled;
    private SmartProtection? _link;
    private PatternStatus _status = PatternStatus.UpToDate;
    private DateTimeOffset? _released;

    /// <summary>A step of its timeline happens.</summary>
    public void Play(Step step, TimeSpan at)
    {
        PassTime(at);
        switch (step)
        {
            case ComeOnline:
                (_known, _connected, _silentAt) = (true, true, null);
                _group = _toldGroup ? _group : firstGroup;
                _waiting.ForEach(facts => Take(facts, at));
                _waiting.Clear();
                break;
            case ReImage:
                _waiting.Clear();
                _connected &= _silentAt is not null;
                _held = null;
                break;
            case SayGoodbye or BreakOff when _silentAt is null:
                _connected = false;
                break;
            case UnplugCable when _connected && _silentAt is null:
                _silentAt = at + rules.SilentAfter;
                break;
            case ObserveFacts tell:
                Tell(Obeying(tell.Facts), at);
                break;
            case Intend { Intent: ClientIntent.CannotApply unable }:
                _unable.Add(PlainSettings.Of(unable.Settings));
                break;
        }

        // From the first time that it tells a group itself, its hello does not any more.
        _toldGroup |= step is ObserveFacts { Facts.Group: not null };
        Deploy(at);
    }

    /// <summary>It says goodbye.</summary>
    public void GoHome() => (_connected, _silentAt) = (false, null);

    /// <summary>What it is at a moment; null: nobody knows it.</summary>
    public (ClientStatus Status, GroupName Group)? At(TimeSpan at)
    {
        PassTime(at);
        var connection = _roaming ? Connection.Roaming : _connected ? Connection.Online : Connection.Offline;
        var link = _link ?? (_scanMethod == ScanMethod.Smart ? SmartProtection.Disconnected : SmartProtection.NotUsed);
        var pattern = _released is { } released ? StatusOf(released, at) : _status;
        return _known ? (new ClientStatus(connection, _scanMethod, pattern, _realTimeScan, link), _group) : null;
    }

    private void Tell(ReportedFacts facts, TimeSpan at)
    {
        if (IsThere)
            Take(facts, at);
        else
            _waiting.Add(facts);
    }

    private void Take(ReportedFacts told, TimeSpan at)
    {
        var smart = (told.ScanMethod ?? _scanMethod) == ScanMethod.Smart;
        var release = told.Pattern as ReportedPattern.OfRelease;
        if ((smart && told.SmartProtection == SmartProtection.NotUsed) || release?.ReleasedAt > PlayTime.Of(at).AddDays(1))
            return;
        if (told.Roaming == true && !MayRoam(told))
            told = told with { Roaming = null };
        if (told.ScanMethod is { } method && method != _scanMethod)
            (_scanMethod, _link) = (method, null);
        _link = told.SmartProtection ?? _link;
        _realTimeScan = told.RealTimeScan ?? _realTimeScan;
        _roaming = told.Roaming ?? _roaming;
        _group = told.Group ?? _group;
        if (told.Pattern is not null)
            (_released, _status) = (release?.ReleasedAt, (told.Pattern as ReportedPattern.OfStatus)?.Status ?? default);
    }

    private PatternStatus StatusOf(DateTimeOffset released, TimeSpan at) =>
        PlayTime.Of(at) - released >= rules.Client.PatternMaxAge ? PatternStatus.Outdated : PatternStatus.UpToDate;
}
