using Fleet.Story.Html;

namespace Fleet.Story;

/// <summary>A story as a page.</summary>
public static class StoryPage
{
    /// <summary>The whole document.</summary>
    /// <param name="story">The story.</param>
    /// <param name="scenario">What was recorded.</param>
    /// <param name="clock">Writes its times.</param>
    /// <param name="whatIf">What other settings would have changed; empty: none were given.</param>
    /// <param name="made">How the page came about.</param>
    public static string Of(FleetStory story, string scenario, StoryClock clock, IEnumerable<PageTable> whatIf, IEnumerable<(string Name, string Value)> made)
    {
        var page = new HtmlPage($"{scenario}: {clock.Whole}");
        page.ShowVerdict(
            story.Unwell.Count == 0 ? "good" : "warn",
            StoryText.Title(story, scenario, clock),
            []);
        page.Table(new PageTable("What happened", StoryText.Scattered(story) ?? "Nothing but this.", ["when", "what", "clients", "half of them out of it", "nine in ten", "the last", "never"],
        [
            .. StoryText.Happened(story, clock).Select(happened => (IReadOnlyList<string>)
            [
                happened.When, HtmlPage.Text(happened.What), happened.Episode is { } episode ? $"{episode.Clients:N0}" : "",
                .. Ends(happened.Episode, clock), happened.Episode is { Remaining: > 0 and var never } ? $"{never:N0}" : "",
            ]),
        ])
        { WordsIn = 1 });
        page.Cards([],
        [
            Over(story, clock, "In trouble", "Clients that are offline without a goodbye, or have one of the five conditions.", stacked: false, ("in trouble", 4, moment => moment.Troubled)),
            Over(story, clock, "Clients by connection", "As the server saw them.", stacked: true, ("online", 1, moment => moment.Online), ("roaming", 3, moment => moment.Roaming), ("offline", 6, moment => moment.Offline)),
        ]);
        page.Table(new PageTable("Not well at the end", "Those that have been so for longest are named.", ["what", "clients", "who, since when"],
        [
            .. StoryText.Unwell(story, clock).Select(left => (IReadOnlyList<string>)[HtmlPage.Text(Troubles.Name(left.Trouble)), $"{left.Clients:N0}", HtmlPage.Text(left.Who)]),
        ])
        { WordsIn = 2 });
        foreach (var table in whatIf)
            page.Table(table);
        page.Facts("How it was made", made.Prepend(("times", clock.About)));
        return page.ToString();
    }

    private static IEnumerable<string> Ends(Episode? episode, StoryClock clock) => episode is null
        ? ["", "", ""]
        : new[] { episode.HalfEnded, episode.MostEnded, episode.LastEnded }.Select(end => end is { } at ? clock.Text(at) : "–");

    private static Chart Over(FleetStory story, StoryClock clock, string title, string about, bool stacked, params (string Name, int Color, Func<FleetMoment, int> Of)[] lines) =>
        new(title, about, $"time, {clock.About}", seconds => clock.Text(TimeSpan.FromSeconds(seconds)), value => $"{value:#,0}",
            [.. lines.Select(line => new ChartLine(line.Name, line.Color, [.. story.Moments.Select(moment => (moment.At.TotalSeconds, (double?)line.Of(moment)))]))])
        { Time = new TimeAxis(story.From.TotalSeconds, story.To.TotalSeconds), Counted = true, Stacked = stacked };
}
