using System.Security.Cryptography;
using System.Text;
using Fleet.Core.Vocabulary;

namespace Fleet.Core.Settings;

/// <summary>Settings as one text: compact JSON, the same for the same settings, whose hash names them.</summary>
public static class SettingsText
{
    /// <summary>What a level says; <c>{}</c>: nothing.</summary>
    public static string Of(LevelSettings level) => Join(
        Word("realTimeScan", level.RealTimeScan),
        Word("scanMethod", level.ScanMethod),
        Object("privileges", Flag("roaming", level.Roaming), Flag("scheduledUpdate", level.ScheduledUpdate)),
        Object(
            "updates",
            Flag("includeRoamingAndOffline", level.IncludeRoamingAndOffline),
            level.Sources is { } sources ? $"\"sources\":[{string.Join(',', sources.Order.Select(source => $"\"{Words.Of(source)}\""))}]" : "",
            Object("schedule", Word("every", level.Every), level.At is { } at ? $"\"at\":\"{at}\"" : "")));

    /// <summary>A short name of a text: 32 hexadecimal digits, the same for the same text.</summary>
    public static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 16));

    private static string Word<T>(string name, T? value) where T : struct, Enum => value is { } word ? $"\"{name}\":\"{Words.Of(word)}\"" : "";

    private static string Flag(string name, bool? value) => value is { } flag ? $"\"{name}\":{(flag ? "true" : "false")}" : "";

    private static string Object(string name, params IEnumerable<string> members) => Join(members) is var text && text.Length > 2 ? $"\"{name}\":{text}" : "";

    private static string Join(params IEnumerable<string> members) => $"{{{string.Join(',', members.Where(member => member.Length > 0))}}}";
}
