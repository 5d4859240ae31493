using System.Text;
using System.Text.Json;
using Fleet.Sim.Recording;

namespace Fleet.Sim.Report;

/// <summary>Writes a result where <c>--json</c> or <c>--html</c> says.</summary>
public static class ResultFile
{
    /// <summary>The name that means standard output.</summary>
    public const string StandardOutput = "-";

    /// <summary>Looks, before anything long begins, whether there is a place to write to.</summary>
    /// <exception cref="IOException">There is none.</exception>
    public static void EnsurePlace(string path, string option = "--json")
    {
        if (path != StandardOutput)
            AtomicFile.EnsurePlace(path, option);
    }

    /// <summary>Writes it as JSON, whole or not at all.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">It cannot be written.</exception>
    public static void Write<T>(string path, T result) => WriteText(path, JsonSerializer.Serialize(result, ResultDocument.Json) + "\n", "--json");

    /// <summary>Writes a text, whole or not at all.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">It cannot be written.</exception>
    public static void WriteText(string path, string text, string option)
    {
        if (path == StandardOutput)
        {
            Console.Out.Write(text);
            return;
        }

        using var file = new AtomicFile(path, option);
        file.Stream.Write(Encoding.UTF8.GetBytes(text));
        file.Complete();
    }
}
