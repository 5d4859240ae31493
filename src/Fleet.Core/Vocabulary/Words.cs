using System.Collections.Frozen;

namespace Fleet.Core.Vocabulary;

/// <summary>
/// The words of the vocabulary as every text outside (HTTP, files, tables) writes them: an enum member's name in
/// kebab-case, <c>RealTimeScanStopped</c> as <c>real-time-scan-stopped</c>.
/// </summary>
/// <remarks>
/// The numbers of the vocabulary's enums are outside too: the journal stores them, and <c>fleet.v1</c> has the same ones. A
/// number never changes and is never used again.
/// </remarks>
public static class Words
{
    /// <summary>The word of a value.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is no member of its enum.</exception>
    public static string Of<T>(T value) where T : struct, Enum =>
        Table<T>.ByValue.TryGetValue(value, out var word)
            ? word
            : throw new ArgumentOutOfRangeException(nameof(value), value, $"no word of {typeof(T).Name}");

    /// <summary>The words of each member in a set of flags, in the order of the enum.</summary>
    public static IEnumerable<string> OfEach<T>(T flags) where T : struct, Enum => Each(flags).Select(Of);

    /// <summary>Each member in a set of flags, in the order of the enum.</summary>
    public static IEnumerable<T> Each<T>(T flags) where T : struct, Enum =>
        Table<T>.ByWord.Values.Where(value => flags.HasFlag(value)).Order();

    /// <summary>Reads a word; false if it is none of <see cref="All{T}"/>.</summary>
    public static bool TryParse<T>(string? word, out T value) where T : struct, Enum
    {
        value = default;
        return word is not null && Table<T>.ByWord.TryGetValue(word, out value);
    }

    /// <summary>Every word of a vocabulary, in the order of the enum; a set's empty member is left out.</summary>
    public static IReadOnlyList<string> All<T>() where T : struct, Enum => Table<T>.All;

    private static string Kebab(string name) =>
        string.Concat(name.Select((c, i) => char.IsUpper(c) ? (i > 0 ? "-" : "") + char.ToLowerInvariant(c) : c.ToString()));

    private static class Table<T> where T : struct, Enum
    {
        public static readonly FrozenDictionary<T, string> ByValue =
            Enum.GetValues<T>().ToFrozenDictionary(v => v, v => Kebab(v.ToString()));

        public static readonly FrozenDictionary<string, T> ByWord = ByValue.Where(e => !IsEmptySet(e.Key)).ToFrozenDictionary(e => e.Value, e => e.Key);

        public static readonly IReadOnlyList<string> All = [.. ByWord.OrderBy(e => e.Value).Select(e => e.Key)];

        private static bool IsEmptySet(T value) => typeof(T).IsDefined(typeof(FlagsAttribute), inherit: false) && value.Equals(default(T));
    }
}
