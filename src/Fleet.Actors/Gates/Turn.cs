namespace Fleet.Actors.Gates;

/// <summary>One who wants places of a gate, one at a time: whoever waits stands in its queue once.</summary>
/// <param name="came">Called when a place is kept for it. It is called inside the gate, so it must be quick and may not call it back.</param>
public sealed class Turn(Action came)
{
    private LinkedListNode<Turn>? _node;

    internal TurnState At { get; set; }

    /// <summary>When it came into the queue; meaningless where it stands elsewhere.</summary>
    internal long Since { get; set; }

    internal LinkedListNode<Turn> Node => _node ??= new LinkedListNode<Turn>(this);

    internal void Come() => came();
}

/// <summary>Where somebody stands at a gate.</summary>
internal enum TurnState
{
    /// <summary>He wants no place, or has taken it.</summary>
    Idle,

    /// <summary>He stands in the queue.</summary>
    Waiting,

    /// <summary>A place is kept for him.</summary>
    Kept,
}
