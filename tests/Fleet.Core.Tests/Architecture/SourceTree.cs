using System.Text.RegularExpressions;

namespace Fleet.Core.Tests.Architecture;

/// <summary>
/// The folders of src, and which of them uses what another one defines. Found in the text: a type is used where its name stands
/// outside of comments, strings and usings. A name that is defined in two files says nothing, and neither does that of a member: of an enum, in an
/// initialiser, or after a dot. A component of Razor is a type
/// that its own project alone uses; most of its text is prose, so what it uses itself are its tags, the types of its parameters, and what stands before a dot.
/// </summary>
internal static partial class SourceTree
{
    /// <summary>The folder src.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>For each folder those that it uses, with a name that shows it.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> Uses()
    {
        var texts = Directory.EnumerateFiles(Root, "*", SearchOption.AllDirectories)
            .Where(file => Path.GetExtension(file) is ".cs" or ".razor" && Path.GetFileName(file) != "_Imports.razor")
            .Where(file => !Path.GetRelativePath(Root, file).Split(Path.DirectorySeparatorChar).Any(folder => folder is "bin" or "obj"))
            .ToDictionary(file => file, file => IsComponent(file) ? CodeOf(Path.GetFileNameWithoutExtension(file), File.ReadAllText(file)) : CodeOf(File.ReadAllText(file)));
        var definedIn = texts.SelectMany(text => Definition().Matches(text.Value).Select(match => (Name: match.Groups["name"].Value, File: text.Key)))
            .GroupBy(definition => definition.Name, definition => definition.File)
            .Where(files => files.Distinct().Count() == 1)
            .ToDictionary(files => files.Key, files => files.First());
        return texts.GroupBy(text => Folder(text.Key)).ToDictionary(
            folder => folder.Key,
            folder => (IReadOnlyDictionary<string, string>)folder
                .SelectMany(text => Name().Matches(text.Value).Select(match => match.Value))
                .Where(name => definedIn.TryGetValue(name, out var file) && (!IsComponent(file) || Project(Folder(file)) == Project(folder.Key)))
                .Select(name => (Name: name, Folder: Folder(definedIn[name])))
                .Where(use => use.Folder != folder.Key)
                .GroupBy(use => use.Folder)
                .ToDictionary(uses => uses.Key, uses => uses.First().Name));
    }

    private static bool IsComponent(string file) => Path.GetExtension(file) == ".razor";

    private static string Project(string folder) => folder.Split(Path.DirectorySeparatorChar)[0];

    private static string CodeOf(string text) => MemberName().Replace(NoCode().Replace(text, " "), " ");

    private static string CodeOf(string component, string text) =>
        $"class {component}\n{string.Join(' ', UsedByComponent().Matches(RazorComment().Replace(text, " ")).Select(match => match.Value))}";

    private static string Folder(string file) => Path.GetRelativePath(Root, Path.GetDirectoryName(file)!);

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Fleet.sln")))
            folder = folder.Parent;
        return Path.Combine(folder?.FullName ?? throw new DirectoryNotFoundException($"no Fleet.sln above {AppContext.BaseDirectory}"), "src");
    }

    [GeneratedRegex(@"(?m:^using [^\n]*)|//[^\n]*|/\*.*?\*/|@?\$?""(\\.|""""|[^""\\])*""", RegexOptions.Singleline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex NoCode();

    [GeneratedRegex(@"^\s*((public|internal|private|protected|static|sealed|abstract|partial|readonly|ref|file)\s+)*(class|record(\s+struct|\s+class)?|struct|interface|enum)\s+(?<name>[A-Z]\w*)", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Definition();

    [GeneratedRegex(@"(?<=\.)[A-Z]\w*|^[ \t]*[A-Z]\w*(?=([ \t]*=[^>\n][^\n]*)?,[ \t]*\r?$)", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex MemberName();

    [GeneratedRegex(@"@\*.*?\*@|(?m:^@using [^\n]*)", RegexOptions.Singleline, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex RazorComment();

    [GeneratedRegex(@"(?<=<)[A-Z]\w+|(?<=public )[A-Z]\w+|(?<![.\w])[A-Z]\w+(?=\.[A-Z])", RegexOptions.None, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex UsedByComponent();

    [GeneratedRegex(@"\b[A-Z]\w+\b", RegexOptions.None, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Name();
}
