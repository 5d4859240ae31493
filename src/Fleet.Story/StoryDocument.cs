namespace Fleet.Story;

/// <summary>A story as JSON: <c>fleet-sim/story/1</c>. Times are seconds since the start of the recording; <c>start</c> is its moment, null where it has none.</summary>
/// <param name="Schema">The one above.</param>
/// <param name="Scenario">What it is the story of.</param>
/// <param name="Start">The moment of time zero.</param>
/// <param name="From">Where the story begins.</param>
/// <param name="To">Where it ends.</param>
/// <param name="Clients">Clients that there are at the end.</param>
/// <param name="Episodes">What stands out.</param>
/// <param name="Acts">What operators did; empty where nobody knows.</param>
/// <param name="Scattered">What happened now and then.</param>
/// <param name="Moments">The fleet over time.</param>
/// <param name="Worst">Moments with the most clients in trouble.</param>
/// <param name="Unwell">Who is not well at the end.</param>
public sealed record StoryDocument(
    string Schema,
    string Scenario,
    DateTimeOffset? Start,
    double From,
    double To,
    int Clients,
    IReadOnlyList<StoryDocument.EpisodeDocument> Episodes,
    IReadOnlyList<StoryDocument.ActDocument> Acts,
    IReadOnlyList<StoryDocument.ScatteredDocument> Scattered,
    IReadOnlyList<StoryDocument.MomentDocument> Moments,
    IReadOnlyList<StoryDocument.MomentDocument> Worst,
    IReadOnlyList<StoryDocument.UnwellDocument> Unwell)
{
    /// <summary>Makes it.</summary>
    public static StoryDocument Of(FleetStory story, string scenario, StoryClock clock) => new(
        "fleet-sim/story/1",
        scenario,
        clock.Moment(TimeSpan.Zero),
        story.From.TotalSeconds,
        story.To.TotalSeconds,
        story.Clients,
        [
            .. story.Episodes.Select(episode => new EpisodeDocument(
                $"{StoryText.What(episode)} {StoryText.Then(episode, clock)}", Troubles.Word(episode.Trouble), episode.From.TotalSeconds, episode.To.TotalSeconds, episode.Clients,
                [.. episode.Groups.Select(group => new GroupDocument(group.Group.Value, group.Struck, group.Of))],
                episode.HalfEnded?.TotalSeconds, episode.LastEnded?.TotalSeconds, episode.Remaining)),
        ],
        [.. story.Acts.Select(act => new ActDocument(act.At.TotalSeconds, act.Text))],
        [.. story.Scattered.Select(left => new ScatteredDocument(Troubles.Word(left.Trouble), left.Times))],
        [.. story.Moments.Select(Of)],
        [.. story.Worst.Select(Of)],
        [.. story.Unwell.Select(spell => new UnwellDocument(spell.Client.Value, spell.Group.Value, Troubles.Word(spell.Trouble), spell.Began.TotalSeconds))]);

    private static MomentDocument Of(FleetMoment moment) => new(moment.At.TotalSeconds, moment.Online, moment.Offline, moment.Roaming, moment.Troubled);

    /// <summary>The same trouble began at many clients at about the same time.</summary>
    public sealed record EpisodeDocument(
        string Text, string Trouble, double From, double To, int Clients, IReadOnlyList<GroupDocument> Groups, double? HalfEnded, double? LastEnded, int Remaining);

    /// <summary>A group in it: how many of how many it struck.</summary>
    public sealed record GroupDocument(string Group, int Struck, int Of);

    /// <summary>Operators did something.</summary>
    public sealed record ActDocument(double At, string Text);

    /// <summary>How often a trouble began by itself.</summary>
    public sealed record ScatteredDocument(string Trouble, int Times);

    /// <summary>The fleet at a moment.</summary>
    public sealed record MomentDocument(double At, int Online, int Offline, int Roaming, int Troubled);

    /// <summary>A trouble that lasts beyond the end; what began before the story has a time before its beginning.</summary>
    public sealed record UnwellDocument(string ClientId, string Group, string Trouble, double Since);
}
