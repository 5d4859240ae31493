using Fleet.Pages.Answers;
using Fleet.Protocol.Http;

namespace Fleet.Pages.Feed;

/// <summary>What changed last, and what is wanted of what changes.</summary>
/// <param name="Address">What was asked for.</param>
/// <param name="Changes">What changed in the last minutes.</param>
/// <param name="Since">From when on.</param>
public sealed record FeedModel(PageAddress Address, HistoryJson Changes, DateTimeOffset Since)
{
    /// <summary>The stream that goes on after them.</summary>
    public PageAddress Stream => Address.At("/v1/icon-changes").Only("group", "connection", "condition");
}
