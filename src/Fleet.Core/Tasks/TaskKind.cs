namespace Fleet.Core.Tasks;

/// <summary>What a task has its clients do. The numbers are those of the journal and of the wire.</summary>
public enum TaskKind
{
    /// <summary>Scan the machine.</summary>
    ScanNow = 1,

    /// <summary>Fetch the newest pattern.</summary>
    UpdateNow = 2,
}
