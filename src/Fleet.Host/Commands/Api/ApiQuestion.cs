using System.Globalization;

namespace Fleet.Host.Commands.Api;

/// <summary>An address of the API, with its parameters.</summary>
/// <param name="Path">Relative to the host, such as <c>v1/clients</c>.</param>
internal sealed record ApiQuestion(string Path)
{
    private IReadOnlyList<string> Parameters { get; init; } = [];

    /// <summary>An address about one client.</summary>
    public static ApiQuestion About(string client, string aspect) => new($"v1/clients/{Uri.EscapeDataString(client)}/{aspect}");

    /// <summary>With a parameter more for each value.</summary>
    public ApiQuestion With(string name, IEnumerable<string> values) =>
        this with { Parameters = [.. Parameters, .. values.Select(value => $"{name}={Uri.EscapeDataString(value)}")] };

    /// <summary>With a parameter more; null: without.</summary>
    public ApiQuestion With(string name, string? value) => value is null ? this : With(name, [value]);

    /// <summary>With a moment; null: without.</summary>
    public ApiQuestion With(string name, DateTimeOffset? moment) =>
        With(name, moment?.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture));

    /// <summary>With a number; null: without.</summary>
    public ApiQuestion With(string name, long? number) => With(name, number?.ToString(CultureInfo.InvariantCulture));

    /// <summary>The relative address.</summary>
    public override string ToString() => Parameters.Count == 0 ? Path : $"{Path}?{string.Join('&', Parameters)}";
}
