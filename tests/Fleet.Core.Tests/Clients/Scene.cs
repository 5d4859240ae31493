using Fleet.Core.Clients;
using Fleet.Core.Vocabulary;
using Xunit;

namespace Fleet.Core.Tests.Clients;

/// <summary>Words for scenes of one client: <c>Scene.Empty().Then(Scene.Hello(1)).Then(Scene.Report(1))</c>.</summary>
public static class Scene
{

    /// <summary>A client of whom nothing is known: a hint has just found nothing to do.</summary>
    public static Moment Empty() => Moment.Of(ClientState.None, ClientMemory.None, new Reconsider(), Arbitrary.Start);

    /// <summary>A client that is online in session 1 and reported once.</summary>
    public static Moment Online() => Empty().Then(Hello(1)).Then(Report(1, new ReportedFacts { RealTimeScan = RealTimeScan.Enabled }, via: 1));

    public static SessionId Session(int number) => new(7, number);

    public static OpenSession Hello(int session, long backlogThrough = 0, string? epoch = null) =>
        new(Session(session), BacklogThrough: backlogThrough, Epoch: epoch);

    public static EndSession Broken(int session) => new(Session(session), PresenceCause.Broken);

    public static EndSession Goodbye(int session, GoodbyeReason reason) => new(Session(session), PresenceCause.Goodbye, reason);

    /// <param name="seq">Its number.</param>
    /// <param name="facts">Null: none.</param>
    /// <param name="acked">Null: nothing is outstanding before it.</param>
    /// <param name="via">Number of the session; null: none.</param>
    /// <param name="fault">See <see cref="TakeReport"/>.</param>
    /// <param name="epoch">See <see cref="TakeReport"/>.</param>
    public static TakeReport Report(long seq, ReportedFacts? facts = null, long? acked = null, int? via = null, Refusal? fault = null, string? epoch = null) =>
        new(seq, acked ?? Math.Max(0, seq - 1), Arbitrary.Start, facts ?? ReportedFacts.None, via is { } number ? Session(number) : null, fault, epoch);

    public static Core.Icons.Icon Icon(string name) => Core.Icons.Icon.TryParse(name, out var icon) ? icon : throw new ArgumentException(name);

    public static Refused Refused(this Moment moment, RefusalCode code, bool retryable)
    {
        var refused = Assert.IsType<Refused>(moment.Decision.Reply);
        Assert.Equal(code, refused.Refusal.Code);
        Assert.Equal(retryable, refused.Refusal.IsRetryable);
        return refused;
    }
}
