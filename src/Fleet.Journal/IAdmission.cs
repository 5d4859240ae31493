using Fleet.Core.Clients;

namespace Fleet.Journal;

/// <summary>The bound of what is on its way to the journal on this node, asked before anything is persisted.</summary>
public interface IAdmission
{
    /// <summary>Why the journal takes nothing; null while it does. Then nothing is acked, not even what needs no row.</summary>
    Refusal? Failing { get; }

    /// <summary>Takes a place; every place taken is given back by <see cref="Exit"/>.</summary>
    /// <returns>Null: taken. Else why not, and when to try again.</returns>
    Refusal? Enter();

    /// <summary>Gives a place back.</summary>
    void Exit();
}
