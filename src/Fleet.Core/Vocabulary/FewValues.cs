namespace Fleet.Core.Vocabulary;

/// <summary>The few values that a fact takes. Each has a number, which the journal and the wire have too, and a word.</summary>
public sealed class FewValues
{
    private readonly string?[] _words;

    private FewValues(string kind, int @default, bool isFlag, IEnumerable<(int Number, string Word)> values)
    {
        (Kind, Default, IsFlag) = (kind, @default, isFlag);
        Numbers = [.. values.Select(value => value.Number)];
        _words = new string?[Numbers.Max() + 1];
        foreach (var (number, word) in values)
            _words[number] = word;
    }

    /// <summary>Names the values in messages about wrong ones.</summary>
    public string Kind { get; }

    /// <summary>What counts until one is told.</summary>
    public int Default { get; }

    /// <summary>It is off or on: JSON writes it as false or true.</summary>
    public bool IsFlag { get; }

    /// <summary>All of them.</summary>
    public IReadOnlyList<int> Numbers { get; }

    /// <summary>Their words, in the same order.</summary>
    public IEnumerable<string> AllWords => Numbers.Select(WordOf);

    /// <summary>The members of an enum.</summary>
    /// <param name="first">What counts until one is told.</param>
    public static FewValues Words<T>(T first) where T : struct, Enum =>
        new(typeof(T).Name, Convert.ToInt32(first), isFlag: false, Enum.GetValues<T>().Select(value => (Convert.ToInt32(value), Vocabulary.Words.Of(value))));

    /// <summary>Off, which counts until it is told, and on.</summary>
    public static FewValues Flag() => new("flag", FactNumbers.Off, isFlag: true, [(FactNumbers.Off, "off"), (FactNumbers.On, "on")]);

    /// <summary>Whether a number means one of them.</summary>
    public bool Has(int number) => (uint)number < (uint)_words.Length && _words[number] is not null;

    /// <summary>The word of a number.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number means none of them.</exception>
    public string WordOf(int number) => Has(number) ? _words[number]! : throw new ArgumentOutOfRangeException(nameof(number), number, $"no {Kind}");

    /// <summary>The number of a word; 0: it is none of theirs.</summary>
    public int NumberOf(string? word) => word is null ? 0 : Math.Max(0, Array.IndexOf(_words, word));
}
