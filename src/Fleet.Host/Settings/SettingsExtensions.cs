namespace Fleet.Host.Settings;

/// <summary>Wires the settings into the host.</summary>
internal static class SettingsExtensions
{
    /// <summary>The host to be: its configuration is that of the files beside the executable, the environment and the command line.</summary>
    /// <exception cref="SettingsException">An argument is no setting.</exception>
    public static WebApplicationBuilder CreateBuilder(string[] args)
    {
        SettingsArguments.Check(args);
        return WebApplication.CreateSlimBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
    }

    /// <summary>Reads the settings; everybody else gets them from the services.</summary>
    /// <exception cref="SettingsException">A key is unknown, or its value is not one that it takes.</exception>
    public static FleetSettings AddFleetSettings(this IHostApplicationBuilder builder)
    {
        var settings = FleetSettings.From(builder.Configuration);
        builder.Services.AddSingleton(settings);
        return settings;
    }
}
