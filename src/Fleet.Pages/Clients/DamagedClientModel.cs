using Fleet.Pages.Answers;
using Fleet.Pages.Parts;
using Fleet.Protocol.Http;

namespace Fleet.Pages.Clients;

/// <summary>A client whose last row of the journal cannot be read.</summary>
/// <param name="Client">Its name.</param>
/// <param name="Address">What was asked for.</param>
/// <param name="Problem">Why the client cannot be shown.</param>
/// <param name="History">What is known of what became of it.</param>
/// <param name="Refused">Why an act was not done; null: nothing was refused.</param>
/// <param name="FormKey">What the form has to carry.</param>
public sealed record DamagedClientModel(string Client, PageAddress Address, ProblemJson Problem, HistoryJson History, ProblemJson? Refused, string FormKey)
{
    /// <summary>Its page.</summary>
    public string Page => $"/clients/{Client}";

    /// <summary>As it was at the last change that can be read; null: there is none.</summary>
    public PageAddress? Before => History.Items.FirstOrDefault() is { } last ? new PageAddress(Page).With("at", Moments.Exact(last.RecordedAt)) : null;
}
