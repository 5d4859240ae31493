namespace Fleet.Core.Clients;

/// <summary>Who acts on the fleet from the server's side.</summary>
/// <param name="By">A name; <see cref="Open"/> where nobody is asked for one.</param>
/// <param name="Address">Where the request came from; empty: not known.</param>
public sealed record Operator(string By, string Address)
{
    /// <summary>Anybody, while there are no credentials.</summary>
    public const string Open = "open";

    /// <summary>Nobody is known to have acted: an older node passed the request on.</summary>
    public static Operator Unknown { get; } = new(Open, "");
}

/// <summary>What an operator did, as the row says that came of it.</summary>
/// <param name="Operator">Who.</param>
/// <param name="What">A word for the kind of act, such as <c>forget</c>.</param>
/// <param name="Before">What there was, as a short text in JSON; null: nothing.</param>
/// <param name="After">What there is now; null: nothing.</param>
public sealed record Act(Operator Operator, string What, string? Before = null, string? After = null);
