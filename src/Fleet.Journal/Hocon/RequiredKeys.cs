using Akka.Configuration;

namespace Fleet.Journal.Hocon;

/// <summary>Reads keys that have to be there: a default is what the configuration file says, never what the code says.</summary>
/// <remarks>Every member throws <see cref="ConfigurationException"/> with the key and what it takes.</remarks>
public static class RequiredKeys
{
    /// <summary>A text that is not empty.</summary>
    public static string Required(this Config section, string key) =>
        section.GetString(key, "") is { Length: > 0 } value ? value : throw new ConfigurationException($"{key} is missing.");

    /// <summary>A whole number, not below the least one.</summary>
    public static int RequiredInt(this Config section, string key, int least) =>
        int.TryParse(section.Required(key), out var value) && value >= least
            ? value
            : throw Wrong(section, key, $"a whole number from {least}");

    /// <summary>In bytes; the value may have a unit, as in <c>64 MiB</c>.</summary>
    public static long RequiredBytes(this Config section, string key)
    {
        section.Required(key);
        return Parsed(() => section.GetByteSize(key, null)) is { } value and > 0 ? value : throw Wrong(section, key, "a size, as in 64 MiB");
    }

    /// <summary>A time; the value has a unit, as in <c>250ms</c>.</summary>
    /// <param name="section">The section.</param>
    /// <param name="key">The key in it.</param>
    /// <param name="orNone">Zero is a value, too.</param>
    public static TimeSpan RequiredTime(this Config section, string key, bool orNone = false)
    {
        section.Required(key);
        return Parsed<TimeSpan>(() => section.GetTimeSpan(key, TimeSpan.MinValue, allowInfinite: false)) is { } value && (value > TimeSpan.Zero || (orNone && value == TimeSpan.Zero))
            ? value
            : throw Wrong(section, key, "a time, as in 250ms");
    }

    /// <summary>One of some words, in whatever case.</summary>
    public static string RequiredOneOf(this Config section, string key, string[] values)
    {
        var value = section.Required(key);
        return values.Contains(value, StringComparer.OrdinalIgnoreCase) ? value : throw Wrong(section, key, string.Join(", ", values));
    }

    /// <summary>Null for what Akka cannot parse: its own exception tells neither the key nor what that takes.</summary>
    private static T? Parsed<T>(Func<T?> read) where T : struct
    {
        try
        {
            return read();
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private static ConfigurationException Wrong(Config section, string key, string takes) =>
        new($"{key} = {section.GetString(key, "")}: it takes {takes}.");
}
