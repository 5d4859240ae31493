using System.Text.RegularExpressions;
using Xunit;

namespace Fleet.Core.Tests.Architecture;

/// <summary>What pages look like says nothing of what they do not have.</summary>
public sealed partial class StyleTests
{
    [Fact]
    public void Each_class_of_the_style_is_one_that_a_page_uses()
    {
        var pages = Path.Combine(SourceTree.Root, "Fleet.Pages");
        var style = NotSelectors().Replace(File.ReadAllText(Path.Combine(pages, "Assets", "pages.css")), " ");
        // Words of the vocabulary are classes, too.
        var words = string.Concat(new[] { pages, Path.Combine(SourceTree.Root, "Fleet.Core", "Vocabulary") }
            .SelectMany(folder => Directory.EnumerateFiles(folder, "*.*", SearchOption.AllDirectories))
            .Where(file => Path.GetExtension(file) is ".razor" or ".js" or ".cs" && !Path.GetRelativePath(pages, file).StartsWith("obj", StringComparison.Ordinal))
            .Select(File.ReadAllText));
        var unused = ClassName().Matches(style).Select(match => match.Value).Distinct(StringComparer.Ordinal)
            .Where(name => !Regex.IsMatch(words, $@"(?<![\w-]){name}(?![\w-])", RegexOptions.IgnoreCase, TimeSpan.FromSeconds(10)));
        Assert.Empty(unused);
    }

    /// <summary>Comments, and what stands between braces without braces in it.</summary>
    [GeneratedRegex(@"/\*.*?\*/|\{[^{}]*\}", RegexOptions.Singleline, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex NotSelectors();

    [GeneratedRegex(@"(?<=\.)[a-z][\w-]*", RegexOptions.None, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex ClassName();
}
