namespace Fleet.Core.Clients;

/// <summary>An operator writes a note about a client, or puts a tag to it. What changes nothing leaves no row.</summary>
internal static class Marking
{
    private static readonly Refusal OlderVersion = new(
        RefusalCode.Unavailable, "A node of an older version is in the cluster, which would lose it.", RetryAfter: TimeSpan.FromMinutes(1));

    private static readonly Refusal TooMany = new(
        RefusalCode.OutOfRange, $"A client takes up to {Marks.MaxTags} tags: take one of its tags away first.", "tag");

    public static Decision Decide(ClientState state, ClientMemory memory, PutNote put, DateTimeOffset now, ClientRules rules)
    {
        var isSame = put.Text == state.Marks.Note?.Text;
        var after = isSame ? state.Marks : state.Marks with { Note = put.Text is { } text ? new Note(text, put.Operator.By, now) : null };
        var act = new Act(put.Operator, put.Text is null ? "delete-note" : "put-note", ActTexts.Of(state.Marks.Note), ActTexts.Of(after.Note));
        return Decide(state, memory, act, after, now, rules);
    }

    public static Decision Decide(ClientState state, ClientMemory memory, PutTag put, DateTimeOffset now, ClientRules rules)
    {
        var after = put.IsOn ? state.Marks.With(put.Tag) : state.Marks.Without(put.Tag);
        return Decide(state, memory, new Act(put.Operator, put.IsOn ? "put-tag" : "delete-tag", ActTexts.Of(state.Marks.Tags), ActTexts.Of(after.Tags)), after, now, rules);
    }

    public static ClientState Apply(ClientState state, Marked marked) => state with { LastSeq = marked.LastSeq, Marks = marked.Marks };

    private static Decision Decide(ClientState state, ClientMemory memory, Act act, Marks marks, DateTimeOffset now, ClientRules rules)
    {
        if (!state.Exists)
            return Forgetting.NotFound(memory);
        if (marks == state.Marks)
            return Decision.Nothing(memory, Done.Instance);
        var refusal = !rules.KeepsMarks ? OlderVersion : marks.Tags.Length > Marks.MaxTags ? TooMany : null;
        return refusal is null
            ? new Decision([new Marked(now, memory.LastTaken, act.Operator.By, marks) { Act = rules.Manages ? act : null }], memory, Done.Instance)
            : Decision.Nothing(memory, new Refused(0, refusal, memory.LastTaken));
    }
}
