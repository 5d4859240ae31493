using System.Text.Json;
using System.Text.Json.Serialization;
using Fleet.ReadModel.Queries;
using Fleet.Core.Icons;
using Fleet.Core.Vocabulary;
using Fleet.Host.OpenApi;

namespace Fleet.Host.Http;

/// <summary>How the API writes the words and ids of the domain.</summary>
internal static class VocabularyJson
{
    /// <summary>Facts are named as the members are that tell them.</summary>
    private static readonly IReadOnlyDictionary<Fact, string> Facts = Enum.GetValues<Fact>()
        .Where(fact => fact != Fact.None).ToDictionary(fact => fact, fact => JsonNamingPolicy.CamelCase.ConvertName(fact.ToString()));

    public static IReadOnlyList<JsonConverter> Converters { get; } =
    [
        Word<Connection>(), Word<ScanMethod>(), Word<PatternStatus>(), Word<RealTimeScan>(), Word<SmartProtection>(), Word<Conditions>(),
        Word<PresenceCause>(), Word<GoodbyeReason>(), Word<ChangeCause>(), Word<ActionOwner>(), Word<PresenceLink>(),
        new TextJson<Fact>(fact => Facts[fact], () => Schemas.OneOf(Facts.Values)),
        new TextJson<Icon>(icon => icon.Name, () => Schemas.OneOf(Icon.All.Select(icon => icon.Name))),
        new TextJson<ClientId>(client => client.Value, () => Schemas.Matching(ClientId.Pattern)),
        new TextJson<GroupName>(group => group.Value, () => Schemas.Matching(GroupName.Pattern)),
    ];

    private static TextJson<T> Word<T>() where T : struct, Enum => new(Words.Of, () => Schemas.OneOf(Words.All<T>()));
}
