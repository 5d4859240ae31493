using Fleet.Core.Clients;
using Fleet.Core.Tasks;
using Fleet.Core.Vocabulary;
using Fleet.Protocol.Wire;
using Fleet.V1;
using Google.Protobuf.WellKnownTypes;

namespace Fleet.Sim.Drive.Wire;

/// <summary>What a client says, as messages. The numbers of the wire's enums are those of the domain's.</summary>
internal static class OutgoingMessages
{
    public static ClientMessage Heartbeat { get; } = new() { Heartbeat = new Heartbeat() };

    public static ClientMessage Hello(ClientId client, GroupName? group, long backlogThrough, string agentVersion, bool followsRedirects, string epoch, Capabilities understands, string settingsTag) => new()
    {
        Hello = new Hello
        {
            ClientId = client.Value,
            Group = group?.Value ?? "",
            BacklogThrough = backlogThrough,
            AgentVersion = agentVersion,
            FollowsRedirects = followsRedirects,
            Capabilities = { Words.OfEach(understands) },
            Epoch = epoch,
            SettingsTag = settingsTag,
        },
    };

    public static ClientMessage Report(long seq, long acked, DateTimeOffset observedAt, ReportedFacts facts) => new()
    {
        Report = new V1.Report { Seq = seq, Acked = acked, ObservedAt = Timestamp.FromDateTimeOffset(observedAt), Facts = ReportMessages.Of(facts) },
    };

    public static ClientMessage SettingsApplied(string tag, string? error) => new() { SettingsApplied = new SettingsApplied { Tag = tag, Error = error ?? "" } };

    public static ClientMessage TaskUpdate(TaskId task, int attempt, TargetState state) => new()
    {
        TaskUpdate = new TaskUpdate { TaskId = task.Value, Attempt = attempt, State = ProgressOf(state) },
    };

    public static ClientMessage Pong(long id) => new() { Pong = new Pong { Id = id } };

    public static ClientMessage Goodbye(Core.Vocabulary.GoodbyeReason reason) => new()
    {
        Goodbye = new Goodbye { Reason = (V1.GoodbyeReason)reason },
    };

    private static TaskProgress ProgressOf(TargetState state) => state switch
    {
        TargetState.Started => TaskProgress.Started,
        TargetState.Succeeded => TaskProgress.Succeeded,
        TargetState.Failed => TaskProgress.Failed,
        TargetState.Rejected => TaskProgress.Rejected,
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, "no state that a client tells"),
    };
}
