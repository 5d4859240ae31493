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
        return Decide(state, memory, put.By, isSame ? state.Marks : state.Marks with { Note = put.Text is { } text ? new Note(text, put.By, now) : null }, now, rules);
    }

    public static Decision Decide(ClientState state, ClientMemory memory, PutTag put, DateTimeOffset now, ClientRules rules) =>
        Decide(state, memory, put.By, put.IsOn ? state.Marks.With(put.Tag) : state.Marks.Without(put.Tag), now, rules);

    public static ClientState Apply(ClientState state, Marked marked) => state with { LastSeq = marked.LastSeq, Marks = marked.Marks };

    private static Decision Decide(ClientState state, ClientMemory memory, string by, Marks marks, DateTimeOffset now, ClientRules rules)
    {
        if (!state.Exists)
            return Forgetting.NotFound(memory);
        if (marks == state.Marks)
            return Decision.Nothing(memory, Done.Instance);
        var refusal = !rules.KeepsMarks ? OlderVersion : marks.Tags.Length > Marks.MaxTags ? TooMany : null;
        return refusal is null
            ? new Decision([new Marked(now, memory.LastTaken, by, marks)], memory, Done.Instance)
            : Decision.Nothing(memory, new Refused(0, refusal, memory.LastTaken));
    }
}
