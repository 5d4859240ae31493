using System.Runtime.CompilerServices;

namespace Fleet.Core.Vocabulary;

/// <summary>
/// Values of the facts that have few of them, each as its number: an enum's member by its own, a flag as <see cref="Off"/> or
/// <see cref="On"/>, and 0 where there is none. The numbers of all facts make one, so that whole sets are copied and compared at once.
/// </summary>
public readonly record struct FactNumbers
{
    /// <summary>A flag's number.</summary>
    public const int Off = 1;

    /// <summary>A flag's number.</summary>
    public const int On = 2;

    private const int Width = 64 / Facts.Room;
    private const ulong Mask = (1UL << Width) - 1;

    private readonly ulong _numbers;

    private FactNumbers(ulong numbers) => _numbers = numbers;

    /// <summary>The facts that have one.</summary>
    public Fact Which
    {
        get
        {
            var which = Fact.None;
            for (var index = 0; index < Facts.Room; index++)
            {
                if ((_numbers & (Mask << (index * Width))) != 0)
                    which |= (Fact)(1 << index);
            }

            return which;
        }
    }

    /// <summary>A fact's number; 0: none.</summary>
    public int this[Fact fact] => (int)((_numbers >> (Facts.IndexOf(fact) * Width)) & Mask);

    /// <summary>The same with another number of a fact; 0: none.</summary>
    public FactNumbers With(Fact fact, int number)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((ulong)number, Mask, nameof(number));
        var shift = Facts.IndexOf(fact) * Width;
        return new FactNumbers((_numbers & ~(Mask << shift)) | ((ulong)number << shift));
    }

    /// <summary>Those of a set of facts, and none of the others.</summary>
    public FactNumbers Only(Fact facts)
    {
        var kept = 0UL;
        for (var index = 0; index < Facts.Room; index++)
        {
            if (facts.HasFlag((Fact)(1 << index)))
                kept |= _numbers & (Mask << (index * Width));
        }

        return new FactNumbers(kept);
    }

    /// <summary>These where there is a number, and elsewhere those of another one.</summary>
    public FactNumbers Over(FactNumbers other) => new(_numbers | other.Only(~Which)._numbers);

    /// <summary>The facts of which another one has another number.</summary>
    public Fact Differing(FactNumbers other) => new FactNumbers(_numbers ^ other._numbers).Which;

    /// <summary>The member of an enum; null: none.</summary>
    public T? Word<T>(Fact fact) where T : struct, Enum => this[fact] is > 0 and var number ? Unsafe.BitCast<int, T>(number) : null;

    /// <summary>The same with a member of an enum; null: none.</summary>
    public FactNumbers With<T>(Fact fact, T? word) where T : struct, Enum => With(fact, word is { } value ? Unsafe.BitCast<T, int>(value) : 0);

    /// <summary>Whether a flag is on; null: nobody knows.</summary>
    public bool? Flag(Fact fact) => this[fact] is > 0 and var number ? number == On : null;

    /// <summary>The same with a flag off or on; null: nobody knows.</summary>
    public FactNumbers With(Fact fact, bool? flag) => With(fact, NumberOf(flag));

    /// <summary>The number of a flag; 0: nobody knows.</summary>
    public static int NumberOf(bool? flag) => flag switch { null => 0, false => Off, true => On };
}
