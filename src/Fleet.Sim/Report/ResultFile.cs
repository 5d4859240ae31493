using System.Text;
using System.Text.Json;
using Fleet.Sim.Recording;

namespace Fleet.Sim.Report;

/// <summary>Writes a result where <c>--json</c> or <c>--html</c> says.</summary>
public static class ResultFile
{
    /// <summary>Writes it as JSON, whole or not at all.</summary>
    /// <exception cref="IOException">It cannot be written; the message names the option.</exception>
    public static void Write<T>(string path, T result) => WriteText(path, JsonSerializer.Serialize(result, ResultDocument.Json) + "\n", "--json");

    /// <summary>Writes a text, whole or not at all.</summary>
    /// <exception cref="IOException">It cannot be written; the message names the option.</exception>
    public static void WriteText(string path, string text, string option)
    {
        using var file = new AtomicFile(path, option);
        file.Write(Encoding.UTF8.GetBytes(text));
        file.Complete();
    }
}
