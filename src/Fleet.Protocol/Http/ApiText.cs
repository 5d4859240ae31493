using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Fleet.Protocol.Http;

/// <summary>How the API writes values of a type: as the same text in answers and in addresses.</summary>
/// <param name="write">A value's text.</param>
/// <param name="read">The value of a text.</param>
public class ApiText<T>(Func<T, string> write, ReadText<T> read) : JsonConverter<T>, IApiText where T : notnull
{
    private string? _rule;

    /// <inheritdoc/>
    public IReadOnlyList<string> Words { get; init; } = [];

    /// <inheritdoc/>
    public string? Pattern { get; init; }

    /// <inheritdoc/>
    public string Rule
    {
        get => _rule ?? string.Join(", ", Words);
        init => _rule = value;
    }

    /// <summary>Reads a value; false if the text is none.</summary>
    public bool TryRead(string? text, [NotNullWhen(true)] out T? value) => read(text, out value);

    /// <inheritdoc/>
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        TryRead(reader.GetString(), out var value) ? value : throw new JsonException($"'{reader.GetString()}' is none of these: {Rule}.");

    /// <inheritdoc/>
    public override T ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => Read(ref reader, typeToConvert, options);

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(write(value));

    /// <inheritdoc/>
    public override void WriteAsPropertyName(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WritePropertyName(write(value));
}

/// <summary>What the texts of a type are, for the document of the API.</summary>
public interface IApiText
{
    /// <summary>All of them; empty: there is no end of them.</summary>
    IReadOnlyList<string> Words { get; }

    /// <summary>A regular expression for the whole of one; null: its words say it, or it is a time.</summary>
    string? Pattern { get; }

    /// <summary>What is taken, for error messages.</summary>
    string Rule { get; }
}

/// <summary>Reads a value; false if the text is none.</summary>
/// <param name="text">The text; null: there is none.</param>
/// <param name="value">The value.</param>
public delegate bool ReadText<T>(string? text, [NotNullWhen(true)] out T? value);
