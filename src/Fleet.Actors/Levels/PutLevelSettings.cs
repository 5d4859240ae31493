using Fleet.Core.Clients;
using Fleet.Core.Settings;
using Fleet.Core.Vocabulary;

namespace Fleet.Actors.Levels;

/// <summary>Change what a level says. Answered by <see cref="LevelAnswer"/>.</summary>
/// <param name="Group">The group; null: the fleet.</param>
/// <param name="Patch">The change.</param>
/// <param name="Operator">Who wants it.</param>
/// <param name="IfMatch">Versions that it was made for; null: whatever there is. See <see cref="LevelChange"/>.</param>
public sealed record PutLevelSettings(GroupName? Group, SettingsPatch Patch, Operator Operator, string? IfMatch);

/// <summary>What became of a change, told when it is durable.</summary>
/// <param name="Group">The group; null: the fleet.</param>
/// <param name="Level">What it says now.</param>
/// <param name="Changed">It says something else than before.</param>
/// <param name="Refusal">Why the change was not taken; null: it was.</param>
public sealed record LevelAnswer(GroupName? Group, PutLevel Level, bool Changed, Refusal? Refusal);

/// <summary>Told to every node: a level says something else from now on.</summary>
/// <param name="Group">The group; null: the fleet.</param>
/// <param name="Level">What it says.</param>
public sealed record LevelTold(GroupName? Group, PutLevel Level);
