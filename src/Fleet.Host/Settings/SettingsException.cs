using Fleet.Host.Starting;

namespace Fleet.Host.Settings;

/// <summary>A setting that does not exist, or that has a value which it does not take.</summary>
public sealed class SettingsException(string message) : CannotStartException(message)
{
    /// <summary>Bad usage.</summary>
    public override int ExitCode => 2;
}
