namespace Fleet.Core.Settings;

/// <summary>What the journal knows of a client's settings.</summary>
/// <param name="Own">What is said for the client alone.</param>
/// <param name="Applied">What it applied last; null: none, as far as is known.</param>
/// <param name="Failed">What it could not apply, if that was its last answer.</param>
public sealed record ClientSettings(LevelSettings Own, AppliedSettings? Applied = null, FailedSettings? Failed = null)
{
    /// <summary>Of a client that nobody said anything for, and that applied nothing.</summary>
    public static ClientSettings None { get; } = new(LevelSettings.None);

    /// <summary>After an answer of the client.</summary>
    /// <param name="tag">What it answers to.</param>
    /// <param name="grantsRoaming">Whether those grant roaming; null: that is not known.</param>
    /// <param name="error">Why it could not apply them; null: it did.</param>
    public ClientSettings WithAnswer(string tag, bool? grantsRoaming, string? error) => error is null
        ? this with { Applied = new AppliedSettings(tag, grantsRoaming), Failed = null }
        : this with { Failed = new FailedSettings(tag, error) };

    /// <summary>As the client says at its hello. What it says there it has, whatever was known of it.</summary>
    /// <param name="tag">What it has applied; empty: nothing.</param>
    public ClientSettings Held(string tag) =>
        tag == (Applied?.Tag ?? "") ? this
        : this with { Applied = tag.Length == 0 ? null : new AppliedSettings(tag, null) };
}

/// <summary>Settings that a client applied.</summary>
/// <param name="Tag">Their name.</param>
/// <param name="GrantsRoaming">Whether they grant roaming, as the session knew that sent them; null: the client told the tag alone.</param>
public sealed record AppliedSettings(string Tag, bool? GrantsRoaming)
{
    /// <summary>They grant roaming: as who sent them knew, or as their tag says.</summary>
    public bool Grants => GrantsRoaming ?? SettingsTag.GrantsRoaming(Tag);
}

/// <summary>Settings that a client could not apply.</summary>
/// <param name="Tag">Their name.</param>
/// <param name="Error">Why, in the client's words: 1 to <see cref="MaxErrorLength"/> characters.</param>
public sealed record FailedSettings(string Tag, string Error)
{
    /// <summary>Characters of an error at most.</summary>
    public const int MaxErrorLength = 1_000;

    /// <summary>Characters of a tag at most.</summary>
    public const int MaxTagLength = 64;
}
