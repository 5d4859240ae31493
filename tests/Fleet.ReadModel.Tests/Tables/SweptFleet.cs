using Fleet.Core.Clients;
using Fleet.Core.Vocabulary;
using Fleet.ReadModel.Projections;
using Fleet.Testing;

namespace Fleet.ReadModel.Tests.Tables;

/// <summary>Clients for a sweep to find: most with one release, as when a whole fleet took the same pattern; half of them with a session of one of two nodes.</summary>
internal sealed class SweptFleet(StoreKind kind) : IDisposable
{
    public static readonly DateTimeOffset Now = Arbitrary.Start;
    public static readonly DateTimeOffset Old = Now.AddDays(-7);

    public TestFleet Fleet { get; } = new(kind);

    public List<Happening> Rows { get; } = [];

    public void Dispose() => Fleet.Dispose();

    /// <summary>Adds clients to the journal and to the read model.</summary>
    public void Fill(string prefix, int count)
    {
        var rows = new List<Happening>();
        for (var number = 0; number < count; number++)
        {
            var state = ClientState.None with
            {
                Exists = true,
                LastSeq = 1,
                Pattern = new HeldPattern(PatternStatus.UpToDate, "19.101", number % 10 == 9 ? Now.AddDays(-1) : Old),
                Presence = number % 2 == 0 ? new Presence(PresenceCause.Session, new SessionId(number % 4 == 0 ? -9 : 5, number + 1), Now) : Presence.Never,
            };
            var report = new ReportTaken(Now, 1, Icon: null, new ChangedFacts());
            rows.Add(new Happening(ClientId.Parse($"{prefix}-{number:00000}"), 1, Now, report, ClientState.None, state));
        }

        Rows.AddRange(rows);
        Fleet.Write(rows);
        using var projection = new Projection(Fleet.OpenJournal, Fleet.Store, ProjectionOptions.Default, Fleet.Watch);
        while (projection.Step())
        {
        }
    }
}
