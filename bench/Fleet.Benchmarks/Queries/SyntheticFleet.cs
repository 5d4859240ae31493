using Fleet.Journal.Stores;
using Fleet.Core.Clients;
using Fleet.Core.Vocabulary;
using Fleet.Protocol.Journal;

namespace Fleet.Benchmarks.Queries;

/// <summary>A fleet that writes its journal as client actors would: everybody appears, then facts change here and there.</summary>
/// <param name="clients">How many.</param>
/// <param name="journal">Where it writes.</param>
/// <param name="seed">The same one makes the same fleet.</param>
/// <param name="begins">When; null: on a day of old.</param>
/// <param name="every">From one act to the next; null: five thousand a second.</param>
/// <param name="groups">In how many groups they are, as many in each.</param>
internal sealed class SyntheticFleet(
    int clients, IJournalStore journal, int seed, DateTimeOffset? begins = null, TimeSpan? every = null, int groups = SyntheticFleet.Groups)
{
    public const int Groups = 200;
    private const int RowsPerCommit = 2_000;
    private static readonly SessionId Session = new(7, 1);
    private readonly TimeSpan _every = every ?? TimeSpan.FromMicroseconds(200);
    private readonly Random _random = new(seed);
    private readonly ClientState[] _states = [.. Enumerable.Repeat(ClientState.None, clients)];
    private readonly int[] _numbers = new int[clients];
    private readonly List<PendingWrite> _waiting = [];

    public DateTimeOffset Now { get; private set; } = begins ?? new DateTimeOffset(2026, 3, 2, 8, 0, 0, TimeSpan.Zero);

    public static string Id(int client) => $"pc-{client:D7}";

    public static string Group(int client, int groups = Groups) => $"site-{client * 7919L % groups:D3}";

    /// <summary>
    /// Every client appears: one in eight stays away, one in twenty roams. One row each, which has the state after the hello and the
    /// first report, as the journal of a million clients has to be there soon.
    /// </summary>
    public void Begin()
    {
        for (var client = 0; client < clients; client++)
        {
            if (_random.Next(8) > 0)
                _states[client] = Client.Apply(ClientState.None, new SessionOpened(Now, 0, null, Session, null, "14.0", false));
            Report(client, new ReportedFacts
            {
                Group = GroupName.Parse(Group(client, groups)),
                ScanMethod = _random.Next(3) == 0 ? ScanMethod.Smart : ScanMethod.Conventional,
                Pattern = new ReportedPattern.OfRelease($"18.{_random.Next(20)}", Now.AddDays(-_random.Next(9))),
                RealTimeScan = _random.Next(50) == 0 ? RealTimeScan.Stopped : RealTimeScan.Enabled,
                Roaming = _random.Next(20) == 0,
            });
        }

        Flush();
    }

    /// <summary>A number of rows of random changes of random clients.</summary>
    public void Change(int rows)
    {
        for (var row = 0; row < rows; row++)
        {
            var client = _random.Next(clients);
            var state = _states[client];
            switch (_random.Next(10))
            {
                case < 3:
                    Do(client, state.Presence.Session is null
                        ? new OpenSession(Session)
                        : new EndSession(Session, _random.Next(2) == 0 ? PresenceCause.Goodbye : PresenceCause.Silent, null));
                    break;
                case < 6:
                    Report(client, new ReportedFacts { RealTimeScan = Other(state.RealTimeScan) });
                    break;
                case < 8:
                    Report(client, new ReportedFacts { SmartProtection = state.SmartProtection == SmartProtection.Connected ? SmartProtection.Disconnected : SmartProtection.Connected });
                    break;
                case 8:
                    Report(client, new ReportedFacts { Roaming = !state.Roaming });
                    break;
                default:
                    Report(client, new ReportedFacts { Pattern = new ReportedPattern.OfRelease($"18.{_random.Next()}", Now.AddDays(-_random.Next(9))) });
                    break;
            }
        }

        Flush();
    }

    private RealTimeScan Other(RealTimeScan known) =>
        known != RealTimeScan.Enabled ? RealTimeScan.Enabled : _random.Next(10) == 0 ? RealTimeScan.Stopped : RealTimeScan.Disabled;

    private void Report(int client, ReportedFacts facts)
    {
        var seq = _states[client].LastSeq + 1;
        Do(client, new TakeReport(seq, seq - 1, Now, facts));
    }

    private void Do(int client, ClientCommand command)
    {
        Now += _every;
        var state = _states[client];
        foreach (var happened in Client.Decide(state, ClientMemory.None, command, Now, ClientRules.Default).Events)
        {
            state = Client.Apply(state, happened);
            var (manifest, bytes) = JournalCodec.Encode(happened, state);
            _waiting.Add(new PendingWrite([new PendingRow(Id(client), ++_numbers[client], 1971, manifest, bytes)]));
        }

        _states[client] = state;
        if (_waiting.Count >= RowsPerCommit)
            Flush();
    }

    private void Flush()
    {
        if (_waiting.Count > 0)
            journal.Append(_waiting.ToArray(), Now);
        _waiting.Clear();
    }
}
