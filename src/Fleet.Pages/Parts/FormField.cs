using Fleet.Protocol.Http;

namespace Fleet.Pages.Parts;

/// <summary>What every input of a form has. Its name is the path that it has in the API's body, so that what the API refuses is found beside it.</summary>
internal static class FormField
{
    /// <summary>The attributes of an input. One that was refused says why, and has the focus.</summary>
    public static Dictionary<string, object> Of(ProblemJson? problem, string name)
    {
        var attributes = new Dictionary<string, object> { ["name"] = name, ["id"] = IdOf(name) };
        if (IsRefused(problem, name))
        {
            attributes["aria-invalid"] = "true";
            attributes["aria-describedby"] = IdOfWhy(name);
            attributes["autofocus"] = true;
        }

        return attributes;
    }

    /// <summary>Its place in the page.</summary>
    public static string IdOf(string name) => $"field-{Plain(name)}";

    /// <summary>The place of what is wrong with it.</summary>
    public static string IdOfWhy(string name) => $"wrong-{Plain(name)}";

    /// <summary>Whether a refusal is about it.</summary>
    public static bool IsRefused(ProblemJson? problem, string name) => problem?.Field == name;

    /// <summary>The field that a refusal is about: the very one, the one that the path in question is a part of, or else the first part of it; null: the form has none.</summary>
    /// <param name="refused">The path in the API's body.</param>
    /// <param name="fields">Those of the form: those that are filled in, and then the others.</param>
    public static string? Nearest(string? refused, IReadOnlyCollection<string> fields)
    {
        for (var path = refused; path is { Length: > 0 }; path = path[..Math.Max(0, path.LastIndexOfAny(['.', '[']))])
        {
            if (fields.Contains(path))
                return path;
        }

        return refused is null ? null : fields.FirstOrDefault(field => field.StartsWith($"{refused}.", StringComparison.Ordinal) || field.StartsWith($"{refused}[", StringComparison.Ordinal));
    }

    private static string Plain(string name) => name.Replace('.', '-').Replace('[', '-').Replace("]", "", StringComparison.Ordinal);
}
