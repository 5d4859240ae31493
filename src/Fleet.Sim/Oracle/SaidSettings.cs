using Fleet.Core.Vocabulary;
using Fleet.Protocol.Recording;
using Fleet.Sim.Timeline;

namespace Fleet.Sim.Oracle;

/// <summary>What was in force for each client over a run, by the operator's acts and the times at which they were answered.</summary>
/// <param name="acts">What was done, one after the other.</param>
internal sealed class SaidSettings(IReadOnlyList<DoneAct> acts)
{
    /// <summary>A change is in force on every node so long after its answer at the latest.</summary>
    private static readonly TimeSpan Spread = TimeSpan.FromSeconds(2.5);

    private readonly List<(DoneAct Done, HashSet<string>? Named)> _acts =
    [
        .. acts.Where(act => act.Refusal is null && act.Act is OperatorAct.PutLevel or OperatorAct.ChangeSettings)
            .Select(act => (act, act.Act is OperatorAct.ChangeSettings { Target: Selection.Named named } ? named.Clients.Select(client => client.Value).ToHashSet() : null)),
    ];

    /// <summary>What is in force in the end.</summary>
    public PlainSettings InTheEnd(ClientId client, GroupName group) => Steps(client, group).Last();

    /// <summary>All that may have been in force between two moments.</summary>
    public IEnumerable<PlainSettings> Between(ClientId client, GroupName group, TimeSpan from, TimeSpan to)
    {
        var step = 0;
        foreach (var inForce in Steps(client, group))
        {
            if ((step == 0 || _acts[step - 1].Done.From <= to) && (step == _acts.Count || from <= _acts[step].Done.To + Spread))
                yield return inForce;
            step++;
        }
    }

    /// <summary>What is in force before the first act, and after each.</summary>
    private IEnumerable<PlainSettings> Steps(ClientId client, GroupName group)
    {
        var (fleet, ofGroup, own) = (PlainSettings.Nothing, PlainSettings.Nothing, PlainSettings.Nothing);
        yield return PlainSettings.BuiltIn;
        foreach (var (done, named) in _acts)
        {
            switch (done.Act)
            {
                case OperatorAct.PutLevel { Group: null } put:
                    fleet = PlainSettings.Of(put.Settings);
                    break;
                case OperatorAct.PutLevel put when put.Group == group:
                    ofGroup = PlainSettings.Of(put.Settings);
                    break;
                case OperatorAct.ChangeSettings change when named?.Contains(client.Value) == true:
                    own = own.Changed(change.Patch);
                    break;
            }

            yield return own.Over(ofGroup.Over(fleet.Over(PlainSettings.BuiltIn)));
        }
    }
}
