using System.Text;
using Fleet.Actors.Client;
using Fleet.ReadModel.Model;
using Fleet.ReadModel.Queries;
using Fleet.ReadModel.Store;
using Fleet.Core.Clients;
using Fleet.Core.Settings;
using Fleet.Core.Tasks;
using Fleet.Core.Vocabulary;
using Fleet.Protocol.Http;
using Fleet.Protocol.Watch;
using Fleet.Protocol.Wire;

namespace Fleet.Host.Http;

/// <summary>The document's examples: one client's morning, as the domain decides it, so that they cannot be wrong.</summary>
internal static class Examples
{
    /// <summary>The body of a report.</summary>
    public const string Report =
        """{"seq":1,"observedAt":"2026-03-02T08:00:05Z","facts":{"realTimeScan":"stopped","pattern":{"version":"17.401.00","releasedAt":"2026-02-20T04:00:00Z"},"group":"sales"}}""";

    private const string NextPage = "VhDJw2pLh4Q0MA";
    private static readonly ClientId Pc = ClientId.Parse("pc-7");
    private static readonly DateTimeOffset Morning = new(2026, 3, 2, 8, 0, 0, TimeSpan.Zero);
    private static readonly TakeReport Told = Read();
    private static readonly HistoryItem[] Changes = [.. Play(new OpenSession(new SessionId(1, 1), AgentVersion: "14.0.1"), Told)];
    private static readonly HistoryItem Last = Changes[^1];
    private static readonly ClientRecord Record = new(Pc, Last.After, Last.Offset, Last.RecordedAt, Last.RecordedAt);
    private static readonly FleetSummary Before = SummaryOf(Changes[0]);
    private static readonly FleetSummary After = SummaryOf(Last);

    public static ClientJson Client => ApiAnswers.Of(Pc, Last.After, Last.Offset, Last.RecordedAt, Said, Provenance.SeenNow);

    public static ClientPageJson Page => new([Client], NextPage, Last.Offset, 2441);

    public static string Csv => ClientCsv.Table.Head + ClientCsv.Table.Row(Client);

    public static ReadModelJson ReadModel => new(Last.Offset, Last.Offset, 2, new ReadModelJson.BuildingJson(3, Changes[0].Offset), null, new DamageJson(1, [Damaged]));

    public static ForgottenJson Forgotten => new(Pc, Last.Offset + 1);

    public static MarkedJson Marked => new(Pc, Last.Offset + 1);

    public static VerifiedJson Verification => new(Pc, Last.After.Connection, Last.RecordedAt, PresenceLink.Session, Provenance.Verified, 0);

    public static LevelJson Level => LevelJson.Of(Says);

    public static LevelPutJson LevelPut => new(Last.Offset + 1);

    public static LevelHistoryJson LevelHistory => ApiAnswers.Of(new LevelHistoryPage(
        [new LevelHistoryItem(Last.Offset, Last.RecordedAt, new Act(new Operator("open", "127.0.0.1"), "settings", null, null), LevelSettings.None, Says)], NextPage, Last.Offset));

    public static SettingsChangedJson SettingsChanged => new(2441, Last.Offset + 2441);

    public static GroupPageJson Groups => new([new GroupPageJson.NamedGroupJson(Last.After.Group, 2441, Settings: true)], NextPage, Last.Offset);
    public static TaskMadeJson TaskMade => new(Scan.Definition.Id, Scan.Targets, 0, Last.Offset + 1);

    public static ManagedTaskJson Task => TaskAnswers.Of(
        new TaskRecord(Last.Offset, Scan, TargetCounts.None.With(TargetState.Succeeded, 12).With(TargetState.Started).With(TargetState.Queued, 227), Last.Offset), Last.Offset);

    public static TaskPageJson Tasks => new([Task], Next: null, Last.Offset);

    public static TargetPageJson Targets => new([TaskAnswers.Of(Target)], NextPage, Last.Offset, 240);

    public static TargetPageJson TasksOfClient => new([TaskAnswers.Of(new TargetOfTask(Scan, Target, Last.Offset))], Next: null, Last.Offset, Total: null);

    /// <param name="order">What was done to it.</param>
    public static TaskOrderedJson TaskOrdered(TaskOrder order) => new(
        Scan.Definition.Id, TaskRules.Follow(order switch
        {
            TaskOrder.Resume => Scan with { State = TaskState.Paused },
            TaskOrder.Approve => Scan with { State = TaskState.WaitingForApproval },
            _ => Scan,
        }, order, Morning, out _).State, Last.Offset + 1);

    public static TakenJson Taken =>
        ApiAnswers.Of(new ClientAnswer(Pc, new Answered(AnsweredKind.Report, Seq: Told.Seq), Core.Clients.Done.Instance, Last.Offset, Last.After.Icon, Told.Seq), new Taken(Told.Seq, Changed: true, Repeated: false));

    public static HistoryJson History => ApiAnswers.Of(new HistoryPage(Changes, Next: null, Last.Offset, [], Changes.Length));

    public static HistoryJson ChangesOfAll => ApiAnswers.Of(new ChangesPage([.. Changes.Select(item => new FleetChange(Pc, item))], NextPage, Last.Offset, []));

