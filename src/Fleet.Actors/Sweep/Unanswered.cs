using Fleet.Core.Vocabulary;

namespace Fleet.Actors.Sweep;

/// <summary>Clients that were told something and have not answered: they are not told again meanwhile.</summary>
/// <param name="patience">How long a client is waited for.</param>
internal sealed class Unanswered(TimeSpan patience)
{
    private readonly Dictionary<ClientId, DateTimeOffset> _toldAt = [];

    public int Count => _toldAt.Count;

    /// <summary>False: the client has not answered what it was told before.</summary>
    public bool Add(ClientId client, DateTimeOffset now) => _toldAt.TryAdd(client, now);

    public void Remove(ClientId client) => _toldAt.Remove(client);

    /// <summary>Waits no longer for those that should have answered by now.</summary>
    public void GiveUp(DateTimeOffset now)
    {
        foreach (var (client, toldAt) in _toldAt)
        {
            // A dictionary may be thinned while it is walked through.
            if (now - toldAt >= patience)
                _toldAt.Remove(client);
        }
    }
}
