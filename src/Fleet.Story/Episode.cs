using Fleet.Core.Vocabulary;

namespace Fleet.Story;

/// <summary>The same trouble began at many clients at about the same time.</summary>
/// <param name="Trouble">Which one.</param>
/// <param name="Spells">In the order of their beginnings.</param>
/// <param name="Groups">Clients of each group that have it, the most first.</param>
public sealed record Episode(Trouble Trouble, IReadOnlyList<Spell> Spells, IReadOnlyList<GroupShare> Groups)
{
    /// <summary>When it began at the first of them.</summary>
    public TimeSpan From => Spells[0].Began;

    /// <summary>When it began at the last of them.</summary>
    public TimeSpan To => Spells[^1].Began;

    /// <summary>How many it struck.</summary>
    public int Clients => Groups.Sum(group => group.Struck);

    /// <summary>Clients at which it lasts beyond the end.</summary>
    public int Remaining => Spells.Where(spell => spell.Ended is null).DistinctBy(spell => spell.Client).Count();

    /// <summary>When half of them were out of it; null: they were not.</summary>
    public TimeSpan? HalfEnded => Ends.Count * 2 >= Spells.Count ? Ends[(Spells.Count - 1) / 2] : null;

    /// <summary>When nine in ten were out of it; null: they were not.</summary>
    public TimeSpan? MostEnded => Ends.Count * 10 >= Spells.Count * 9 ? Ends[((Spells.Count * 9) + 9) / 10 - 1] : null;

    /// <summary>When the last one was out of it that ever was; null: none was.</summary>
    public TimeSpan? LastEnded => Ends is [.., var last] ? last : null;

    private List<TimeSpan> Ends { get; } = [.. Spells.Select(spell => spell.Ended).OfType<TimeSpan>().Order()];
}

/// <summary>A group in an episode.</summary>
/// <param name="Group">Its name.</param>
/// <param name="Struck">Clients of it that the episode struck.</param>
/// <param name="Of">Clients that it has.</param>
public sealed record GroupShare(GroupName Group, int Struck, int Of);

/// <summary>A trouble of one client, from its beginning to its end.</summary>
/// <param name="Trouble">Which one.</param>
/// <param name="Client">Whose.</param>
/// <param name="Group">Its group when it began.</param>
/// <param name="Began">When it began.</param>
/// <param name="Ended">When it ended; null: it lasts.</param>
public sealed record Spell(Trouble Trouble, ClientId Client, GroupName Group, TimeSpan Began, TimeSpan? Ended);
