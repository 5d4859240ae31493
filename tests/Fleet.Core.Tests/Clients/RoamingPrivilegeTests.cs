using Fleet.Core.Clients;
using Fleet.Core.Settings;
using Fleet.Core.Vocabulary;
using Xunit;

namespace Fleet.Core.Tests.Clients;

/// <summary>Roaming needs the privilege.</summary>
public sealed class RoamingPrivilegeTests
{
    private static readonly GroupName Sales = GroupName.Parse("sales");
    private static readonly ReportedFacts Roams = new() { Roaming = true, RealTimeScan = RealTimeScan.Disabled };
    private static readonly ClientRules Withheld = Rules(null, new LevelSettings { Roaming = false });

    [Fact]
    public void Who_has_the_privilege_may_roam() => Assert.True(Decide(Scene.Online(), ClientRules.Default, Roams) is { After.Roaming: true, Taken.Notice: null });

    [Fact]
    public void Without_it_roaming_is_not_taken_the_other_facts_are_and_the_client_is_told()
    {
        var (after, taken) = Decide(Scene.Online(), Withheld, Roams);
        Assert.Equal((false, RealTimeScan.Disabled, true), (after.Roaming, after.RealTimeScan, taken.Changed));
        Assert.Equal((NoticeCode.PrivilegeMissing, "facts.roaming"), (taken.Notice?.Code, taken.Notice?.Field));
        Assert.False(after.Reported.HasFlag(Fact.Roaming));
    }

    [Fact]
    public void What_the_client_applied_last_counts_as_well_as_what_is_in_force_now()
    {
        var granted = Scene.Online().Then(new AnswerSettings(Scene.Session(1), "a", GrantsRoaming: true, null));
        Assert.True(Decide(granted, Withheld, Roams).After.Roaming);
        var withheld = Scene.Online().Then(new AnswerSettings(Scene.Session(1), "a", GrantsRoaming: false, null));
        Assert.False(Decide(withheld, Withheld, Roams).After.Roaming);
        Assert.True(Decide(withheld, ClientRules.Default, Roams).After.Roaming);
    }

    [Fact]
    public void What_a_hello_says_it_has_counts_though_no_answer_ever_came_and_through_rows()
    {
        var held = Scene.Online().Then(Hello(EffectiveSettings.BuiltIn.Tag));
        Assert.True(Decide(held, Withheld, Roams, session: 2).After.Roaming);
        var withheld = Scene.Online().Then(Hello(Withheld.Settings.InForce(GroupName.Default, LevelSettings.None).Tag));
        Assert.False(Decide(withheld, Withheld, Roams, session: 2).After.Roaming);
        // A tag of an older version says nothing: that of settings in force is known all the same.
        var old = EffectiveSettings.BuiltIn.Tag[..32];
        Assert.False(Decide(Scene.Online().Then(Hello(old)), Withheld, Roams, session: 2).After.Roaming);
        Assert.True(EffectiveSettings.BuiltIn.IsNamed(old));
        // A row that an older version wrote of a hello has the tag alone.
        Assert.True(new AppliedSettings(EffectiveSettings.BuiltIn.Tag, GrantsRoaming: null).Grants);
    }

    [Fact]
    public void What_it_says_counts_for_what_it_observed_while_it_was_away_too()
    {
        var hello = Hello(EffectiveSettings.BuiltIn.Tag) with { BacklogThrough = Scene.Online().After.LastSeq + 1 };
        Assert.True(Decide(Scene.Online().Then(hello), Withheld, Roams, session: 2).After.Roaming);
        Assert.False(Decide(Scene.Online().Then(hello with { SettingsTag = "" }), Withheld, Roams, session: 2).After.Roaming);
    }

    [Fact]
    public void Who_loses_it_while_roaming_stays_so_until_it_leaves()
    {
        var roaming = Scene.Online().Then(Scene.Report(2, new ReportedFacts { Roaming = true }, via: 1));
        Assert.True(Decide(roaming, Withheld, Roams) is { After.Roaming: true, Taken.Notice: null });
        var back = roaming.Then(Scene.Report(3, new ReportedFacts { Roaming = false }, via: 1));
        Assert.False(Decide(back, Withheld, Roams).After.Roaming);
    }

    [Fact]
    public void The_group_that_the_report_tells_judges()
    {
        var rules = Rules(Sales, new LevelSettings { Roaming = false });
        Assert.False(Decide(Scene.Online(), rules, Roams with { Group = Sales }).After.Roaming);
        Assert.True(Decide(Scene.Online(), rules, Roams).After.Roaming);
    }

    [Fact]
    public void A_repeat_is_told_again()
    {
        var online = Scene.Online();
        var first = Client.Decide(online.After, online.Decision.Memory, Scene.Report(2, Roams, via: 1), online.Now, Withheld);
        var again = Client.Decide(first.Events.Aggregate(online.After, Client.Apply), first.Memory, Scene.Report(2, Roams, via: 1), online.Now, Withheld);
        Assert.True(again.Reply is Taken { Repeated: true, Notice.Code: NoticeCode.PrivilegeMissing });
    }

    private static ClientRules Rules(GroupName? level, LevelSettings says) => ClientRules.Default with { Settings = SettingsBook.Empty.With(level, new PutLevel(says, 1)) };

    private static OpenSession Hello(string tag) => Scene.Hello(2) with { Capabilities = Capabilities.Settings, SettingsTag = tag };

    private static (ClientState After, Taken Taken) Decide(Moment moment, ClientRules rules, ReportedFacts facts, int session = 1)
    {
        var decision = Client.Decide(moment.After, moment.Decision.Memory, Scene.Report(moment.After.LastSeq + 1, facts, via: session), moment.Now, rules);
        return (decision.Events.Aggregate(moment.After, Client.Apply), Assert.IsType<Taken>(decision.Reply));
    }
}
