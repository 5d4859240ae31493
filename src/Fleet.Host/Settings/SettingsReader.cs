using System.Globalization;

namespace Fleet.Host.Settings;

/// <summary>Reads the settings of one section strictly, and knows in the end which ones nobody asked for.</summary>
internal sealed class SettingsReader(IConfiguration configuration, string section)
{
    /// <summary>What a key says that has no value.</summary>
    public const string None = "none";

    private readonly List<string> _known = [];

    /// <summary>A text that is not empty.</summary>
    /// <exception cref="SettingsException">It is empty, missing, or has control characters.</exception>
    public string Text(string name, string takes)
    {
        var key = $"{section}:{name}";
        _known.Add(key);
        return configuration[key] is { } value && !string.IsNullOrWhiteSpace(value) && !value.Any(char.IsControl) ? value : throw Bad(key, configuration[key], takes);
    }

    /// <summary>One of a few words.</summary>
    /// <exception cref="SettingsException">It is none of them.</exception>
    public string Word(string name, params string[] words)
    {
        var takes = string.Join(" or ", words);
        var text = Text(name, takes);
        return words.Contains(text) ? text : throw Bad($"{section}:{name}", text, takes);
    }

    /// <summary>A text that a reader of its own accepts.</summary>
    /// <exception cref="SettingsException">It gives null.</exception>
    public T Read<T>(string name, string takes, Func<string, T?> read) where T : class
    {
        var text = Text(name, takes);
        return read(text) ?? throw Bad($"{section}:{name}", text, takes);
    }

    /// <summary>The same of a key that need not be there.</summary>
    /// <param name="name">The key.</param>
    /// <param name="takes">What it takes.</param>
    /// <param name="read">Reads it.</param>
    /// <param name="otherwise">What it says where it is not there.</param>
    /// <exception cref="SettingsException">The reader gives null.</exception>
    public T Read<T>(string name, string takes, Func<string, T?> read, string otherwise) where T : class
    {
        var key = $"{section}:{name}";
        _known.Add(key);
        return configuration[key] is null ? read(otherwise)! : Read(name, takes, read);
    }

    /// <summary>The same of a text that nobody is to see: no error repeats it.</summary>
    /// <exception cref="SettingsException">It is empty or missing, or the reader gives null.</exception>
    public T Secret<T>(string name, string takes, Func<string, T?> read) where T : class
    {
        var key = $"{section}:{name}";
        _known.Add(key);
        return configuration[key] is { Length: > 0 } text
            ? read(text) ?? throw new SettingsException($"{key} takes {takes}; what it is, is not told here.")
            : throw Bad(key, null, takes);
    }

    /// <summary>The names of a key's children.</summary>
    public IReadOnlyList<string> ChildrenOf(string name) => [.. configuration.GetSection($"{section}:{name}").GetChildren().Select(child => child.Key)];

    /// <summary>Several texts: the key's children (<c>:0</c>, <c>:1</c>, …) if it has any, else its own value, separated by commas.</summary>
    /// <exception cref="SettingsException">One is not what the key takes.</exception>
    public IReadOnlyList<string> List(string name, string takes, Predicate<string> isOne)
    {
        var key = $"{section}:{name}";
        var own = Text(name, takes);
        var children = configuration.GetSection(key).GetChildren().ToList();
        _known.AddRange(children.Select(child => child.Path));
        var texts = children.Count > 0 ? [.. children.Select(child => child.Value ?? "")] : own == None ? [] : own.Split(',', StringSplitOptions.TrimEntries);
        return Array.Find(texts, text => !isOne(text)) is { } wrong ? throw Bad(key, wrong, takes) : texts;
    }

    /// <summary>An address to listen at.</summary>
    /// <exception cref="SettingsException">It is none.</exception>
    public ListenAddress Address(string name)
    {
        var text = Text(name, ListenAddress.Rule);
        return ListenAddress.TryParse($"{section}:{name}", text, out var address) ? address : throw Bad($"{section}:{name}", text, ListenAddress.Rule);
    }

    /// <summary>A whole number within bounds, both included.</summary>
    /// <exception cref="SettingsException">It is none, or out of bounds.</exception>
    public int Number(string name, int min, int max)
    {
        var takes = string.Create(CultureInfo.InvariantCulture, $"a whole number from {min} to {max}");
        var text = Text(name, takes);
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= min && number <= max
            ? number
            : throw Bad($"{section}:{name}", text, takes);
    }

    /// <summary>A duration within bounds, both included.</summary>
    /// <exception cref="SettingsException">It is none, or out of bounds.</exception>
    public TimeSpan Duration(string name, TimeSpan min, TimeSpan max)
    {
        var takes = $"a duration from {min:c} to {max:c}, written [days.]hours:minutes:seconds";
        var text = Text(name, takes);
        // Without a colon .NET would read a number of days, which nobody means who writes "10".
        return text.Contains(':') && TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var duration) && duration >= min && duration <= max
            ? duration
            : throw Bad($"{section}:{name}", text, takes);
    }

    /// <summary>Ends the reading.</summary>
    /// <exception cref="SettingsException">The section holds a key that was not read.</exception>
    public void RefuseUnknown()
    {
        var given = configuration.GetSection(section).AsEnumerable().Where(e => e.Value is not null && e.Key != section);
        foreach (var (key, _) in given.OrderBy(e => e.Key))
        {
            if (!_known.Contains(key, StringComparer.OrdinalIgnoreCase))
                throw new SettingsException($"There is no setting {key}.{Nearest.Hint(key, _known)}");
        }
    }

    private static SettingsException Bad(string key, string? value, string takes) =>
        new($"{key} takes {takes}; it is {(string.IsNullOrWhiteSpace(value) ? "empty" : $"'{value}'")}.");
}
