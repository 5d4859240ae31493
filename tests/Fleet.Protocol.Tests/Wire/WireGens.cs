using CsCheck;
using Fleet.Core.Clients;
using Fleet.Core.Vocabulary;
using Fleet.Protocol.Wire;
using Google.Protobuf.WellKnownTypes;

namespace Fleet.Protocol.Tests.Wire;

/// <summary>Random good messages, each beside its meaning.</summary>
internal static class WireGens
{
    public static Gen<(V1.ClientMessage Message, ClientInput Meaning)> Said { get; } = Gen.OneOf(
        Gen.Select(Gens.Client, Gen.Null(Gens.Group), Gen.Long[0, Core.Clients.ClientCommand.MaxSeq], Gen.Null(Gens.Text), Gen.Bool, Hello),
        Gen.Select(Gen.Long, Gen.Long, Gens.ToldTime, Gen.Int[0, 999_999], Facts, Report),
        Gen.Enum<GoodbyeReason>().Select(Goodbye),
        Gen.Const((new V1.ClientMessage { Heartbeat = new V1.Heartbeat() }, (ClientInput)ClientInput.Heartbeat.Instance)));

    public static Gen<ReportedFacts> Facts => Gen.Select(
        Gens.Numbers,
        Gen.Null(Gen.OneOf(
            Gen.Enum<PatternStatus>().Select(status => (ReportedPattern)new ReportedPattern.OfStatus(status)),
            Gen.Select(Gens.Text, Gens.ToldTime, (version, releasedAt) => (ReportedPattern)new ReportedPattern.OfRelease(version, releasedAt)))),
        Gen.Null(Gens.Group),
        (numbers, pattern, group) => new ReportedFacts { Numbers = numbers, Pattern = pattern, Group = group });

    private static (V1.ClientMessage, ClientInput) Hello(ClientId client, GroupName? group, long backlogThrough, string? version, bool follows) => (
        new V1.ClientMessage
        {
            Hello = new V1.Hello
            {
                ClientId = client.Value,
                Group = group?.Value ?? "",
                BacklogThrough = backlogThrough,
                AgentVersion = version ?? "",
                FollowsRedirects = follows,
            },
        },
        new ClientInput.Hello(client, group, backlogThrough, version, follows));

    /// <summary>Whatever the time has beyond milliseconds is cut off.</summary>
    private static (V1.ClientMessage, ClientInput) Report(long seq, long acked, DateTimeOffset at, int nanos, ReportedFacts told)
    {
        var observedAt = at.ToTimestamp();
        observedAt.Nanos += nanos;
        return (
            new V1.ClientMessage { Report = new V1.Report { Seq = seq, Acked = acked, ObservedAt = observedAt, Facts = ReportMessages.Of(told) } },
            new ClientInput.Report(seq, acked, at, told));
    }

    private static (V1.ClientMessage, ClientInput) Goodbye(GoodbyeReason reason) => (
        new V1.ClientMessage { Goodbye = new V1.Goodbye { Reason = (V1.GoodbyeReason)reason } }, new ClientInput.SaidGoodbye(reason));
}
