using Xunit;

namespace Fleet.Protocol.Tests;

/// <summary>
/// Bytes that were written once and are checked in: <c>Goldens/{kind}/{name}.{n}.hex</c>. The newest of a name is what is
/// written today; the older ones are in somebody's journal, or come from somebody's client, and must stay readable.
/// </summary>
internal static class Golden
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Goldens");

    public static void AssertWritten(string kind, string name, byte[] written)
    {
        var newest = Files(kind, name).LastOrDefault();
        var hex = Convert.ToHexStringLower(written);
        Assert.True(
            newest is not null && hex == Text(newest),
            $"""
             What is written for {kind}/{name} is not the golden {newest ?? "(there is none)"}.
             Bytes like the golden's are stored and sent by what has shipped. If the change is meant, and old bytes still read as before,
             keep the old file and check the new bytes in beside it as Goldens/{kind}/{name}.{(newest is null ? 1 : Number(newest) + 1)}.hex:
             {hex}
             """);
    }

    /// <summary>Every golden of a name, oldest first.</summary>
    public static IEnumerable<byte[]> All(string kind, string name)
    {
        var files = Files(kind, name);
        Assert.NotEmpty(files);
        return files.Select(file => Convert.FromHexString(Text(file)));
    }

    /// <summary>Every golden of a kind.</summary>
    public static byte[][] All(string kind) =>
        [.. Directory.GetFiles(Path.Combine(Folder, kind)).Order().Select(file => Convert.FromHexString(Text(file)))];

    /// <summary>The names that a kind has goldens of.</summary>
    public static IEnumerable<string> Names(string kind) =>
        Directory.GetFiles(Path.Combine(Folder, kind)).Select(file => Path.GetFileName(file).Split('.')[0]).Distinct().Order();

    private static string[] Files(string kind, string name) =>
        [.. Directory.GetFiles(Path.Combine(Folder, kind), $"{name}.*.hex").OrderBy(Number)];

    private static int Number(string file) => int.Parse(Path.GetFileName(file).Split('.')[1]);

    private static string Text(string file) => File.ReadAllText(file).Trim();
}
