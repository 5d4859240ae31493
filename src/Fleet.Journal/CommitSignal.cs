namespace Fleet.Journal;

/// <summary>Tells whoever follows the journal that rows have been committed on this node, so that nobody has to ask all the time.</summary>
public sealed class CommitSignal
{
    /// <summary>Rows are in the journal. Called on the writer's side: a handler must not take time.</summary>
    public event EventHandler? Committed;

    internal void Raise() => Committed?.Invoke(this, EventArgs.Empty);
}
