using System.Text.Json;

namespace Fleet.Sim.Report;

/// <summary>Writes a result where <c>--json</c> says.</summary>
public static class ResultFile
{
    /// <summary>The name that means standard output.</summary>
    public const string StandardOutput = "-";

    /// <summary>Looks, before anything long begins, whether there is a place to write to.</summary>
    /// <exception cref="IOException">There is none.</exception>
    public static void EnsurePlace(string path, string option = "--json")
    {
        if (path != StandardOutput && !Directory.Exists(Path.GetDirectoryName(Path.GetFullPath(path))))
            throw new IOException($"{option} names {path}, but there is no such folder.");
        if (Directory.Exists(path))
            throw new IOException($"{option} names {path}, which is a folder.");
    }

    /// <summary>Writes it whole or not at all: beside its place first, then into it.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">It cannot be written.</exception>
    public static void Write<T>(string path, T result) => WriteText(path, JsonSerializer.Serialize(result, ResultDocument.Json) + "\n");

    /// <inheritdoc cref="Write"/>
    public static void WriteText(string path, string text)
    {
        if (path == StandardOutput)
        {
            Console.Out.Write(text);
            return;
        }

        var beside = $"{path}.{Environment.ProcessId}.tmp";
        try
        {
            File.WriteAllText(beside, text);
            File.Move(beside, path, overwrite: true);
        }
        finally
        {
            File.Delete(beside);
        }
    }
}
