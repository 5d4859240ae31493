using Fleet.Pages.Answers;
using Fleet.Pages.Parts;
using Fleet.Protocol.Http;

namespace Fleet.Pages.Past;

/// <summary>The fleet at a moment, and what became of it since an earlier one.</summary>
/// <param name="Address">What was asked for.</param>
/// <param name="Began">When the journal began.</param>
/// <param name="Now">When it was asked.</param>
/// <param name="At">The moment; null: now.</param>
/// <param name="Then">The counts then.</param>
/// <param name="Diff">What lies between the earlier moment and this one; null: no earlier one was asked for.</param>
/// <param name="Trend">How the counts went all the time; null: that has to be found out first.</param>
/// <param name="Progress">What is being built, and what cannot be read.</param>
/// <param name="Refused">Why another moment than now, or a comparison, is not shown though it was asked for; null: nothing was refused.</param>
public sealed record PastModel(
    PageAddress Address, DateTimeOffset Began, DateTimeOffset Now, DateTimeOffset? At, FleetSummary Then, FleetDiff? Diff, Trend? Trend, ReadModelJson Progress, ProblemJson? Refused)
{
    /// <summary>The moment that was asked for is still to come.</summary>
    public bool IsToCome => Moments.IsToCome(Address.Value("at"), Now);

    /// <summary>The list of the clients of then.</summary>
    public PageAddress Clients => new PageAddress("/clients").With("at", At is { } at ? Moments.Exact(at) : null);

    /// <summary>The moment that is looked at.</summary>
    public DateTimeOffset Moment => At ?? Now;

    /// <summary>The earlier moment; null: none.</summary>
    public DateTimeOffset? From => Diff is null ? null : DateTimeOffset.Parse(Address.Value("from")!, System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>The same difference as the API tells it.</summary>
    public PageAddress Difference => new PageAddress("/v1/fleet/diff").With("from", Address.Value("from")).With("to", Moments.Exact(Moment));

    /// <summary>The page some time earlier or later; not before the beginning, and not after now.</summary>
    public PageAddress Moved(TimeSpan by)
    {
        var to = Moment + by;
        var page = Address.Without("cursor");
        return to >= Now ? page.Without("at") : page.With("at", Moments.Exact(to <= Began ? Began.AddMilliseconds(1) : to));
    }
}
