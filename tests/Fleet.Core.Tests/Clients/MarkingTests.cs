using Fleet.Core.Clients;
using Fleet.Core.Vocabulary;
using Xunit;

namespace Fleet.Core.Tests.Clients;

/// <summary>What operators say of clients.</summary>
public sealed class MarkingTests
{
    private static readonly TimeSpan Later = TimeSpan.FromMinutes(1);

    [Fact]
    public void A_note_is_kept_with_who_wrote_it_and_when_and_changes_nothing_else()
    {
        var noted = Scene.Online().Then(new PutNote("known, ticket 4711", "open"), Later);
        Assert.Equal(noted.Before with { Marks = Marks.None with { Note = new Note("known, ticket 4711", "open", noted.Now) } }, noted.After);
        Assert.Equal(Marks.None, noted.Then(new PutNote(null, "open")).After.Marks);
    }

    [Fact]
    public void What_changes_nothing_leaves_no_row()
    {
        var online = Scene.Online();
        foreach (var nothing in (ClientCommand[])[new PutNote(null, "open"), new PutTag(Tag(1), IsOn: false, "open")])
            Assert.Empty(online.Then(nothing).Decision.Events);
        var marked = online.Then(new PutNote("known", "open")).Then(new PutTag(Tag(1), IsOn: true, "open"));
        foreach (var again in (ClientCommand[])[new PutNote("known", "somebody else"), new PutTag(Tag(1), IsOn: true, "open")])
            Assert.Equal((true, true), (marked.Then(again, Later).Decision.Events.IsEmpty, marked.Then(again, Later).Decision.Reply is Core.Clients.Done));
    }

    [Fact]
    public void Tags_are_in_the_order_of_their_words_and_sixteen_at_the_most()
    {
        var tagged = Enumerable.Range(0, Marks.MaxTags).Reverse().Aggregate(Scene.Online(), (last, number) => last.Then(new PutTag(Tag(number), IsOn: true, "open")));
        Assert.Equal(Enumerable.Range(0, Marks.MaxTags).Select(Tag), tagged.After.Marks.Tags);
        Assert.Equal("tag", tagged.Then(new PutTag(Tag(99), IsOn: true, "open")).Refused(RefusalCode.OutOfRange, retryable: false).Refusal.Field);
        Assert.IsType<Core.Clients.Done>(tagged.Then(new PutTag(Tag(7), IsOn: true, "open")).Decision.Reply);
        Assert.IsType<Marked>(Assert.Single(tagged.Then(new PutTag(Tag(7), IsOn: false, "open")).Then(new PutTag(Tag(99), IsOn: true, "open")).Decision.Events));
    }

    [Fact]
    public void Who_is_not_known_has_no_marks_and_who_is_forgotten_loses_them()
    {
        Scene.Empty().Then(new PutNote("known", "open")).Refused(RefusalCode.NotFound, retryable: false);
        var forgotten = Scene.Online().Then(new PutNote("known", "open")).Then(new Forget());
        Assert.Equal(Marks.None, forgotten.After.Marks);
        forgotten.Then(new PutTag(Tag(1), IsOn: true, "open")).Refused(RefusalCode.NotFound, retryable: false);
        Assert.Equal(Marks.None, forgotten.Then(Scene.Hello(2)).After.Marks);
    }

    [Fact]
    public void Marks_outlive_whatever_the_client_says() => Arbitrary.Always((Moment moment) =>
    {
        if (moment.Command is not (PutNote or PutTag or Forget))
            Assert.Equal(moment.Before.Marks, moment.After.Marks);
    });

    [Fact]
    public void Nothing_is_written_while_somebody_would_lose_it()
    {
        var online = Scene.Online();
        var decision = Client.Decide(online.After, online.Decision.Memory, new PutNote("known", "open"), online.Now, ClientRules.Default with { KeepsMarks = false });
        Assert.Empty(decision.Events);
        Assert.True(Assert.IsType<Refused>(decision.Reply).Refusal is { Code: RefusalCode.Unavailable, IsRetryable: true });
    }

    [Theory]
    [InlineData("vip", true)]
    [InlineData("a.b:c_d-E9", true)]
    [InlineData("", false)]
    [InlineData(".", false)]
    [InlineData("..", false)]
    [InlineData("-vip", false)]
    [InlineData("two words", false)]
    [InlineData("+vip", false)]
    [InlineData("ä", false)]
    public void A_tag_is_a_word_that_an_address_can_carry(string text, bool isOne) => Assert.Equal(isOne, TagName.TryParse(text, out _));

    [Fact]
    public void A_tag_has_64_characters_at_the_most()
    {
        Assert.True(TagName.TryParse(new string('x', 64), out _));
        Assert.False(TagName.TryParse(new string('x', 65), out _));
    }

    private static TagName Tag(int number) => TagName.Parse($"tag-{number:00}");
}
