using Fleet.Core.Settings;
using Fleet.Core.Vocabulary;

namespace Fleet.Sim.Drive.Wire;

/// <summary>Settings as a client is sent them.</summary>
internal static class SettingsMessages
{
    /// <summary>All that is in force.</summary>
    /// <exception cref="FormatException">The server spells something otherwise than the protocol has it.</exception>
    public static LevelSettings Read(V1.SettingsBody body)
    {
        var every = Word<Recurrence>(body.Updates?.Schedule?.Every);
        return new LevelSettings
        {
            RealTimeScan = !body.HasRealTimeScan ? ManagedScan.Unmanaged : body.RealTimeScan == V1.RealTimeScan.Enabled ? ManagedScan.Enabled : ManagedScan.Disabled,
            ScanMethod = !body.HasScanMethod ? ManagedMethod.Unmanaged : body.ScanMethod == V1.ScanMethod.Smart ? ManagedMethod.Smart : ManagedMethod.Conventional,
            Roaming = body.Privileges?.Roaming == true,
            ScheduledUpdate = body.Privileges?.ScheduledUpdate == true,
            IncludeRoamingAndOffline = body.Updates?.IncludeRoamingAndOffline == true,
            Sources = new UpdateSources([.. (body.Updates?.Sources ?? []).Select(source => Word<UpdateSource>(source))]),
            Every = every,
            At = every == Recurrence.Never ? null : UpdateTime.Parse(body.Updates!.Schedule.At),
        };
    }

    private static T Word<T>(string? text) where T : struct, Enum =>
        Words.TryParse<T>(text ?? "", out var word) ? word : throw new FormatException($"The server sent settings with '{text}', which is no {typeof(T).Name}.");
}
