using System.Text.RegularExpressions;

namespace Fleet.Core.Tests.Architecture;

/// <summary>
/// The folders of src, and which of them uses what another one defines. Found in the text: a type is used where its name stands
/// outside of comments, strings and usings. A name that is defined in two files says nothing, and neither does that of a member: of an enum, in an
/// initialiser, or after a dot.
/// </summary>
internal static partial class SourceTree
{
    /// <summary>The folder src.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>For each folder those that it uses, with a name that shows it.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> Uses()
    {
        var texts = Directory.EnumerateFiles(Root, "*.cs", SearchOption.AllDirectories)
            .Where(file => !Path.GetRelativePath(Root, file).Split(Path.DirectorySeparatorChar).Any(folder => folder is "bin" or "obj"))
            .ToDictionary(file => file, file => MemberName().Replace(NoCode().Replace(File.ReadAllText(file), " "), " "));
        var definedIn = texts.SelectMany(text => Definition().Matches(text.Value).Select(match => (Name: match.Groups["name"].Value, File: text.Key)))
            .GroupBy(definition => definition.Name, definition => definition.File)
            .Where(files => files.Distinct().Count() == 1)
            .ToDictionary(files => files.Key, files => files.First());
        return texts.GroupBy(text => Folder(text.Key)).ToDictionary(
            folder => folder.Key,
            folder => (IReadOnlyDictionary<string, string>)folder
                .SelectMany(text => Name().Matches(text.Value).Select(match => match.Value))
                .Where(definedIn.ContainsKey)
                .Select(name => (Name: name, Folder: Folder(definedIn[name])))
                .Where(use => use.Folder != folder.Key)
                .GroupBy(use => use.Folder)
                .ToDictionary(uses => uses.Key, uses => uses.First().Name));
    }

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

    [GeneratedRegex(@"\b[A-Z]\w+\b", RegexOptions.None, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Name();
}
