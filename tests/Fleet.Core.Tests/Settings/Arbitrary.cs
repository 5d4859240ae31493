using CsCheck;
using Fleet.Core.Settings;

namespace Fleet.Core.Tests.Settings;

/// <summary>Random settings.</summary>
internal static class Arbitrary
{
    private static readonly Gen<(Recurrence? Every, UpdateTime? At)> Schedule = Gen.OneOf<(Recurrence?, string?)>(
        (null, null), (Recurrence.Never, null), (Recurrence.Hour, ":15"), (Recurrence.Day, "12:00"), (Recurrence.Week, "sun 23:59"))
        .Select(schedule => (schedule.Item1, schedule.Item2 is { } at ? UpdateTime.Parse(at) : null));

    /// <summary>What a level may say.</summary>
    public static readonly Gen<LevelSettings> Level = Gen.Select(
        Gen.Enum<ManagedScan>().Nullable(), Gen.Enum<ManagedMethod>().Nullable(), Gen.Bool.Nullable(), Gen.Bool.Nullable(),
        Gen.OneOf<UpdateSource[]?>(null, [UpdateSource.Server], [UpdateSource.Vendor, UpdateSource.UpdateAgent]), Schedule,
        (scan, method, roaming, scheduled, sources, schedule) => new LevelSettings
        {
            RealTimeScan = scan,
            ScanMethod = method,
            Roaming = roaming,
            ScheduledUpdate = scheduled,
            Sources = sources is null ? null : new UpdateSources([.. sources]),
            Every = schedule.Every,
            At = schedule.At,
        });
}
