using System.Diagnostics.CodeAnalysis;
using Fleet.Core.Vocabulary;
using Fleet.ReadModel.Queries;

namespace Fleet.Host.Http;

/// <summary>Which level an address means.</summary>
/// <param name="Group">A group's; null: the fleet's, or a client's.</param>
/// <param name="Client">A client's; null: the fleet's, or a group's.</param>
internal sealed record SettingsAddress(GroupName? Group, ClientId? Client)
{
    /// <summary>Where its history is.</summary>
    public LevelHistoryQuery Rows => Client is { } client ? LevelHistoryQuery.Of(client) : LevelHistoryQuery.Of(Group);

    /// <summary>Reads the address of a request.</summary>
    public static bool TryRead(HttpRequest request, [NotNullWhen(true)] out SettingsAddress? address, [NotNullWhen(false)] out Problem? problem)
    {
        (address, problem) = (request.RouteValues["name"], request.RouteValues["id"]) switch
        {
            (string name, _) => GroupName.TryParse(name, out var group) ? (new SettingsAddress(group, null), (Problem?)null) : (null, SettingsProblems.BadGroup),
            (_, string id) => ClientId.TryParse(id, out var client) ? (new SettingsAddress(null, client), null) : (null, Problems.BadClientId),
            _ => (new SettingsAddress(null, null), null),
        };
        return problem is null;
    }
}
