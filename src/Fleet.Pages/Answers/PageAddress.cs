using System.Text;

namespace Fleet.Pages.Answers;

/// <summary>An address of the host, with what it asks for. Each change makes another one.</summary>
/// <param name="Path">From the slash on.</param>
/// <param name="Parameters">Names and values, in order; a name may be there more than once.</param>
public sealed record PageAddress(string Path, IReadOnlyList<(string Name, string Value)> Parameters)
{
    /// <summary>An address that asks for nothing particular.</summary>
    public PageAddress(string path)
        : this(path, [])
    {
    }

    /// <summary>The values of a parameter; empty: it is not there.</summary>
    public IReadOnlyList<string> Values(string name) => [.. Parameters.Where(parameter => parameter.Name == name).Select(parameter => parameter.Value)];

    /// <summary>The first value of a parameter; null: it is not there.</summary>
    public string? Value(string name) => Parameters.FirstOrDefault(parameter => parameter.Name == name).Value;

    /// <summary>With one value of a parameter, in the place of those that it has; null or empty: without it.</summary>
    public PageAddress With(string name, string? value) => string.IsNullOrEmpty(value) ? Without(name) : Without(name).And(name, value);

    /// <summary>With one more value of a parameter.</summary>
    public PageAddress And(string name, string value) => this with { Parameters = [.. Parameters, (name, value)] };

    /// <summary>Without some parameters.</summary>
    public PageAddress Without(params string[] names) => this with { Parameters = [.. Parameters.Where(parameter => !names.Contains(parameter.Name))] };

    /// <summary>Without one value of a parameter.</summary>
    public PageAddress Minus(string name, string value) => this with { Parameters = [.. Parameters.Where(parameter => parameter != (name, value))] };

    /// <summary>The same question at another place.</summary>
    public PageAddress At(string path) => this with { Path = path };

    /// <summary>With some parameters alone.</summary>
    public PageAddress Only(params string[] names) => this with { Parameters = [.. Parameters.Where(parameter => names.Contains(parameter.Name))] };

    /// <summary>As it stands in a link.</summary>
    public override string ToString()
    {
        var text = new StringBuilder(Path);
        foreach (var (name, value) in Parameters)
            text.Append(text.Length == Path.Length ? '?' : '&').Append(Uri.EscapeDataString(name)).Append('=').Append(Uri.EscapeDataString(value));
        return text.ToString();
    }
}
