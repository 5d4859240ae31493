namespace Fleet.Protocol.Journal;

/// <summary>Walks the fields of one protobuf message as they stand, without making anything of them.</summary>
/// <remarks>Source: the wire format, https://protobuf.dev/programming-guides/encoding. Groups, which proto3 does not write, are skipped as the library does, no deeper than it does.</remarks>
internal ref struct FieldWalk(ReadOnlySpan<byte> message)
{
    private const int MaxVarint = 10;
    private const int MaxDepth = 100;
    private ReadOnlySpan<byte> _rest = message;
    private int _depth;

    /// <summary>Which field <see cref="Next"/> came to, if its value is a number; else 0.</summary>
    public int NumberField { get; private set; }

    /// <summary>Which field <see cref="Next"/> came to, if it is a text or a message; else 0.</summary>
    public int BytesField { get; private set; }

    /// <summary>The number: enums, bools and int32 by their lowest 32 bits.</summary>
    public int Number { get; private set; }

    /// <summary>The bytes of the text or message.</summary>
    public ReadOnlySpan<byte> Bytes { get; private set; }

    /// <summary>Goes to the next field.</summary>
    /// <returns>False: there is none.</returns>
    /// <exception cref="InvalidDataException">The message is cut short or damaged.</exception>
    public bool Next()
    {
        if (_rest.IsEmpty)
            return false;
        var tag = Varint();
        var field = (int)((uint)tag >> 3);
        if (field == 0)
            throw Damage();
        (NumberField, BytesField) = (0, 0);
        switch (tag & 7)
        {
            case 0:
                Number = (int)Varint();
                NumberField = field;
                return true;
            case 1:
                Take(8);
                return true;
            case 2:
                var length = Varint();
                Bytes = Take(length <= int.MaxValue ? (int)length : throw Damage());
                BytesField = field;
                return true;
            case 3:
                SkipGroup(field);
                return true;
            case 5:
                Take(4);
                return true;
            default:
                throw Damage();
        }
    }

    private void SkipGroup(int field)
    {
        if (++_depth > MaxDepth)
            throw Damage();
        while (!AtEndOf(field))
            Next();
        _depth--;
        (NumberField, BytesField) = (0, 0);
    }

    private bool AtEndOf(int group)
    {
        var here = _rest;
        if ((uint)Varint() == (((uint)group << 3) | 4))
            return true;
        _rest = here;
        return false;
    }

    private ulong Varint()
    {
        ulong value = 0;
        for (var i = 0; i < MaxVarint && i < _rest.Length; i++)
        {
            var part = _rest[i];
            value |= (ulong)(part & 0x7F) << (7 * i);
            if (part > 0x7F)
                continue;
            _rest = _rest[(i + 1)..];
            return value;
        }

        throw Damage();
    }

    private ReadOnlySpan<byte> Take(int length)
    {
        if (length > _rest.Length)
            throw Damage();
        var taken = _rest[..length];
        _rest = _rest[length..];
        return taken;
    }

    private static InvalidDataException Damage() => new("A protobuf message is cut short or damaged.");
}
