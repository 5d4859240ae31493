using System.Text.Json;
using Fleet.Core.Clients;
using Fleet.Core.Vocabulary;

namespace Fleet.Protocol.Wire;

/// <summary>The members of one JSON object, of which every name is known and stands once. What is absent reads as null.</summary>
internal sealed class JsonMembers
{
    private const int MaxNameInPath = 64;

    private readonly Dictionary<string, JsonElement> _values = [];
    private readonly Fields _fields;
    private readonly string _prefix;

    public JsonMembers(Fields fields, JsonElement element, string path, params ReadOnlySpan<string> known)
    {
        _fields = fields;
        _prefix = path.Length == 0 ? "" : $"{path}.";
        if (element.ValueKind != JsonValueKind.Object)
        {
            fields.Refuse(RefusalCode.Malformed, path, $"{(path.Length == 0 ? "The body" : path)} takes an object.");
            return;
        }

        foreach (var member in element.EnumerateObject())
        {
            var name = NameOf(member);
            if (!known.Contains(name))
                fields.Refuse(RefusalCode.Malformed, _prefix + Cut(name), $"{_prefix}{Cut(name)} is no member that the body has.");
            else if (!_values.TryAdd(name, member.Value))
                fields.Refuse(RefusalCode.Malformed, _prefix + name, $"{_prefix}{name} is there more than once.");
        }
    }

    public bool Has(string name) => _values.ContainsKey(name);

    /// <summary>It is there, and says nothing.</summary>
    public bool IsNull(string name) => _values.TryGetValue(name, out var value) && value.ValueKind == JsonValueKind.Null;

    public JsonMembers? Object(string name, params ReadOnlySpan<string> known) =>
        _values.TryGetValue(name, out var value) ? new JsonMembers(_fields, value, _prefix + name, known) : null;

    /// <summary>The same, where null means that it is not there.</summary>
    public JsonMembers? ObjectOrNull(string name, params ReadOnlySpan<string> known) =>
        _values.TryGetValue(name, out var value) && value.ValueKind != JsonValueKind.Null ? new JsonMembers(_fields, value, _prefix + name, known) : null;

    /// <summary>A list of objects; empty: it is not there, null, or wrong.</summary>
    public List<JsonMembers> Objects(string name, params ReadOnlySpan<string> known)
    {
        var items = new List<JsonMembers>();
        if (!_values.TryGetValue(name, out var value) || value.ValueKind == JsonValueKind.Null)
            return items;
        if (value.ValueKind != JsonValueKind.Array)
        {
            WrongType(name, "a list");
            return items;
        }

        foreach (var item in value.EnumerateArray())
            items.Add(new JsonMembers(_fields, item, $"{_prefix}{name}[{items.Count}]", known));
        return items;
    }

    /// <summary>A list of texts; null: it is not there, or wrong. No more than one beyond the bound is read: a list that is too long shall cost no memory.</summary>
    public List<string>? Texts(string name, int most)
    {
        if (!_values.TryGetValue(name, out var value))
            return null;
        var texts = value.ValueKind == JsonValueKind.Array ? value.EnumerateArray().Take(most + 1).Select(item => item.ValueKind == JsonValueKind.String ? TextOf(item) : null).ToList() : [null];
        if (!texts.Contains(null))
            return [.. texts.OfType<string>()];
        WrongType(name, "a list of texts");
        return null;
    }

    public double? Number(string name)
    {
        if (!_values.TryGetValue(name, out var value))
            return null;
        if (value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var number))
            return number;
        WrongType(name, "a number");
        return null;
    }

    public long? Integer(string name)
    {
        if (!_values.TryGetValue(name, out var value))
            return null;
        if (value.ValueKind != JsonValueKind.Number)
            WrongType(name, "a whole number");
        else if (value.TryGetInt64(out var number))
            return number;
        else
            _fields.OutOfRange(_prefix + name, "a whole number");
        return null;
    }

    public bool? Flag(string name)
    {
        if (!_values.TryGetValue(name, out var value))
            return null;
        if (value.ValueKind is JsonValueKind.True or JsonValueKind.False)
            return value.GetBoolean();
        WrongType(name, "true or false");
        return null;
    }

    public string? Text(string name)
    {
        if (!_values.TryGetValue(name, out var value))
            return null;
        if (value.ValueKind == JsonValueKind.String && TextOf(value) is { } text)
            return text;
        WrongType(name, "text");
        return null;
    }

    public GroupName? Group(string name) => Text(name) is { } text ? _fields.Group(text, _prefix + name) : null;

    public T? Word<T>(string name) where T : struct, Enum => Text(name) is { } word ? _fields.Word<T>(word, _prefix + name) : null;

    /// <summary>Whatever it is; null: it is not there.</summary>
    public JsonElement? Value(string name) => _values.TryGetValue(name, out var value) ? value : null;

    /// <summary>A list of words; null: it is not there, or no list. Words that are none are left out, and are a fault.</summary>
    public List<T>? Words<T>(string name) where T : struct, Enum
    {
        if (!_values.TryGetValue(name, out var value))
            return null;
        if (value.ValueKind != JsonValueKind.Array)
        {
            WrongType(name, "a list");
            return null;
        }

        var words = new List<T>();
        foreach (var item in value.EnumerateArray())
        {
            if (_fields.Word<T>(item.ValueKind == JsonValueKind.String ? TextOf(item) : null, _prefix + name) is { } word)
                words.Add(word);
        }

        return words;
    }

    /// <summary>The number of a fact that has few values; 0: it is not there, or wrong.</summary>
    public int Number(string name, FewValues values) =>
        values.IsFlag ? FactNumbers.NumberOf(Flag(name))
        : Text(name) is { } word ? _fields.Number(values, values.NumberOf(word), _prefix + name)
        : 0;

    /// <summary>RFC 3339, cut to whole milliseconds.</summary>
    public DateTimeOffset? Time(string name)
    {
        if (Text(name) is not { } text)
            return null;
        if (Rfc3339.TryParse(text, out var time))
            return _fields.Time(time, _prefix + name);
        _fields.OutOfRange(_prefix + name, "a time as RFC 3339 writes it, such as 2026-03-01T08:30:00Z");
        return null;
    }

    private static string Cut(string name) => name.Length <= MaxNameInPath ? name : $"{name.AsSpan(0, MaxNameInPath)}…";

    /// <summary>Text that is no Unicode (half a surrogate pair, bytes that are no UTF-8) passes the parser and fails here.</summary>
    private static string? TextOf(JsonElement value)
    {
        try
        {
            return value.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private static string NameOf(JsonProperty member)
    {
        try
        {
            return member.Name;
        }
        catch (InvalidOperationException)
        {
            return "\uFFFD";
        }
    }

    private void WrongType(string name, string type) =>
        _fields.Refuse(RefusalCode.Malformed, _prefix + name, $"{_prefix}{name} takes {type}.");
}
