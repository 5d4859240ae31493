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
        var noted = Scene.Online().Then(new PutNote("known, ticket 4711", Operator.Unknown), Later);
        Assert.Equal(noted.Before with { Marks = Marks.None with { Note = new Note("known, ticket 4711", "open", noted.Now) } }, noted.After);
        Assert.Equal(Marks.None, noted.Then(new PutNote(null, Operator.Unknown)).After.Marks);
    }

    [Fact]
    public void What_changes_nothing_leaves_no_row()
    {
        var online = Scene.Online();
        foreach (var nothing in (ClientCommand[])[new PutNote(null, Operator.Unknown), new PutTag(Tag(1), IsOn: false, Operator.Unknown)])
            Assert.Empty(online.Then(nothing).Decision.Events);
        var marked = online.Then(new PutNote("known", Operator.Unknown)).Then(new PutTag(Tag(1), IsOn: true, Operator.Unknown));
        foreach (var again in (ClientCommand[])[new PutNote("known", new Operator("somebody else", "")), new PutTag(Tag(1), IsOn: true, Operator.Unknown)])
            Assert.Equal((true, true), (marked.Then(again, Later).Decision.Events.IsEmpty, marked.Then(again, Later).Decision.Reply is Core.Clients.Done));
    }

    [Fact]
    public void Each_row_says_who_did_what_and_what_was_before()
    {
        var me = new Operator("me", "192.0.2.7");
        var noted = Scene.Online().Then(new PutNote("a \"quoted\" ticket", me));
        Assert.Equal(new Act(me, "put-note", Before: null, """{"note":"a \"quoted\" ticket"}"""), ActOf(noted));
        Assert.Equal(new Act(me, "delete-note", """{"note":"a \"quoted\" ticket"}""", After: null), ActOf(noted.Then(new PutNote(null, me))));
        var tagged = noted.Then(new PutTag(Tag(1), IsOn: true, me));
        Assert.Equal(new Act(me, "put-tag", Before: null, """{"tags":["tag-01"]}"""), ActOf(tagged));
        Assert.Equal(new Act(me, "delete-tag", """{"tags":["tag-01"]}""", After: null), ActOf(tagged.Then(new PutTag(Tag(1), IsOn: false, me))));
        Assert.Equal(new Act(me, "forget", """{"group":"default","connection":"online","lastSeq":1}""", After: null), ActOf(tagged.Then(new Forget(me))));
        var olderNode = Client.Decide(noted.Before, noted.Decision.Memory, new PutNote("known", me), noted.Now, ClientRules.Default with { Manages = false });
        Assert.Null(Assert.Single(olderNode.Events).Act);
    }

    [Fact]
    public void Tags_are_in_the_order_of_their_words_and_sixteen_at_the_most()
    {
        var tagged = Enumerable.Range(0, Marks.MaxTags).Reverse().Aggregate(Scene.Online(), (last, number) => last.Then(new PutTag(Tag(number), IsOn: true, Operator.Unknown)));
        Assert.Equal(Enumerable.Range(0, Marks.MaxTags).Select(Tag), tagged.After.Marks.Tags);
        Assert.Equal("tag", tagged.Then(new PutTag(Tag(99), IsOn: true, Operator.Unknown)).Refused(RefusalCode.OutOfRange, retryable: false).Refusal.Field);
        Assert.IsType<Core.Clients.Done>(tagged.Then(new PutTag(Tag(7), IsOn: true, Operator.Unknown)).Decision.Reply);
        Assert.IsType<Marked>(Assert.Single(tagged.Then(new PutTag(Tag(7), IsOn: false, Operator.Unknown)).Then(new PutTag(Tag(99), IsOn: true, Operator.Unknown)).Decision.Events));
    }

    [Fact]
    public void Who_is_not_known_has_no_marks_and_who_is_forgotten_loses_them()
    {
        Scene.Empty().Then(new PutNote("known", Operator.Unknown)).Refused(RefusalCode.NotFound, retryable: false);
        var forgotten = Scene.Online().Then(new PutNote("known", Operator.Unknown)).Then(new Forget(Operator.Unknown));
        Assert.Equal(Marks.None, forgotten.After.Marks);
        forgotten.Then(new PutTag(Tag(1), IsOn: true, Operator.Unknown)).Refused(RefusalCode.NotFound, retryable: false);
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
        var decision = Client.Decide(online.After, online.Decision.Memory, new PutNote("known", Operator.Unknown), online.Now, ClientRules.Default with { KeepsMarks = false });
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

    private static Act? ActOf(Moment moment) => Assert.Single(moment.Decision.Events).Act;

    private static TagName Tag(int number) => TagName.Parse($"tag-{number:00}");
}
