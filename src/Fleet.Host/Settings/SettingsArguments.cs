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
            if (!name.StartsWith("--", StringComparison.Ordinal) || !Sections.Any(s => name[2..].StartsWith(s, StringComparison.OrdinalIgnoreCase)))
                throw new SettingsException($"'{name}' is no option: every option is a setting, such as --Fleet:Http=http://127.0.0.1:8080; fleet --help lists the commands.");
            if (value is null && (++i == args.Length || args[i].StartsWith("--", StringComparison.Ordinal)))
                throw new SettingsException($"{name} has no value.");
        }
    }
}
