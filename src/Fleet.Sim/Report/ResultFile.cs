using System.Text.Json;

namespace Fleet.Sim.Report;

/// <summary>Writes a result where <c>--json</c> says.</summary>
public static class ResultFile
{
    /// <summary>The name that means standard output.</summary>
    public const string StandardOutput = "-";

    /// <summary>Writes it whole or not at all: beside its place first, then into it.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">It cannot be written.</exception>
    public static void Write(string path, ResultDocument result)
    {
        var text = JsonSerializer.Serialize(result, ResultDocument.Json) + "\n";
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
