using Fleet.Core.Settings;
using Fleet.Core.Tasks;
using Fleet.Core.Vocabulary;

namespace Fleet.Protocol.Recording;

/// <summary>What an operator did over the HTTP API; the family is closed.</summary>
public abstract record OperatorAct
{
    private OperatorAct()
    {
    }

    /// <summary>The settings of the fleet, or of a group, are put.</summary>
    /// <param name="Group">The group; null: the fleet.</param>
    /// <param name="Settings">All that the level says from then on.</param>
    public sealed record PutLevel(GroupName? Group, LevelSettings Settings) : OperatorAct;

    /// <summary>The settings of clients are changed, for each of them alone.</summary>
    /// <param name="Target">Whose.</param>
    /// <param name="Patch">How.</param>
    public sealed record ChangeSettings(Selection Target, SettingsPatch Patch) : OperatorAct;

    /// <summary>A task is made.</summary>
    /// <param name="Task">What is asked for.</param>
    public sealed record MakeTask(TaskDefinition Task) : OperatorAct;

    /// <summary>Something is wanted of a task that is there.</summary>
    /// <param name="Task">The task.</param>
    /// <param name="Order">What.</param>
    public sealed record OrderTask(TaskId Task, TaskOrder Order) : OperatorAct;
}
