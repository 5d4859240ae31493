using Fleet.Core.Clients;
using Fleet.Core.Settings;
using Fleet.Core.Vocabulary;
using Xunit;

namespace Fleet.Core.Tests.Clients;

/// <summary>What operators say for one client, and what it answers.</summary>
public sealed class ClientSettingsTests
{
    private static readonly Operator Open = new("open", "127.0.0.1");

    [Fact]
    public void An_operator_puts_settings_to_a_client_and_the_row_tells_who_and_what_was_before()
    {
        var put = Scene.Online().Then(Put(new LevelSettings { Roaming = false }));
        Assert.Equal(new LevelSettings { Roaming = false }, put.After.Settings.Own);
        Assert.Equal(put.Before with { Settings = put.After.Settings }, put.After);
        Assert.Equal(new Act(Open, "settings", "{}", """{"privileges":{"roaming":false}}"""), Assert.Single(put.Decision.Events).Act);
        Assert.Empty(put.Then(Put(new LevelSettings { Roaming = false })).Decision.Events);
        Assert.Equal(ClientSettings.None, put.Then(new Forget(Open)).After.Settings);
    }

    [Fact]
    public void What_is_refused_changes_nothing_and_names_the_field()
    {
        Scene.Empty().Then(Put(new LevelSettings { Roaming = false })).Refused(RefusalCode.NotFound, retryable: false);
        var online = Scene.Online();
        Assert.Equal("updates.schedule.at", online.Then(Put(new LevelSettings { Every = Recurrence.Day })).Refused(RefusalCode.Contradiction, retryable: false).Refusal.Field);
        var stale = online.Then(Put(new LevelSettings { Roaming = false }) with { IfMatch = "another" });
        Assert.Equal("If-Match", stale.Refused(RefusalCode.ChangedMeanwhile, retryable: false).Refusal.Field);
        Assert.Equal(online.After, stale.After);
    }

    [Fact]
    public void Only_an_answer_that_tells_something_new_leaves_a_row()
    {
        var applied = Scene.Online().Then(Answer("a"));
        Assert.Equal(new AppliedSettings("a", GrantsRoaming: true), applied.After.Settings.Applied);
        Assert.Empty(applied.Then(Answer("a")).Decision.Events);
        var failed = applied.Then(Answer("b", "no room"));
        Assert.Equal((new AppliedSettings("a", GrantsRoaming: true), new FailedSettings("b", "no room")), (failed.After.Settings.Applied, failed.After.Settings.Failed));
        Assert.Null(failed.Then(Answer("b")).After.Settings.Failed);
        Assert.Empty(applied.Then(Answer("c") with { Via = Scene.Session(9) }).Decision.Events);
    }

    [Fact]
    public void What_a_hello_says_it_has_counts()
    {
        var applied = Scene.Online().Then(Answer("a"));
        Assert.Equal(new AppliedSettings("a", GrantsRoaming: true), applied.Then(Hello(2, "a")).After.Settings.Applied);
        Assert.Equal(new AppliedSettings("b", GrantsRoaming: null), applied.Then(Hello(2, "b")).After.Settings.Applied);
        Assert.Null(applied.Then(Hello(2, "")).After.Settings.Applied);
        Assert.Equal(applied.After.Settings, applied.Then(Scene.Hello(2)).After.Settings);
    }

    [Fact]
    public void Nothing_is_written_while_somebody_would_lose_it()
    {
        var online = Scene.Online();
        foreach (var command in (ClientCommand[])[Put(new LevelSettings { Roaming = false }), Answer("a")])
            Assert.Empty(Client.Decide(online.After, online.Decision.Memory, command, online.Now, ClientRules.Default with { Manages = false }).Events);
    }

    private static PutSettings Put(LevelSettings own) => new(SettingsPatch.Whole(own), Open);

    private static AnswerSettings Answer(string tag, string? error = null) => new(Scene.Session(1), tag, GrantsRoaming: true, error);

    private static OpenSession Hello(int session, string tag) => Scene.Hello(session) with { Capabilities = Capabilities.Settings, SettingsTag = tag };
}
