using Fleet.Core.Icons;

namespace Fleet.Pages.Past;

/// <summary>Where clients come from, or go to.</summary>
/// <param name="Icon">The icon; null: they are not there, or it is several icons.</param>
/// <param name="Count">How many clients.</param>
public sealed record FlowPlace(Icon? Icon, long Count)
{
    /// <summary>So many icons together; 0: it is one of its own.</summary>
    public int Others { get; init; }
}
