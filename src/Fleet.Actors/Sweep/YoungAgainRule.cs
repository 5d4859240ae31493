using Fleet.Actors.Client;
using Fleet.ReadModel.Store;
using Fleet.Core.Clients;
using Fleet.Core.Vocabulary;

namespace Fleet.Actors.Sweep;

/// <summary>
/// Patterns that are outdated although they have not reached their age: they were judged by a clock that was ahead, or by a setting that has been
/// changed since. What was judged from either is judged again.
/// </summary>
/// <param name="maxAge">A pattern released this long ago is outdated.</param>
/// <param name="time">The server's clock.</param>
internal sealed class YoungAgainRule(TimeSpan maxAge, TimeProvider time) : ISweepRule
{
    private static readonly Reconsider Hint = new();
    private AgingClient? _last;

    public void Begin() => _last = null;

    public IReadOnlyList<ToClient>? Next(IReadSnapshot snapshot, int limit)
    {
        var found = snapshot.Aged(_last ?? new AgingClient(HeldPattern.YoungAfter(time.GetUtcNow(), maxAge).ToUnixTimeMilliseconds(), ""), limit);
        if (found.Count == 0)
            return null;
        _last = found[^1];
        return [.. found.Select(client => new ToClient(ClientId.Parse(client.Client), Hint))];
    }
}
