using Fleet.Core.Clients;
using Fleet.Core.Vocabulary;
using Fleet.Protocol.Wire;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;

namespace Fleet.Protocol.Tests.Wire;

/// <summary>One of each thing that a client or a relay may say, with every field of it set, and how it is understood.</summary>
internal static class ClientSamples
{
    private static readonly DateTimeOffset At = new(2026, 3, 2, 8, 30, 0, 125, TimeSpan.Zero);
    private static readonly Timestamp WireAt = At.ToTimestamp();

    private static readonly V1.ClientMessage Hello = new()
    {
        Hello = new V1.Hello { ClientId = "pc-0017", Group = "sales-emea", BacklogThrough = 17, AgentVersion = "14.0.1" },
    };

    private static readonly V1.ClientMessage OfStatus = new()
    {
        Report = new V1.Report
        {
            Seq = 17,
            Acked = 16,
            ObservedAt = WireAt,
            Facts = new V1.Facts
            {
                ScanMethod = V1.ScanMethod.Smart,
                Pattern = new V1.Pattern { Status = V1.PatternStatus.Outdated },
                RealTimeScan = V1.RealTimeScan.Stopped,
                SmartProtection = V1.SmartProtection.Disconnected,
                Roaming = false,
                Group = "sales-emea",
            },
        },
    };

    private static readonly V1.ClientMessage OfRelease = new()
    {
        Report = new V1.Report
        {
            Seq = 1,
            ObservedAt = WireAt,
            Facts = new V1.Facts { Pattern = new V1.Pattern { Version = "19.123.00", ReleasedAt = WireAt }, Roaming = true },
        },
    };

    private static readonly V1.ClientMessage Heartbeat = new() { Heartbeat = new V1.Heartbeat() };

    private static readonly V1.ClientMessage Goodbye = new() { Goodbye = new V1.Goodbye { Reason = V1.GoodbyeReason.ServiceStopped } };

    public static IReadOnlyDictionary<string, (IMessage Message, object Meaning)> All { get; } =
        new Dictionary<string, (IMessage, object)>
        {
            ["hello-that-follows"] = (
                new V1.ClientMessage { Hello = new V1.Hello { ClientId = "pc-0017", FollowsRedirects = true } },
                new ClientInput.Hello(ClientId.Parse("pc-0017"), null, 0, null, FollowsRedirects: true)),
            ["hello-of-an-epoch"] = (
                new V1.ClientMessage { Hello = new V1.Hello { ClientId = "pc-0017", Capabilities = { "alive", "unheard-of" }, Epoch = "7f3a" } },
                new ClientInput.Hello(ClientId.Parse("pc-0017"), null, 0, null, Capabilities: Capabilities.Alive, Epoch: "7f3a")),
            ["hello-of-settings"] = (
                new V1.ClientMessage { Hello = new V1.Hello { ClientId = "pc-0017", Capabilities = { "settings", "tasks", "verify" }, SettingsTag = "a1b2" } },
                new ClientInput.Hello(ClientId.Parse("pc-0017"), null, 0, null, Capabilities: Capabilities.Settings | Capabilities.Tasks | Capabilities.Verify, SettingsTag: "a1b2")),
            ["hello"] = (Hello, new ClientInput.Hello(ClientId.Parse("pc-0017"), GroupName.Parse("sales-emea"), 17, "14.0.1")),
            ["report-of-status"] = (OfStatus, new ClientInput.Report(17, 16, At, new ReportedFacts
            {
                ScanMethod = ScanMethod.Smart,
                Pattern = new ReportedPattern.OfStatus(PatternStatus.Outdated),
                RealTimeScan = RealTimeScan.Stopped,
                SmartProtection = SmartProtection.Disconnected,
                Roaming = false,
                Group = GroupName.Parse("sales-emea"),
            })),
            ["report-of-release"] = (OfRelease, new ClientInput.Report(
                1, 0, At, new ReportedFacts { Pattern = new ReportedPattern.OfRelease("19.123.00", At), Roaming = true })),
            ["settings-applied"] = (new V1.ClientMessage { SettingsApplied = new V1.SettingsApplied { Tag = "a1b2" } }, new ClientInput.SettingsAnswer("a1b2", null)),
            ["settings-failed"] = (
                new V1.ClientMessage { SettingsApplied = new V1.SettingsApplied { Tag = "a1b2", Error = "no\nroom" } }, new ClientInput.SettingsAnswer("a1b2", "no room")),
            ["heartbeat"] = (Heartbeat, ClientInput.Heartbeat.Instance),
            ["goodbye"] = (Goodbye, new ClientInput.SaidGoodbye(GoodbyeReason.ServiceStopped)),
            ["relay-batch"] = (
                new V1.RelayBatch
                {
                    Messages =
                    {
                        new V1.RelayMessage { ClientId = "pc-0017", Message = Hello },
                        new V1.RelayMessage { ClientId = "pc-0018", Message = Goodbye },
                    },
                },
                new RelayedInput[]
                {
                    new("pc-0017", ClientId.Parse("pc-0017"), ClientInputs.Decode(Hello)),
                    new("pc-0018", ClientId.Parse("pc-0018"), ClientInputs.Decode(Goodbye)),
                }),
        };
}
