using Fleet.Core.Vocabulary;

namespace Fleet.Sim.Synthesis;

/// <summary>All clients of a run in two arrays: some 200 bytes a client, and no object.</summary>
internal sealed class ClientTable
{
    /// <summary>Slot of the report load; the tracks are before it, the storms after it.</summary>
    public static readonly int Reports = Tracks.All.Length;

    private readonly int _width;
    private readonly Slot[] _slots;
    private readonly ClientBody[] _bodies;

    public ClientTable(int clients, int storms)
    {
        _width = SlotOfStorm(storms);
        _slots = new Slot[clients * (long)_width];
        _bodies = new ClientBody[clients];
        Array.Fill(_slots, new Slot { Next = Synthesis.Slot.Never });
    }

    public static int SlotOfStorm(int storm) => Reports + 1 + storm;

    public ref ClientBody Body(int client) => ref _bodies[client];

    public ref Slot Slot(int client, int slot) => ref _slots[(client * (long)_width) + slot];

    public ref Slot Slot(int client, Fact track) => ref Slot(client, Tracks.PlaceOf(track));

    /// <summary>Finds the slot that acts next (the first of those due at once) and tells when.</summary>
    public long FindDue(int client)
    {
        var slots = _slots.AsSpan((int)(client * (long)_width), _width);
        var due = 0;
        for (var slot = 1; slot < slots.Length; slot++)
        {
            if (slots[slot].Next < slots[due].Next)
                due = slot;
        }

        _bodies[client].Due = (short)due;
        return slots[due].Next;
    }

    /// <summary>The client's life is over.</summary>
    public void End(int client)
    {
        for (var slot = 0; slot < _width; slot++)
            Slot(client, slot).Next = Synthesis.Slot.Never;
    }
}
