namespace Fleet.Host.Commands.Stored;

/// <summary>A file of SQLite's, such as a journal: what a slip of the hand must not replace by its own backup.</summary>
internal static class DatabaseFile
{
    private static ReadOnlySpan<byte> Magic => "SQLite format 3\0"u8;

    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public static bool IsAt(string path)
    {
        if (!File.Exists(path))
            return false;
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var head = new byte[Magic.Length];
        return file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false) == head.Length && Magic.SequenceEqual(head);
    }
}
