using System.Buffers;
using System.Text;

namespace Fleet.Sim.Scenario.Reading;

/// <summary>The text of a file, which is UTF-8 and nothing else.</summary>
internal static class Utf8Text
{
    /// <exception cref="ScenarioException">Some of it is no UTF-8; the message says where.</exception>
    public static string Of(ReadOnlySpan<byte> bytes, string file)
    {
        if (bytes.StartsWith(Encoding.UTF8.Preamble))
            bytes = bytes[Encoding.UTF8.Preamble.Length..];
        var (line, column) = (1, 1);
        for (var rest = bytes; !rest.IsEmpty;)
        {
            if (Rune.DecodeFromUtf8(rest, out var rune, out var length) != OperationStatus.Done)
                throw new Place(file, line, column).Error($"the byte 0x{rest[0]:x2} is no UTF-8 here; a scenario is UTF-8");
            (line, column) = rune.Value == '\n' ? (line + 1, 1) : (line, column + 1);
            rest = rest[length..];
        }

        return Encoding.UTF8.GetString(bytes);
    }
}