    public static AuditJson Audit => AuditEndpoints.Of(new AuditPage(
        [new RecordedAct(Last.Offset + 1, Last.RecordedAt, Pc.Value, Operator.Open, "192.0.2.7", "put-note", Before: null, """{"note":"known, ticket 4711"}""")], NextPage, Last.Offset + 1));

    public static ExplanationJson Explanation => ApiAnswers.Of(
        new Explanation(Record, Words.Each(Last.Changed).ToDictionary(fact => fact, _ => OriginOf(Last)), OriginOf(Changes[0]), Duplicate: null), at: null, Said);

    public static FleetSummary Summary
    {
        get
        {
            var (one, none) = (new FleetSummary.PartJson(1, 1, After.ByCondition), new FleetSummary.PartJson(0, 0, After.ByCondition.ToDictionary(count => count.Key, _ => 0L)));
            var byConnection = After.ByConnection.ToDictionary(count => count.Key, count => count.Value == 0 ? none : one);
            return After with { Groups = 1, Items = [new FleetSummary.GroupJson(Last.After.Group, 1, 1, After.ByCondition, byConnection)] };
        }
    }

    public static FleetDiff Diff => new(
        Before, After, [new FleetDiff.MoveJson(Changes[0].After.Icon, Last.After.Icon, 1)], [new FleetDiff.ClientMoveJson(Pc, Changes[0].After.Icon, Last.After.Icon)], Next: null);

    /// <summary>Of the stream of icon changes.</summary>
    public static string Events =>
        $"event: icon-change\nid: {Last.Offset}\ndata: {IconChange}\n\nevent: caught-up\nid: {Last.Offset}\ndata: {{\"offset\":{Last.Offset}}}\n\n";

    private static LevelSettings Says => SettingsBody.TryRead(Encoding.UTF8.GetBytes(SettingsSchema.Example), out var level, out var refusal)
        ? level
        : throw new InvalidOperationException(refusal.Message);

    private static SettingsBook Said => SettingsBook.Empty.With(Last.After.Group, new PutLevel(Says, Last.Offset));
    private static FleetTask Scan => new(
        new TaskDefinition(
            TaskId.Parse("scan-2026-03-02"), TaskKind.ScanNow, new Selection.OfGroup(GroupName.Parse("sales")), WhenUnreachable.Refuse,
            TaskDefinition.UsualExpiresAfter, TaskDefinition.UsualTimeout, 0, Rollout.Usual, "after the incident"),
        Morning, Operator.Open, 240)
    {
        IsMade = true,
    };

    private static TargetRecord Target => new(0, Pc, TargetState.Started, 1) { Since = Morning.AddSeconds(5), SentAt = Morning.AddSeconds(4), StartedAt = Morning.AddSeconds(5), Offset = Last.Offset };

    private static DamagedRowJson Damaged => new(Changes[0].Offset - 1, Morning, "pc-8", 2, "its checksum is wrong");

    private static string IconChange => Encoding.UTF8.GetString(new WatchedChange(
        Last.Offset, Last.RecordedAt, Last.Event.ObservedAt, Pc, Last.After.Group, Last.Event.Icon!, Last.Cause).Json.Span);

    private static Origin OriginOf(HistoryItem item) => new(item.Offset, item.Event.ObservedAt, item.RecordedAt, item.Cause);

    private static TakeReport Read() => ReportJson.TryRead(Encoding.UTF8.GetBytes(Report), out var report, out var refusal)
        ? new TakeReport(report.Seq, report.Acked, report.ObservedAt, report.Facts)
        : throw new InvalidOperationException(refusal.Message);

    private static IEnumerable<HistoryItem> Play(params ClientCommand[] commands)
    {
        var (offset, now, state, memory) = (4710L, Morning, ClientState.None, ClientMemory.None);
        foreach (var command in commands)
        {
            var decision = Core.Clients.Client.Decide(state, memory, command, now, ClientRules.Default);
            memory = decision.Memory;
            foreach (var happened in decision.Events)
            {
                var after = Core.Clients.Client.Apply(state, happened);
                yield return new HistoryItem(offset++, now, happened, state, after);
                state = after;
            }

            now += TimeSpan.FromSeconds(6);
        }
    }

    private static FleetSummary SummaryOf(HistoryItem item)
    {
        var status = item.After.Status;
        return new FleetSummary(
            item.Offset,
            item.RecordedAt,
            1,
            Enum.GetValues<Connection>().ToDictionary(connection => connection, connection => connection == status.Connection ? 1L : 0),
            new Dictionary<Core.Icons.Icon, long> { [item.After.Icon!] = 1 },
            Words.Each(~Conditions.None).ToDictionary(condition => condition, condition => item.After.Conditions.HasFlag(condition) ? 1L : 0),
            new Dictionary<GroupName, long> { [item.After.Group] = 1 })
        {
            NeedsAction = item.After.Conditions == Conditions.None ? 0 : 1,
            NeedsActionBy = Enum.GetValues<Core.Icons.ActionOwner>().ToDictionary(
                owner => owner, owner => Core.Icons.RequiredActions.ForEach(item.After.Conditions, status.Connection).Any(action => action.By == owner) ? 1L : 0),
        };
    }
}
