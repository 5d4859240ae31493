namespace Fleet.Host.Settings;

/// <summary>Wires the settings into the host.</summary>
internal static class SettingsExtensions
{
    /// <summary>Reads the settings; everybody else gets them from the services.</summary>
    /// <exception cref="SettingsException">A key is unknown, or its value is not one that it takes.</exception>
    public static FleetSettings AddFleetSettings(this IHostApplicationBuilder builder)
    {
        var settings = FleetSettings.From(builder.Configuration);
        builder.Services.AddSingleton(settings);
        return settings;
    }
}
