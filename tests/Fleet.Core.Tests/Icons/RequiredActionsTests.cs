using Fleet.Core.Icons;
using Fleet.Core.Vocabulary;
using Xunit;

namespace Fleet.Core.Tests.Icons;

public sealed class RequiredActionsTests
{
    public static TheoryData<Conditions, Connection, string> Table => new()
    {
        { Conditions.PatternOutdated, Connection.Online, "user:update-pattern operator:configure-updates" },
        { Conditions.PatternOutdated, Connection.Offline, "user:update-pattern operator:configure-updates" },
        { Conditions.PatternOutdated, Connection.Roaming, "user:update-pattern operator:grant-update-privilege" },
        { Conditions.RealTimeScanDisabled, Connection.Online, "operator:enable-real-time-scan" },
        { Conditions.RealTimeScanDisabled, Connection.Offline, "user:reconnect operator:enable-real-time-scan" },
        { Conditions.RealTimeScanDisabled, Connection.Roaming, "user:leave-roaming operator:enable-real-time-scan" },
        { Conditions.RealTimeScanStopped, Connection.Online, "user:start-real-time-scan-service" },
        { Conditions.RealTimeScanStopped, Connection.Offline, "user:start-real-time-scan-service" },
        { Conditions.RealTimeScanStopped, Connection.Roaming, "user:start-real-time-scan-service" },
        { Conditions.WebReputationUnreachable, Connection.Online, "user:check-network operator:check-location-profile" },
        { Conditions.WebReputationUnreachable, Connection.Offline, "user:check-network operator:check-location-profile" },
        { Conditions.WebReputationUnreachable, Connection.Roaming, "user:check-network operator:check-location-profile" },
        { Conditions.SmartProtectionUnreachable, Connection.Online, "user:check-network operator:check-location-profile" },
        { Conditions.SmartProtectionUnreachable, Connection.Offline, "user:check-network operator:check-location-profile" },
        { Conditions.SmartProtectionUnreachable, Connection.Roaming, "user:check-network operator:check-location-profile" },
        { Conditions.DuplicateIdentity, Connection.Online, "operator:find-second-machine user:install-with-own-id" },
        { Conditions.DuplicateIdentity, Connection.Offline, "operator:find-second-machine user:install-with-own-id" },
        { Conditions.DuplicateIdentity, Connection.Roaming, "operator:find-second-machine user:install-with-own-id" },
    };

    [Theory]
    [MemberData(nameof(Table))]
    public void Each_condition_asks_in_each_connection_for_these_actions_in_this_order(Conditions condition, Connection connection, string actions) =>
        Assert.Equal(actions, string.Join(' ', RequiredActions.For(condition, connection).Select(a => $"{Words.Of(a.By)}:{a.Code}")));

    [Fact]
    public void Who_roams_without_a_session_has_to_leave_roaming_mode_and_to_come_back() => Assert.Equal(
        ["leave-roaming", "reconnect", "enable-real-time-scan"],
        RequiredActions.For(Conditions.RealTimeScanDisabled, Connection.Roaming, isAway: true).Select(action => action.Code));

    [Fact]
    public void What_is_granted_or_managed_already_is_not_asked_for()
    {
        Assert.Equal("update-pattern configure-updates", Codes(Conditions.PatternOutdated, Connection.Roaming, AlreadyGranted.BuiltIn with { UpdatesWhileRoaming = true }));
        // Who is out of reach for long is granted roaming: see the facts on the roaming privilege.
        Assert.Equal("update-pattern configure-updates grant-roaming-privilege", Codes(Conditions.PatternOutdated, Connection.Offline, AlreadyGranted.BuiltIn with { Roaming = false }));
        var managed = AlreadyGranted.BuiltIn with { RealTimeScan = true };
        Assert.Equal("check-settings", Codes(Conditions.RealTimeScanDisabled, Connection.Online, managed));
        Assert.Equal("leave-roaming check-settings", Codes(Conditions.RealTimeScanDisabled, Connection.Roaming, managed));
        Assert.Equal("reconnect check-settings", Codes(Conditions.RealTimeScanDisabled, Connection.Offline, managed));

        static string Codes(Conditions condition, Connection connection, AlreadyGranted granted) =>
            string.Join(' ', RequiredActions.For(condition, connection, granted: granted).Select(action => action.Code));
    }

    [Fact]
    public void Who_has_to_act_does_not_depend_on_what_is_granted() => Assert.All(
        from row in Table
        from granted in (AlreadyGranted[])[new(false, false, false), new(true, true, true)]
        select ((Conditions)row[0], (Connection)row[1], granted),
        // Lists by who has to act go by connection and conditions alone.
        one => Assert.Equal(
            RequiredActions.For(one.Item1, one.Item2).Select(action => action.By).ToHashSet(), RequiredActions.For(one.Item1, one.Item2, granted: one.granted).Select(action => action.By).ToHashSet()));

    [Fact]
    public void The_table_above_leaves_no_condition_and_no_connection_out() =>
        Assert.Equal(
            from condition in Enum.GetValues<Conditions>()
            where condition != Conditions.None
            from connection in Enum.GetValues<Connection>()
            select (condition, connection),
            Table.Select(row => ((Conditions)row[0], (Connection)row[1])));

    [Fact]
    public void A_state_asks_for_the_actions_of_all_its_conditions_shown_or_not() =>
        Assert.All(ClientStatus.All, status => Assert.Equal(
            Words.OfEach(status.Conditions).SelectMany(word => RequiredActions.For(Parse(word), status.Connection)),
            RequiredActions.For(status)));

    [Fact]
    public void A_state_asks_for_no_action_twice_and_for_none_if_all_is_well() =>
        Assert.All(ClientStatus.All, status =>
        {
            var codes = RequiredActions.For(status).Select(a => a.Code).ToList();
            Assert.Equal(codes.Distinct(), codes);
            Assert.Equal(status.Conditions == Conditions.None, codes.Count == 0);
        });

    [Fact]
    public void Every_action_has_a_sentence_for_who_has_to_act() =>
        Assert.All(ClientStatus.All.SelectMany(status => RequiredActions.For(status)), action =>
        {
            Assert.EndsWith(".", action.Text, StringComparison.Ordinal);
            Assert.True(Enum.IsDefined(action.By));
        });

    [Theory]
    [InlineData(Conditions.None)]
    [InlineData(Conditions.PatternOutdated | Conditions.RealTimeScanDisabled)]
    public void Only_a_single_condition_has_actions(Conditions condition) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => RequiredActions.For(condition, Connection.Online));

    private static Conditions Parse(string word) => Words.TryParse<Conditions>(word, out var condition) ? condition : throw new FormatException(word);
}
