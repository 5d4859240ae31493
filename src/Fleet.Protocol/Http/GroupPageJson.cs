using Fleet.Core.Vocabulary;

namespace Fleet.Protocol.Http;

/// <summary>A page of groups.</summary>
/// <param name="Items">In the ordinal order of names.</param>
/// <param name="Next">The cursor of the next page; null: this is the last one.</param>
/// <param name="Offset">Of the journal: the page is true there.</param>
public sealed record GroupPageJson(IEnumerable<GroupPageJson.NamedGroupJson> Items, string? Next, long Offset)
{
    /// <summary>A group: a client is in it, or settings were put to it.</summary>
    /// <param name="Name">Its name.</param>
    /// <param name="Clients">How many clients are in it, those that left not counted.</param>
    /// <param name="Settings">It says something of settings.</param>
    public sealed record NamedGroupJson(GroupName Name, long Clients, bool Settings);
}
