using Fleet.Core.Clients;
using Fleet.Core.Icons;
using Fleet.Core.Settings;
using Fleet.Core.Vocabulary;
using Fleet.Protocol.Wire;
using Google.Protobuf;

namespace Fleet.Protocol.Tests.Wire;

/// <summary>One of each thing that the server may say, with every field of it set.</summary>
internal static class ServerSamples
{
    private static readonly DateTimeOffset At = new(2026, 3, 2, 8, 30, 0, 125, TimeSpan.Zero);

    private static readonly V1.ServerMessage IconChanged = ServerMessages.IconChanged(
        new IconChange(Icon.OfNumber(1), Icon.OfNumber(12)!, Conditions.PatternOutdated | Conditions.RealTimeScanStopped), At, At.AddSeconds(1), 4711);

    private static readonly V1.ServerMessage Refusal = ServerMessages.Refusal(
        18, new Refusal(RefusalCode.Gap, "Report 17 is missing.", "seq", TimeSpan.FromMilliseconds(50)), 16);

    public static IReadOnlyDictionary<string, IMessage> All { get; } = new Dictionary<string, IMessage>
    {
        ["welcome"] = ServerMessages.Welcome(16, TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(90), 64, At),
        ["welcome-alive"] = ServerMessages.Welcome(16, TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(90), 64, At, TimeSpan.FromSeconds(15)),
        ["ack"] = ServerMessages.Ack(17, 4711),
        ["ack-window"] = ServerMessages.Ack(17, 4711, 4),
        ["alive"] = ServerMessages.Alive,
        ["ping"] = ServerMessages.Ping(4711),
        ["refusal"] = Refusal,
        ["settings"] = Unmarked(SettingsBook.Empty.InForce(GroupName.Default, new LevelSettings
        {
            RealTimeScan = ManagedScan.Disabled,
            ScanMethod = ManagedMethod.Smart,
            ScheduledUpdate = true,
            IncludeRoamingAndOffline = true,
            Sources = new UpdateSources([UpdateSource.Vendor, UpdateSource.UpdateAgent]),
            Every = Recurrence.Week,
            At = UpdateTime.Parse("mon 12:00"),
        })),
        ["settings-built-in"] = Unmarked(EffectiveSettings.BuiltIn),
        ["settings-granting-roaming"] = ServerMessages.Settings(EffectiveSettings.BuiltIn),
        ["notice"] = ServerMessages.Notice(17, new Notice(NoticeCode.PrivilegeMissing, "Roaming mode is not taken.", "facts.roaming")),
        ["icon-changed"] = IconChanged,
        ["closing"] = ServerMessages.Closing(ClosingReason.Draining, TimeSpan.FromSeconds(5)),
        ["closing-redirected"] = ServerMessages.Closing(ClosingReason.Redirected, TimeSpan.Zero, "http://10.0.0.3:5081"),
        ["relay-replies"] = new V1.RelayReplies { Replies = { new V1.RelayReply { ClientId = "pc-0017", Message = Refusal } } },
        ["watch-icon-changed"] = new V1.WatchMessage
        {
            IconChanged = new V1.ClientIconChanged
            {
                ClientId = "pc-0017",
                Group = "sales-emea",
                Change = IconChanged.IconChanged,
                Cause = "report",
            },
        },
        ["watch-caught-up"] = new V1.WatchMessage { CaughtUp = new V1.CaughtUp { Offset = 4711 } },
        ["watch-checkpoint"] = new V1.WatchMessage { Checkpoint = new V1.Checkpoint { Offset = 4712 } },
    };

    /// <summary>As versions said it whose tags did not tell that the settings grant roaming.</summary>
    private static V1.ServerMessage Unmarked(EffectiveSettings inForce)
    {
        var said = ServerMessages.Settings(inForce);
        said.Settings.Tag = SettingsText.Hash(SettingsText.Of(inForce.Settings));
        return said;
    }
}
