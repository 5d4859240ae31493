namespace Fleet.Story;

/// <summary>A story in sentences.</summary>
public static class StoryText
{
    /// <summary>So many clients that are not well are named of each kind.</summary>
    private const int Named = 5;

    /// <summary>So many groups of an episode are named.</summary>
    private const int GroupsNamed = 3;

    /// <summary>The whole story, for a terminal.</summary>
    /// <param name="story">The story.</param>
    /// <param name="scenario">Of what.</param>
    /// <param name="clock">Writes its times.</param>
    /// <param name="width">Columns of the terminal; null: lines have no end.</param>
    public static IEnumerable<string> Lines(FleetStory story, string scenario, StoryClock clock, int? width = null) =>
        width is { } columns ? Whole(story, scenario, clock).SelectMany(line => Folded(line, columns)) : Whole(story, scenario, clock);

    private static IEnumerable<string> Whole(FleetStory story, string scenario, StoryClock clock)
    {
        yield return Title(story, scenario, clock);
        yield return "";
        yield return "What happened";
        foreach (var (when, what, episode) in Happened(story, clock))
            yield return $"  {when}  {what}{(episode is null ? "" : $" {Then(episode, clock)}")}";
        if (story.Episodes.Count == 0)
            yield return "  Nothing that stands out.";
        if (Scattered(story) is { } scattered)
            yield return $"  {scattered}";

        yield return "";
        yield return $"  {"",-19}{"online",9}{"offline",9}{"roaming",9}{"in trouble",12}";
        foreach (var moment in Hours(story))
            yield return $"  {clock.Text(moment.At),-19}{moment.Online,9:N0}{moment.Offline,9:N0}{moment.Roaming,9:N0}{moment.Troubled,12:N0}";

        if (story.Worst.Count > 0)
        {
            yield return "";
            yield return $"Worst  {string.Join("; ", story.Worst.Select(moment => $"{clock.Text(moment.At)}, {Clients(moment.Troubled)} in trouble"))}";
        }

        yield return "";
        yield return story.Unwell.Count == 0 ? "At the end all are well." : "Not well at the end";
        foreach (var (trouble, count, who) in Unwell(story, clock))
            yield return $"  {Troubles.Name(trouble)}: {Clients(count)}, {who}";
        if (story.Unwell.GroupBy(spell => spell.Trouble).Any(alike => alike.Count() > Named))
            yield return "  As JSON the story names all of them.";
    }

    /// <summary>What it is the story of.</summary>
    public static string Title(FleetStory story, string scenario, StoryClock clock) => $"{scenario}: {Clients(story.Clients)}, {clock.Whole}";

    /// <summary>Episodes, and what operators did, in order of time.</summary>
    public static IEnumerable<(string When, string What, Episode? Episode)> Happened(FleetStory story, StoryClock clock) => story.Acts
        .Select(act => (act.At, When: clock.Text(act.At), What: act.Text, Episode: (Episode?)null))
        .Concat(story.Episodes.Select(episode => (At: episode.From, When: When(episode, clock), What: What(episode), Episode: (Episode?)episode)))
        .OrderBy(happened => happened.At)
        .Select(happened => (happened.When, happened.What, happened.Episode));

    /// <summary>When an episode began, or from when to when.</summary>
    private static string When(Episode episode, StoryClock clock) =>
        clock.Text(episode.From) is var from && clock.Text(episode.To) is var to && from == to ? from : $"{from} to {to}";

    /// <summary>What began at whom.</summary>
    public static string What(Episode episode) => $"{Clients(episode.Clients)} {Whose(episode)} {Troubles.Began(episode.Trouble)}.";

    /// <summary>How it ended.</summary>
    public static string Then(Episode episode, StoryClock clock)
    {
        var ended = Troubles.Ended(episode.Trouble);
        var how = (episode.HalfEnded, episode.LastEnded) switch
        {
            (_, null) => $"None was {ended} by the end",
            ({ } half, { } last) when clock.Text(half) == clock.Text(last) => $"{(episode.Remaining == 0 ? "All" : "Most")} were {ended} at {clock.Text(last)}",
            ({ } half, { } last) => $"Half were {ended} at {clock.Text(half)},{Most(episode, clock)} the last at {clock.Text(last)}",
            (null, { } last) => $"Some were {ended}, the last at {clock.Text(last)}",
        };
        return episode.Remaining == 0 || episode.LastEnded is null ? how + "." : $"{how}; {episode.Remaining:N0} never.";
    }

    /// <summary>A few may take hours where the rest took minutes.</summary>
    private static string Most(Episode episode, StoryClock clock) =>
        episode.MostEnded is { } most && clock.Text(most) is var text && text != clock.Text(episode.HalfEnded!.Value) && text != clock.Text(episode.LastEnded!.Value) ? $" nine in ten at {text}," : "";

    /// <summary>What happened outside episodes; null: nothing.</summary>
    public static string? Scattered(FleetStory story) => story.Scattered.Count == 0 ? null
        : $"Now and then, as on any day: {string.Join("; ", story.Scattered.Select(left => $"{Troubles.Name(left.Trouble)} {left.Times:N0} times"))}.".Replace(" 1 times", " once", StringComparison.Ordinal);

    /// <summary>Who is not well at the end, by trouble: how many, and by name those that have been so for longest.</summary>
    public static IEnumerable<(Trouble Trouble, int Clients, string Who)> Unwell(FleetStory story, StoryClock clock) => story.Unwell.GroupBy(spell => spell.Trouble).Select(alike =>
    {
        var (count, named) = (alike.Count(), string.Join(", ", alike.Take(Named).Select(spell => $"{spell.Client} since {(spell.Began < story.From ? "before" : clock.Text(spell.Began))}")));
        return (alike.Key, count, count > Named ? $"{named} and {count - Named:N0} more" : named);
    });

    /// <summary>A dozen moments, evenly spread, and the end.</summary>
    private static IEnumerable<FleetMoment> Hours(FleetStory story)
    {
        var step = Math.Max(1, (story.Moments.Count - 1) / 12);
        return story.Moments.Where((_, i) => i % step == 0);
    }

    /// <summary>A line in as many as it needs, the others set in.</summary>
    private static IEnumerable<string> Folded(string line, int columns)
    {
        for (var indent = new string(' ', 4); line.Length > columns;)
        {
            var end = line.LastIndexOf(' ', columns);
            // What has no gap, or none after its own indent, stays whole.
            if (end <= indent.Length || line[..end].Trim().Length == 0)
                break;
            yield return line[..end].TrimEnd();
            line = indent + line[end..].TrimStart();
        }

        yield return line;
    }

    private static string Whose(Episode episode)
    {
        var named = episode.Groups.Take(GroupsNamed).Select(group => $"{group.Group} ({group.Struck:N0} of {group.Of:N0})").ToList();
        var rest = episode.Groups.Count - named.Count;
        return episode.Groups.Count == 1
            ? $"of group {episode.Groups[0].Group}, which has {episode.Groups[0].Of:N0},"
            : $"of the groups {string.Join(", ", named)}{(rest > 0 ? $" and {rest:N0} more" : "")}";
    }

    private static string Clients(int count) => count == 1 ? "1 client" : $"{count:N0} clients";
}
