namespace Fleet.Sim.Story;

/// <summary>A story as JSON: <c>fleet-sim/story/1</c>. Times are seconds since the start of the recording; <c>start</c> is its moment, null where it has none.</summary>
internal sealed record StoryDocument(
    string Schema,
    string Scenario,
    DateTimeOffset? Start,
    double From,
    double To,
    int Clients,
    IReadOnlyList<StoryDocument.EpisodeDocument> Episodes,
    IReadOnlyList<StoryDocument.ScatteredDocument> Scattered,
    IReadOnlyList<StoryDocument.MomentDocument> Moments,
    IReadOnlyList<StoryDocument.MomentDocument> Worst,
    IReadOnlyList<StoryDocument.UnwellDocument> Unwell)
{
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
        [.. story.Scattered.Select(left => new ScatteredDocument(Troubles.Word(left.Trouble), left.Times))],
        [.. story.Moments.Select(Of)],
        [.. story.Worst.Select(Of)],
        [.. story.Unwell.Select(spell => new UnwellDocument(spell.Client.Value, spell.Group.Value, Troubles.Word(spell.Trouble), spell.Began.TotalSeconds))]);

    private static MomentDocument Of(FleetMoment moment) => new(moment.At.TotalSeconds, moment.Online, moment.Offline, moment.Roaming, moment.Troubled);

    internal sealed record EpisodeDocument(
        string Text, string Trouble, double From, double To, int Clients, IReadOnlyList<GroupDocument> Groups, double? HalfEnded, double? LastEnded, int Remaining);

    internal sealed record GroupDocument(string Group, int Struck, int Of);

    internal sealed record ScatteredDocument(string Trouble, int Times);

    internal sealed record MomentDocument(double At, int Online, int Offline, int Roaming, int Troubled);

    internal sealed record UnwellDocument(string ClientId, string Group, string Trouble, double Since);
}
