using Xunit;

namespace Fleet.Core.Tests.Architecture;

/// <summary>Folders depend one way, as the data flows: there is an order of all of them in which each uses only those before it.</summary>
public sealed class FolderTests
{
    [Fact]
    public void No_folder_uses_one_that_uses_it()
    {
        var uses = SourceTree.Uses();
        var done = new HashSet<string>();
        Assert.NotEmpty(uses);
        foreach (var folder in uses.Keys)
            Visit(folder, []);

        void Visit(string folder, IReadOnlyList<string> path)
        {
            List<string> circle = [.. path.SkipWhile(step => step != folder), folder];
            Assert.True(
                circle.Count == 1,
                "A circle: " + string.Join("; ", circle.Zip(circle.Skip(1), (user, used) => $"{user} uses {uses[user][used]} of {used}")));
            if (done.Contains(folder))
                return;
            foreach (var used in uses[folder].Keys)
                Visit(used, [.. path, folder]);
            done.Add(folder);
        }
    }
}
