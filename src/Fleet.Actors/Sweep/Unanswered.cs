using Fleet.Core.Vocabulary;

namespace Fleet.Actors.Sweep;

/// <summary>Clients that were told something and have not answered: they are not told again meanwhile.</summary>
/// <param name="patience">How long a client is waited for.</param>
/// <param name="time">Measures it.</param>
internal sealed class Unanswered(TimeSpan patience, TimeProvider time)
{
    private readonly Dictionary<ClientId, long> _toldAt = [];

    public int Count => _toldAt.Count;

    /// <summary>False: the client has not answered what it was told before.</summary>
    public bool Add(ClientId client) => _toldAt.TryAdd(client, time.GetTimestamp());

    public void Remove(ClientId client) => _toldAt.Remove(client);

    /// <summary>Waits no longer for those that should have answered by now.</summary>
    public void GiveUp()
    {
        foreach (var (client, toldAt) in _toldAt)
        {
            // A dictionary may be thinned while it is walked through.
            if (time.GetElapsedTime(toldAt) >= patience)
                _toldAt.Remove(client);
        }
    }
}
