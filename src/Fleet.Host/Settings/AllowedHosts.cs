using System.Net;

namespace Fleet.Host.Settings;

/// <summary>
/// The names by which the HTTP API may be called: the key <c>AllowedHosts</c>. A page of another site can have a name of its own lead
/// to this machine (DNS rebinding), but its requests bear that name.
/// </summary>
/// <param name="names">Null: the names of loopback; else names, <c>*.</c> and the end of names, or <c>*</c> for all.</param>
public sealed class AllowedHosts(IReadOnlyList<string>? names)
{
    /// <summary>The key; it has the name that .NET gives it.</summary>
    public const string Key = "AllowedHosts";

    private const string Rule = "names or addresses without a port, such as fleet.example;*.fleet.example;10.0.0.7, or * for all";
    private const string All = "*";

    /// <summary>Reads the key. Without it the names of loopback are allowed if that is all that is listened at, else every name.</summary>
    /// <exception cref="SettingsException">A value is no name.</exception>
    public static AllowedHosts Read(IConfiguration configuration, ListenAddress http)
    {
        if (configuration[Key] is not { } text)
            return new AllowedHosts(http.EndPoints.All(endPoint => IPAddress.IsLoopback(endPoint.Address)) ? null : [All]);
        var names = text.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return names.Length > 0 && Array.TrueForAll(names, IsName) ? new AllowedHosts(names) : throw new SettingsException($"{Key} takes {Rule}; it is '{text}'.");
    }

    /// <summary>Whether a request may call the host so.</summary>
    /// <param name="name">Without a port.</param>
    public bool Take(string name) => names is null ? IsLoopback(name) : names.Any(allowed => Matches(allowed, name));

    private static bool Matches(string allowed, string name) =>
        allowed == All
        || (allowed.StartsWith("*.", StringComparison.Ordinal) ? name.Length > allowed.Length - 1 && name.EndsWith(allowed[1..], StringComparison.OrdinalIgnoreCase)
            : allowed.Trim('[', ']').Equals(name.Trim('[', ']'), StringComparison.OrdinalIgnoreCase));

    private static bool IsLoopback(string name) =>
        name.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(name.Trim('[', ']'), out var ip) && IPAddress.IsLoopback(ip));

    private static bool IsName(string text) => text == All || Uri.CheckHostName(text.StartsWith("*.", StringComparison.Ordinal) ? text[2..] : text) != UriHostNameType.Unknown;
}
