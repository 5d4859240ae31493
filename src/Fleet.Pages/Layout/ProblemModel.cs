using Fleet.Pages.Answers;
using Fleet.Protocol.Http;

namespace Fleet.Pages.Layout;

/// <summary>What is wrong, in the place of a page.</summary>
/// <param name="Problem">What the API would answer.</param>
/// <param name="Asked">What was asked for; null: it was no question.</param>
public sealed record ProblemModel(ProblemJson Problem, PageAddress? Asked)
{
    /// <summary>The same without what is wrong with it; null: that would not help.</summary>
    public PageAddress? Way => Problem.Field is { } wrong && Asked?.Value(wrong) is not null ? Asked.Without(wrong, "cursor", "minOffset") : null;

    /// <summary>What that shows.</summary>
    public string WayText => Problem.Field switch
    {
        "cursor" => "Begin anew, with the first page",
        "minOffset" => "Show it as it is",
        "at" => "Show it as it is now",
        var wrong => $"Show it without {wrong}",
    };
}
