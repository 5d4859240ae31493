using Fleet.Sim.Drive.Protocol;
using Fleet.Sim.Drive.Wire;

namespace Fleet.Sim.Drive;

/// <summary>Each client's call, and those that live on without a client: cut, mute, or on their way out.</summary>
internal sealed class Calls(int clients, Routes routes, Inbox inbox, TimeProvider time)
{
    private readonly Call?[] _current = new Call?[clients];
    private readonly HashSet<Call> _all = [];

    /// <summary>Calls that have not ended.</summary>
    public int Count => _all.Count;

    public Call? Of(int client) => _current[client];

    public bool IsCurrent(Call call) => _current[call.Client] == call;

    public Call Open(int client)
    {
        var call = Call.Open(client, routes.Of(client), inbox, time);
        _all.Add(call);
        return _current[client] = call;
    }

    /// <summary>Parts a client from its call, in one of three ways.</summary>
    public void Leave(int client, Todo todo)
    {
        if (_current[client] is not { } call)
            return;
        if (todo.Has(Effects.Cut))
            call.Cut();
        else if (todo.Has(Effects.Mute))
            call.Mute();
        else if (todo.Has(Effects.Release))
            call.Complete();
        else
            return;
        _current[client] = null;
    }

    /// <summary>A call has ended.</summary>
    public void Remove(Call call)
    {
        if (IsCurrent(call))
            _current[call.Client] = null;
        _all.Remove(call);
        call.Dispose();
    }

    public void CutAll()
    {
        foreach (var call in _all)
            call.Cut();
    }
}
