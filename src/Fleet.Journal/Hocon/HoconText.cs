using Akka.Configuration;

namespace Fleet.Journal.Hocon;

/// <summary>Writes configuration.</summary>
internal static class HoconText
{
    /// <summary>One key with a text, whatever is in that.</summary>
    public static Config Assign(string key, string value) =>
        ConfigurationFactory.ParseString($"{key} = \"{value.Replace("\\", "\\\\").Replace("\"", "\\\"")}\"");
}
