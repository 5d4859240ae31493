using System.Runtime.CompilerServices;

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
        Table<T>().ByNumber.TryGetValue(Number(value), out var word)
            ? word
            : throw new ArgumentOutOfRangeException(nameof(value), value, $"no word of {typeof(T).Name}");

    /// <summary>The words of each member in a set of flags, in the order of the enum.</summary>
    public static IEnumerable<string> OfEach<T>(T flags) where T : struct, Enum => Table<T>().Within(Number(flags)).Select(entry => entry.Word);

    /// <summary>Each member in a set of flags, in the order of the enum.</summary>
    public static IEnumerable<T> Each<T>(T flags) where T : struct, Enum => Table<T>().Within(Number(flags)).Select(entry => Value<T>(entry.Number));

    /// <summary>Reads a word; false if it is none of <see cref="All{T}"/>.</summary>
    public static bool TryParse<T>(string? word, out T value) where T : struct, Enum
    {
        long number = 0;
        var known = word is not null && Table<T>().ByWord.TryGetValue(word, out number);
        value = known ? Value<T>(number) : default;
        return known;
    }

    /// <summary>Every word of a vocabulary, in the order of the enum; a set's empty member is left out.</summary>
    public static IReadOnlyList<string> All<T>() where T : struct, Enum => Table<T>().All;

    private static WordTable Table<T>() where T : struct, Enum => TableOf<T>.Words;

    private static long Number<T>(T value) where T : struct, Enum =>
        Unsafe.SizeOf<T>() == sizeof(byte) ? Unsafe.BitCast<T, byte>(value) : Unsafe.BitCast<T, int>(value);

    private static T Value<T>(long number) where T : struct, Enum =>
        Unsafe.SizeOf<T>() == sizeof(byte) ? Unsafe.BitCast<byte, T>((byte)number) : Unsafe.BitCast<int, T>((int)number);

    private static class TableOf<T> where T : struct, Enum
    {
        public static readonly WordTable Words = new(typeof(T));
    }

    /// <summary>
    /// The words of one enum by its numbers. It knows no type of it: dictionaries of some forty enums, each of a type of its own, were half of
    /// what a process compiles before it is ready.
    /// </summary>
    private sealed class WordTable
    {
        private readonly List<(long Number, string Word)> _members = [];

        public WordTable(Type type)
        {
            var numbers = Enum.GetValuesAsUnderlyingType(type);
            var names = Enum.GetNames(type);
            var isSet = type.IsDefined(typeof(FlagsAttribute), inherit: false);
            for (var i = 0; i < names.Length; i++)
            {
                var (number, word) = (Convert.ToInt64(numbers.GetValue(i), null), Kebab(names[i]));
                ByNumber.Add(number, word);
                if (isSet && number == 0)
                    continue;
                ByWord.Add(word, number);
                _members.Add((number, word));
            }

            All = [.. _members.Select(member => member.Word)];
        }

        public Dictionary<long, string> ByNumber { get; } = [];

        public Dictionary<string, long> ByWord { get; } = [];

        public IReadOnlyList<string> All { get; }

        /// <summary>The members that are in a set, in the order of the enum.</summary>
        public IEnumerable<(long Number, string Word)> Within(long set) => _members.Where(member => (set & member.Number) == member.Number);

        private static string Kebab(string name) =>
            string.Concat(name.Select((c, i) => char.IsUpper(c) ? (i > 0 ? "-" : "") + char.ToLowerInvariant(c) : c.ToString()));
    }
}
