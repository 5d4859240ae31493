using Akka.Actor;
using Akka.Cluster;
using Akka.Persistence;
using Fleet.Core.Clients;
using Fleet.Core.Settings;
using Fleet.Core.Vocabulary;
using Fleet.Journal;
using Fleet.Protocol.Journal;

namespace Fleet.Actors.Levels;

/// <summary>What one level says: recovers from its last row, lets the rule decide, persists, tells every node, answers.</summary>
internal sealed class LevelActor : UntypedPersistentActor
{
    private static readonly Refusal Damaged = new(
        RefusalCode.Unavailable, "The last row of these settings cannot be read: an operator has to look after it.", RetryAfter: TimeSpan.FromMinutes(1));

    private static readonly Refusal JournalFailed = new(RefusalCode.Unavailable, "The journal did not take the settings.", RetryAfter: TimeSpan.FromSeconds(1));

    private readonly GroupName? _group;
    private readonly IAdmission _admission;
    private readonly TimeProvider _time;
    private PutLevel _level = PutLevel.None;
    private bool _isDamaged;
    private IActorRef? _pending;

    public LevelActor(string? group, IAdmission admission, TimeProvider time)
    {
        _group = group is null ? null : GroupName.Parse(group);
        (_admission, _time) = (admission, time);
    }

    public override string PersistenceId => LevelRow.IdOf(_group);

    protected override void OnRecover(object message)
    {
        if (message is OtherRow row)
            _level = new PutLevel(LevelRow.Decode(row.Manifest, row.Bytes).Settings, row.Offset);
        else if (message is DamagedRow)
            _isDamaged = true;
    }

    protected override void OnCommand(object message)
    {
        if (message is PutLevelSettings put)
            Put(put);
        else
            Unhandled(message);
    }

    private void Put(PutLevelSettings put)
    {
        if (_isDamaged)
        {
            Answer(Sender, Damaged);
            return;
        }

        var change = LevelChange.Decide(_level.Settings, put.Patch, put.IfMatch);
        var refusal = LevelRefusals.Of(change) ?? (change.After == _level.Settings ? null : _admission.Enter());
        if (refusal is not null || change.After == _level.Settings)
        {
            Answer(Sender, refusal);
            return;
        }

        var act = new Act(put.Operator, "settings", SettingsText.Of(_level.Settings), SettingsText.Of(change.After));
        var row = new LevelRow(_time.GetUtcNow(), change.After, act);
        _pending = Sender;
        Persist(new OtherRow(Manifests.LevelPut, row.Encode()), written =>
        {
            Release();
            _level = new PutLevel(change.After, written.Offset);
            TellNodes();
            Sender.Tell(new LevelAnswer(_group, _level, Changed: true, Refusal: null));
        });
    }

    private void Answer(IActorRef asker, Refusal? refusal) => asker.Tell(new LevelAnswer(_group, _level, Changed: false, refusal));

    /// <summary>A node that does not hear it looks into the journal soon.</summary>
    private void TellNodes()
    {
        foreach (var member in Cluster.Get(Context.System).State.Members)
            Context.ActorSelection(new RootActorPath(member.Address) / "user" / LevelsActor.NodeName).Tell(new LevelTold(_group, _level));
    }

    protected override void OnPersistFailure(Exception cause, object @event, long sequenceNr)
    {
        base.OnPersistFailure(cause, @event, sequenceNr);
        RefusePending();
    }

    protected override void OnPersistRejected(Exception cause, object @event, long sequenceNr)
    {
        base.OnPersistRejected(cause, @event, sequenceNr);
        RefusePending();
    }

    protected override void PostStop()
    {
        Release();
        base.PostStop();
    }

    private void RefusePending()
    {
        if (Release() is { } asker)
            Answer(asker, JournalFailed);
    }

    private IActorRef? Release()
    {
        var asker = _pending;
        _pending = null;
        if (asker is not null)
            _admission.Exit();
        return asker;
    }
}
