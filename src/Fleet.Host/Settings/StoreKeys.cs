using Fleet.Journal.Postgres;

namespace Fleet.Host.Settings;

/// <summary>Reads where the database is: the key <c>ConnectionStrings:Fleet</c>.</summary>
internal static class StoreKeys
{
    private const string Section = "ConnectionStrings";
    private const string Key = $"{Section}:Fleet";

    /// <summary>The connection string; null if none is wanted.</summary>
    /// <exception cref="SettingsException">It is missing, or none. The message does not repeat it: it may hold a password.</exception>
    public static string? ConnectionString(IConfiguration configuration, bool isWanted)
    {
        if (!isWanted)
            return null;
        var text = configuration[Key];
        if (string.IsNullOrWhiteSpace(text))
        {
            var others = configuration.GetSection(Section).GetChildren().Select(child => child.Path).Where(path => !path.Equals(Key, StringComparison.OrdinalIgnoreCase));
            var given = string.Join(", ", others) is { Length: > 0 } names ? $" There is {names}." : "";
            throw new SettingsException($"{Key} is missing: Fleet:Store=postgres takes a connection string, such as Host=localhost;Database=fleet;Username=fleet;Password=….{given}");
        }

        return PostgresSettings.FaultOf(text) is { } fault
            ? throw new SettingsException($"{Key} takes a connection string, such as Host=localhost;Database=fleet;Username=fleet;Password=…: {fault}.")
            : text;
    }
}
