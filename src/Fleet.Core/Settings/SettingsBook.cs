using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Fleet.Core.Vocabulary;

namespace Fleet.Core.Settings;

/// <summary>What the fleet and each group say. With what a client says itself, it tells what is in force for the client.</summary>
public sealed class SettingsBook
{
    private readonly ImmutableDictionary<string, PutLevel> _groups;

    // Most clients say nothing themselves: all of a group share one answer.
    private readonly ConditionalWeakTable<PutLevel, EffectiveSettings> _ofGroups = [];
    private readonly EffectiveSettings _ofFleet;

    private SettingsBook(PutLevel fleet, ImmutableDictionary<string, PutLevel> groups)
    {
        (Fleet, _groups) = (fleet, groups);
        _ofFleet = EffectiveSettings.BuiltIn.With(fleet.Settings, SettingLevel.Fleet);
    }

    /// <summary>Nobody has said anything.</summary>
    public static SettingsBook Empty { get; } = new(PutLevel.None, ImmutableDictionary<string, PutLevel>.Empty);

    /// <summary>What is said for all.</summary>
    public PutLevel Fleet { get; }

    /// <summary>The groups that settings were put to, in the ordinal order of names.</summary>
    public IEnumerable<string> Groups => _groups.Where(group => group.Value.Settings != LevelSettings.None).Select(group => group.Key).Order(StringComparer.Ordinal);

    /// <summary>What a group says.</summary>
    public PutLevel Of(GroupName group) => _groups.GetValueOrDefault(group.Value, PutLevel.None);

    /// <summary>What a level says; null: the fleet.</summary>
    public PutLevel OfLevel(GroupName? group) => group is null ? Fleet : Of(group);

    /// <summary>What is in force for a client.</summary>
    /// <param name="group">Its group.</param>
    /// <param name="own">What is said for it alone.</param>
    public EffectiveSettings InForce(GroupName group, LevelSettings own)
    {
        var level = Of(group);
        var ofGroup = level.Settings == LevelSettings.None ? _ofFleet : _ofGroups.GetValue(level, put => _ofFleet.With(put.Settings, SettingLevel.Group));
        return ofGroup.With(own, SettingLevel.Own);
    }

    /// <summary>With what a level says from then on. What is older than what is known changes nothing.</summary>
    /// <param name="group">The group; null: the fleet.</param>
    /// <param name="put">What it says.</param>
    public SettingsBook With(GroupName? group, PutLevel put) =>
        put.Offset <= OfLevel(group).Offset ? this
        : group is null ? new SettingsBook(put, _groups)
        : new SettingsBook(Fleet, _groups.SetItem(group.Value, put));
}

/// <summary>What a level says, and since which row of the journal.</summary>
/// <param name="Settings">What it says.</param>
/// <param name="Offset">The row's offset; 0: nobody ever said anything.</param>
public sealed record PutLevel(LevelSettings Settings, long Offset)
{
    /// <summary>Nobody ever said anything.</summary>
    public static PutLevel None { get; } = new(LevelSettings.None, 0);
}
