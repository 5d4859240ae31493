namespace Fleet.Actors.Gates;

/// <summary>One who wants places of a gate, one at a time: whoever waits stands in its queue once.</summary>
/// <param name="came">Called when a place is kept for it. It is called inside the gate, so it must be quick and may not call it back.</param>
public sealed class Turn(Action came)
{
    private LinkedListNode<Turn>? _node;

    internal enum Stage
    {
        Idle,
        Waiting,
        Kept,
    }

    internal Stage At { get; set; }

    internal LinkedListNode<Turn> Node => _node ??= new LinkedListNode<Turn>(this);

    internal void Come() => came();
}
