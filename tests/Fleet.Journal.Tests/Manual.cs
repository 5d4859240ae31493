using Fleet.Testing;
using Xunit;

namespace Fleet.Journal.Tests;

/// <summary>What docs/operations.md tells people to do, to be done by a test.</summary>
internal static class Manual
{
    /// <summary>The statement that puts right what a clock ahead has stamped.</summary>
    public static string TimesPutRight(StoreKind kind)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Fleet.sln")))
            folder = folder.Parent!;
        return Assert.Single(
            File.ReadLines(Path.Combine(folder.FullName, "docs", "operations.md")),
            line => line.StartsWith("    UPDATE journal SET created", StringComparison.Ordinal)
                && line.Contains(kind == StoreKind.Sqlite ? "strftime" : "extract", StringComparison.Ordinal));
    }
}
