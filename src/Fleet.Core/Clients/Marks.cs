using System.Collections.Immutable;
using Fleet.Core.Vocabulary;

namespace Fleet.Core.Clients;

/// <summary>What operators say of a client. Nothing of it comes from the client, and nothing follows from it.</summary>
/// <param name="Note">Null: there is none.</param>
/// <param name="Tags">In the ordinal order of their words, each once: no more than <see cref="MaxTags"/>.</param>
public sealed record Marks(Note? Note, ImmutableArray<TagName> Tags)
{
    /// <summary>How many tags a client may have.</summary>
    public const int MaxTags = 16;

    /// <summary>Of a client that nobody has marked.</summary>
    public static Marks None { get; } = new(null, []);

    /// <summary>The same with a tag.</summary>
    public Marks With(TagName tag) => Tags.Contains(tag) ? this : this with { Tags = [.. Tags.Append(tag).OrderBy(one => one.Value, StringComparer.Ordinal)] };

    /// <summary>The same without a tag.</summary>
    public Marks Without(TagName tag) => Tags.Contains(tag) ? this with { Tags = Tags.Remove(tag) } : this;

    /// <inheritdoc/>
    public bool Equals(Marks? other) => other is not null && Note == other.Note && Tags.SequenceEqual(other.Tags);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Note, Tags.Length);
}

/// <summary>What an operator wrote about a client.</summary>
/// <param name="Text">1 to <see cref="MaxLength"/> characters on one line.</param>
/// <param name="By">Who wrote it.</param>
/// <param name="At">When, by the server's clock.</param>
public sealed record Note(string Text, string By, DateTimeOffset At)
{
    /// <summary>Characters that a note may have.</summary>
    public const int MaxLength = 1_000;
}
