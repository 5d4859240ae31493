using System.Numerics;

namespace Fleet.Core.Settings;

/// <summary>Which level each setting comes from.</summary>
public readonly record struct SettingOrigins
{
    private const int Width = 2;

    private readonly int _levels;

    private SettingOrigins(int levels) => _levels = levels;

    /// <summary>Of one setting.</summary>
    public SettingLevel this[Leaves leaf] => (SettingLevel)((_levels >> ShiftOf(leaf)) & ((1 << Width) - 1));

    /// <summary>The same with some settings of another level.</summary>
    public SettingOrigins With(Leaves which, SettingLevel level)
    {
        var levels = _levels;
        for (var rest = (int)which; rest != 0; rest &= rest - 1)
        {
            var shift = BitOperations.TrailingZeroCount(rest) * Width;
            levels = (levels & ~(((1 << Width) - 1) << shift)) | ((int)level << shift);
        }

        return new SettingOrigins(levels);
    }

    private static int ShiftOf(Leaves leaf) => BitOperations.TrailingZeroCount((int)leaf) * Width;
}

/// <summary>Where a setting comes from, the weakest first.</summary>
public enum SettingLevel
{
    /// <summary>Nobody says.</summary>
    BuiltIn = 0,

    /// <summary>The whole fleet.</summary>
    Fleet = 1,

    /// <summary>The client's group.</summary>
    Group = 2,

    /// <summary>The client itself, alone.</summary>
    Own = 3,
}
