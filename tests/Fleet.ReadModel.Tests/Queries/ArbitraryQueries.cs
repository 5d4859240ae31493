using CsCheck;
using Fleet.Core.Icons;
using Fleet.Core.Settings;
using Fleet.Core.Vocabulary;
using Fleet.ReadModel.Model;
using Fleet.ReadModel.Queries;
using Fleet.Testing;

namespace Fleet.ReadModel.Tests.Queries;

/// <summary>Random questions.</summary>
internal static class ArbitraryQueries
{
    public static readonly Gen<IReadOnlyList<GroupName>> Groups = Some(Gen.OneOf([.. Arbitrary.Groups, "nobody"]).Select(GroupName.Parse));

    public static readonly Gen<ClientFilter> Filter = Gen.Select(
        Gen.Select(Some(Gen.Enum<Connection>()), Some(Gen.Enum<ScanMethod>()), Some(Gen.Enum<PatternStatus>()), Some(Gen.Enum<RealTimeScan>())),
        Gen.Select(Some(Gen.Enum<SmartProtection>()), Some(Gen.OneOf(Icon.All.ToArray())), Gen.Frequency((4, 0), (1, 3), (1, 24), (1, 32), (1, 63)).Select(set => Words.Each((Conditions)set).ToList()), Groups),
        Gen.Select(
            Some(Gen.Enum<PresenceCause>()),
            Some(Gen.Enum<Need>()),
            Gen.Int[0, 100].Select(minutes => Arbitrary.Start.AddMinutes(minutes)).Array[0, 1],
            Gen.Frequency((6, ""), (1, "a"), (1, "a-1"), (1, "b-1"), (1, "B"), (1, "y")),
            Gen.Frequency((6, ""), (1, "1"), (1, "-1"), (1, "a"), (1, "b-1"), (1, "0"), (1, "y"), (1, "9z")),
            Some(Gen.OneOf([.. Arbitrary.Tags, "nobodys"]).Select(TagName.Parse)),
            Some(Gen.Const(Noted.True)),
            Gen.Select(Some(Gen.Enum<SettingsState>()), Some(Gen.Enum<Granted>()))),
        (first, second, third) => ClientFilter.All
            .With(ClientFilters.Connection, first.Item1)
            .With(ClientFilters.ScanMethod, first.Item2)
            .With(ClientFilters.Pattern, first.Item3)
            .With(ClientFilters.RealTimeScan, first.Item4)
            .With(ClientFilters.SmartProtection, second.Item1)
            .With(ClientFilters.Icon, second.Item2)
            .With(ClientFilters.Condition, second.Item3)
            .With(ClientFilters.Group, second.Item4)
            .With(ClientFilters.PresenceCause, third.Item1)
            .With(ClientFilters.NeedsAction, third.Item2)
            .With(ClientFilters.OfflineSince, third.Item3)
            .With(ClientFilters.Prefix, third.Item4 is "" ? [] : [ClientId.Parse(third.Item4)])
            .With(ClientFilters.Part, third.Item5 is "" ? [] : [ClientId.Parse(third.Item5)])
            .With(ClientFilters.Tag, third.Item6)
            .With(ClientFilters.Noted, third.Item7)
            .With(ClientFilters.SettingsState, third.Item8.Item1)
            .With(ClientFilters.RoamingPrivilege, third.Item8.Item2));

    public static readonly Gen<ClientsQuery> Query = Gen.Select(
        Filter, Gen.Enum<ClientOrder>(), Gen.Bool, Gen.Int[1, 5],
        (filter, order, descending, limit) => new ClientsQuery { Filter = filter, Order = order, Descending = descending, Limit = limit });

    /// <summary>Mostly nothing, so that several filters together still leave something.</summary>
    private static Gen<IReadOnlyList<T>> Some<T>(Gen<T> gen) =>
        Gen.Frequency((5, Gen.Const<IReadOnlyList<T>>([])), (1, gen.Array[1, 3].Select(values => (IReadOnlyList<T>)values)));
}
