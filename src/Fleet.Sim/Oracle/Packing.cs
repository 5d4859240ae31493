using Fleet.Core.Clients;
using Fleet.Core.Vocabulary;

namespace Fleet.Sim.Oracle;

/// <summary>Between a client's state as the domain has it and its packed form, which leaves out times and provenance.</summary>
internal sealed class Packing
{
    private readonly Interned<GroupName> _groups = new(GroupName.Default);
    private readonly Interned<HeldPattern> _patterns = new(HeldPattern.Default);

    public ClientState Unpack(in PackedClient client) => !client.Exists
        ? ClientState.None with { LastSeq = client.Taken }
        : new ClientState
        {
            Exists = true,
            LastSeq = client.Taken,
            Group = _groups[client.Group],
            Presence = client.Session == 0 ? Presence.Never : new Presence(PresenceCause.Session, new SessionId(0, client.Session)),
            Pattern = _patterns[client.Pattern],
            Numbers = client.Numbers,
            Reported = client.Reported,
        };

    public void Pack(ClientState state, ref PackedClient client)
    {
        client.Exists = state.Exists;
        client.Group = _groups.IndexOf(state.Group);
        client.Session = (int)(state.Presence.Session?.Number ?? 0);
        client.Pattern = _patterns.IndexOf(state.Pattern);
        client.Numbers = state.Numbers;
        client.Reported = state.Reported;
    }

    /// <summary>Values that many clients share, each kept once.</summary>
    private sealed class Interned<T> where T : notnull
    {
        private readonly List<T> _values = [];
        private readonly Dictionary<T, int> _indexes = [];

        public Interned(T first) => IndexOf(first);

        public T this[int index] => _values[index];

        public int IndexOf(T value)
        {
            if (_indexes.TryGetValue(value, out var index))
                return index;
            _values.Add(value);
            return _indexes[value] = _values.Count - 1;
        }
    }
}
