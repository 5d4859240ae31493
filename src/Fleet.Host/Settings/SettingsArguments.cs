namespace Fleet.Host.Settings;

/// <summary>The command line: settings alone, as <c>--Fleet:Http=http://127.0.0.1:8080</c> or with a space for the equals sign.</summary>
/// <remarks>.NET takes over any name that it is given and drops what it does not understand: a slip would go unnoticed.</remarks>
internal static class SettingsArguments
{
    private static readonly string[] Sections = ["Fleet:", "Logging:", "ConnectionStrings:"];

    /// <summary>Checks that every argument names a setting, and gives it a value.</summary>
    /// <exception cref="SettingsException">One does not.</exception>
    public static void Check(string[] args)
    {
        for (var i = 0; i < args.Length; i++)
        {
            var (name, value) = args[i].Split('=', 2) is [var left, var right] ? (left, right) : (args[i], null);
            if (!IsSetting(name))
                throw new SettingsException($"'{name}' is no option: every option is a setting, such as --Fleet:Http=http://127.0.0.1:8080; fleet --help lists the commands.");
            if (value is null && (++i == args.Length || args[i].StartsWith("--", StringComparison.Ordinal)))
                throw new SettingsException($"{name} has no value.");
        }
    }

    /// <summary>Tells the settings, each with its value, from the other arguments of a command.</summary>
    public static (string[] Settings, string[] Others) Split(string[] args)
    {
        var (settings, others) = (new List<string>(), new List<string>());
        for (var i = 0; i < args.Length; i++)
        {
            var isSetting = IsSetting(args[i]);
            (isSetting ? settings : others).Add(args[i]);
            if (isSetting && !args[i].Contains('=') && i + 1 < args.Length)
                settings.Add(args[++i]);
        }

        return ([.. settings], [.. others]);
    }

    private static bool IsSetting(string argument) =>
        argument.StartsWith("--", StringComparison.Ordinal)
        && (Sections.Any(s => argument[2..].StartsWith(s, StringComparison.OrdinalIgnoreCase)) || argument[2..].Split('=')[0].Equals(AllowedHosts.Key, StringComparison.OrdinalIgnoreCase));
}
