using System.Text.Json;
using System.Text.Json.Serialization;
using Fleet.Host.OpenApi;
using Microsoft.OpenApi;

namespace Fleet.Host.Http;

/// <summary>Writes values as text. What comes in is read by hand, as errors have to name what is wrong.</summary>
/// <param name="text">A value's text.</param>
/// <param name="schema">What those texts are.</param>
internal sealed class TextJson<T>(Func<T, string> text, Func<OpenApiSchema> schema) : JsonConverter<T>, IHasSchema where T : notnull
{
    public OpenApiSchema Schema => schema();

    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => throw new NotSupportedException();

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(text(value));

    public override void WriteAsPropertyName(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WritePropertyName(text(value));
}
