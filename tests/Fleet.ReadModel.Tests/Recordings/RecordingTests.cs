using CsCheck;
using Fleet.Core.Clients;
using Fleet.Core.Icons;
using Fleet.Core.Settings;
using Fleet.Core.Vocabulary;
using Fleet.Protocol.Recording;
using Fleet.ReadModel.Queries;
using Fleet.ReadModel.Recordings;
using Fleet.Testing;
using Xunit;

namespace Fleet.ReadModel.Tests.Recordings;

/// <summary>Stretches of journals, told as inputs and played to a fleet that starts empty.</summary>
public abstract class RecordingTests(StoreKind kind)
{
    /// <summary>Some silences of random histories are as long, and some are not.</summary>
    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(2);

    [Fact]
    public void Whoever_plays_a_stretch_has_the_fleet_that_was_there_at_its_end() =>
        Gen.Select(Arbitrary.HistoryOf(1), Gen.Int[0, 100], Gen.Int[0, 100]).Sample((rows, one, other) =>
        {
            using var fleet = new TestFleet(kind);
            fleet.Write(rows);
            var (from, to) = (At(rows, Math.Min(one, other)), At(rows, Math.Max(one, other)));
            fleet.Time.SetUtcNow(rows[^1].RecordedAt.AddDays(1));
            using var recording = fleet.Recordings.Open(from, to, ClientRules.Default, Timeout);
            var (read, hash) = Copy(recording);
            var player = new Player(recording.Header.Start, Timeout);
            foreach (var input in read)
                player.Play(input);
            player.PassTo(to);

            var was = rows.Where(row => row.RecordedAt <= to).GroupBy(row => row.Client.Value).Select(client => client.Last()).ToList();
            foreach (var last in was.Where(last => last.After.Exists))
                Assert.Equal(Shown(last.After, to), Shown(player[last.Client.Value], to));
            // A client that was forgotten has uninstalled itself, as that is the nearest that a client does.
            foreach (var gone in was.Where(last => !last.After.Exists && player[last.Client.Value].Exists))
                Assert.True(player[gone.Client.Value].Presence.HasLeft);
            Assert.Equal(hash, Fingerprint(read.Select(input => input.Client).Distinct(), player, to));
        }, iter: kind.Trials(100));

    [Fact]
    public void A_stretch_without_rows_is_its_opening()
    {
        using var fleet = new TestFleet(kind);
        fleet.Write([Row("pc", Arbitrary.Start, new TakeReport(1, 0, Arbitrary.Start, new ReportedFacts { RealTimeScan = RealTimeScan.Stopped }))]);
        fleet.Time.SetUtcNow(Arbitrary.Start.AddDays(2));
        using var recording = fleet.Recordings.Open(Arbitrary.Start.AddHours(1), Arbitrary.Start.AddHours(2), ClientRules.Default, Timeout);
        Assert.Equal([InputKind.Tell, InputKind.Connect, InputKind.Leave], Copy(recording).Inputs.Select(input => input.Kind));
        Assert.Equal(Arbitrary.Start.AddHours(1), recording.Header.Start + TimeSpan.FromMicroseconds(recording.Header.Opening));
    }

    [Fact]
    public void A_stretch_that_has_not_begun_is_refused_by_its_from()
    {
        using var fleet = new TestFleet(kind);
        fleet.Write([Row("pc", Arbitrary.Start, new OpenSession(new SessionId(1, 1)))]);
        fleet.Time.SetUtcNow(Arbitrary.Start.AddDays(1));
        var refused = Assert.Throws<QueryException>(() => fleet.Recordings.Open(Arbitrary.Start.AddDays(2), Arbitrary.Start.AddDays(3), ClientRules.Default, Timeout));
        Assert.Equal("from", refused.Parameter);
        Assert.Contains("not ahead of the server's clock", refused.Message);
    }

    [Fact]
    public void It_begins_with_the_journal_and_ends_now()
    {
        using var fleet = new TestFleet(kind);
        fleet.Write([Row("pc", Arbitrary.Start, new OpenSession(new SessionId(1, 1)))]);
        fleet.Time.SetUtcNow(Arbitrary.Start.AddDays(1));
        using var recording = fleet.Recordings.Open(DateTimeOffset.UnixEpoch, DateTimeOffset.MaxValue, ClientRules.Default, Timeout);
        Assert.Equal((Arbitrary.Start, 86_400_000_000, 0), (recording.Header.Start, recording.Header.Length, recording.Header.Opening));
        Assert.Equal([0L], Copy(recording).Inputs.Select(input => input.At));
    }

    [Fact]
    public void A_new_epoch_is_a_machine_that_was_reimaged_and_the_first_one_a_new_agent()
    {
        using var fleet = new TestFleet(kind);
        var (first, upgraded, again, last) = (Arbitrary.Start, Arbitrary.Start.AddMinutes(5), Arbitrary.Start.AddMinutes(10), Arbitrary.Start.AddMinutes(15));
        var stopped = new ReportedFacts { RealTimeScan = RealTimeScan.Stopped };
        fleet.Write(Rows(
            "pc", (first, new OpenSession(new SessionId(1, 1), Epoch: "")), (upgraded, new OpenSession(new SessionId(1, 2), Epoch: "a")), (again, new OpenSession(new SessionId(1, 3), Epoch: "b")),
            (again, new EndSession(new SessionId(1, 3), PresenceCause.Broken)), (last, new TakeReport(1, 0, last, stopped, Epoch: "c"))));
        fleet.Time.SetUtcNow(Arbitrary.Start.AddDays(1));
        using var recording = fleet.Recordings.Open(DateTimeOffset.UnixEpoch, last.AddHours(1), ClientRules.Default, Timeout);
        Assert.Equal("fleet-sim/recording/2", recording.Header.Schema);
        Assert.Equal(
            [
                (first, InputKind.Connect), (upgraded, InputKind.PullCable), (upgraded, InputKind.Connect), (again, InputKind.PullCable), (again, InputKind.ReImage), (again, InputKind.Connect),
                (again, InputKind.Break), (last, InputKind.ReImage), (last, InputKind.Tell), (last.AddSeconds(2), InputKind.Connect), (last.AddSeconds(2), InputKind.Leave),
            ],
            Copy(recording).Inputs.Select(input => (recording.Header.Start + TimeSpan.FromMicroseconds(input.At), input.Kind)));

        using var before = fleet.Recordings.Open(DateTimeOffset.UnixEpoch, upgraded.AddMinutes(1), ClientRules.Default, Timeout);
        Assert.Equal("fleet-sim/recording/1", before.Header.Schema);
    }

    [Fact]
    public void What_operators_said_is_done_again_and_a_client_that_could_not_apply_it_says_so_before()
    {
        using var fleet = new TestFleet(kind);
        var (session, own, put) = (new SessionId(1, 1), new LevelSettings { RealTimeScan = ManagedScan.Enabled }, Arbitrary.Start.AddMinutes(2));
        var inForce = EffectiveSettings.BuiltIn.With(own, SettingLevel.Own);
        fleet.Write(Rows(
            "pc", (Arbitrary.Start, new OpenSession(session) { Capabilities = Capabilities.Settings }), (put, new PutSettings(SettingsPatch.Whole(own), new Operator("open", ""))),
            (put.AddSeconds(1), new AnswerSettings(session, inForce.Tag, GrantsRoaming: true, "no room")), (put.AddMinutes(5), new EndSession(session, PresenceCause.Goodbye, GoodbyeReason.Unloaded))));
        fleet.Time.SetUtcNow(Arbitrary.Start.AddDays(1));
        using var whole = fleet.Recordings.Open(DateTimeOffset.UnixEpoch, put.AddHours(1), ClientRules.Default, Timeout);
        Assert.Equal(("fleet-sim/recording/2", put), (whole.Header.Schema, whole.Header.Start + TimeSpan.FromMicroseconds(Assert.Single(whole.Acts).At)));
        Assert.StartsWith("""{"target":{"clients":["pc"]},"patch":{"realTimeScan":"enabled","scanMethod":null""", ActRequest.Of(whole.Acts[0].Act).Body, StringComparison.Ordinal);
        var inputs = Copy(whole).Inputs;
        Assert.Equal([InputKind.Intend, InputKind.Connect, InputKind.Leave], inputs.Select(input => input.Kind));
        Assert.Equal(new ClientIntent.CannotApply(inForce.Settings, "no room"), inputs[0].Intent);

        // What was said before a stretch is said when everybody is there; a stretch before it is as ever.
        using var after = fleet.Recordings.Open(put.AddMinutes(1), put.AddHours(1), ClientRules.Default, Timeout);
        Assert.InRange(Assert.Single(after.Acts).At, 1, after.Header.Opening - 1);
        using var before = fleet.Recordings.Open(DateTimeOffset.UnixEpoch, put.AddMinutes(-1), ClientRules.Default, Timeout);
        Assert.Equal(("fleet-sim/recording/1", 0), (before.Header.Schema, before.Acts.Count));
    }

    /// <summary>The journal has who was asked first; who plays it asks, and is obeyed, in no time, and would refuse what the server took.</summary>
    [Fact]
    public void Who_roamed_before_it_applied_what_forbids_that_is_one_that_cannot_apply_it()
    {
        using var fleet = new TestFleet(kind);
        var (session, own, put) = (new SessionId(1, 1), new LevelSettings { Roaming = false }, Arbitrary.Start.AddMinutes(2));
        var (granted, withheld) = (EffectiveSettings.BuiltIn, EffectiveSettings.BuiltIn.With(own, SettingLevel.Own));
        var roams = new ReportedFacts { Roaming = true };
        fleet.Write(Rows(
            "pc", (Arbitrary.Start, new OpenSession(session) { Capabilities = Capabilities.Settings }), (Arbitrary.Start.AddSeconds(1), new AnswerSettings(session, granted.Tag, GrantsRoaming: true, null)),
            (put, new PutSettings(SettingsPatch.Whole(own), new Operator("open", ""))), (put.AddSeconds(1), new TakeReport(1, 0, put, roams)),
            (put.AddSeconds(2), new AnswerSettings(session, withheld.Tag, GrantsRoaming: false, null))));
        fleet.Time.SetUtcNow(Arbitrary.Start.AddDays(1));
        using var recording = fleet.Recordings.Open(DateTimeOffset.UnixEpoch, put.AddHours(1), ClientRules.Default, Timeout);
        var inputs = Copy(recording).Inputs;
        Assert.Equal([InputKind.Intend, InputKind.Connect, InputKind.Tell], inputs.Select(input => input.Kind));
        Assert.Equal(withheld.Settings, Assert.IsType<ClientIntent.CannotApply>(inputs[0].Intent).Settings);
        Assert.True(inputs[2].Facts!.Roaming);
    }

    [Fact]
    public void A_silence_begins_the_timeout_before_the_server_found_it_out_and_a_newer_session_comes_beside_the_older()
    {
        using var fleet = new TestFleet(kind);
        var (first, second, silent) = (Arbitrary.Start, Arbitrary.Start.AddMinutes(5), Arbitrary.Start.AddMinutes(7.5));
        fleet.Write(Rows(
            "pc", (first, new OpenSession(new SessionId(1, 1))), (second, new OpenSession(new SessionId(1, 2))), (silent, new EndSession(new SessionId(1, 2), PresenceCause.Silent)),
            (silent.AddMinutes(1), new OpenSession(new SessionId(1, 3))), (silent.AddMinutes(2), new EndSession(new SessionId(1, 3), PresenceCause.Silent))));
        fleet.Time.SetUtcNow(Arbitrary.Start.AddDays(1));
        using var recording = fleet.Recordings.Open(DateTimeOffset.UnixEpoch, silent.AddHours(1), ClientRules.Default, Timeout);
        Assert.Equal(Timeout, TimeSpan.FromMicroseconds(recording.Header.Timeout!.Value));
        Assert.Equal(
            [
                (first, InputKind.Connect), (second, InputKind.PullCable), (second, InputKind.Connect), (silent - Timeout, InputKind.PullCable),
                (silent.AddMinutes(1), InputKind.Connect), (silent.AddMinutes(2), InputKind.Break),
            ],
            Copy(recording).Inputs.Select(input => (recording.Header.Start + TimeSpan.FromMicroseconds(input.At), input.Kind)));
    }

    [Theory]
    [InlineData(0, InputKind.PullCable)]
    [InlineData(4, InputKind.PullCable)]
    [InlineData(6, InputKind.Break)]
    public void A_last_report_that_was_written_a_little_late_is_no_sign_of_life(int secondsLate, InputKind told)
    {
        using var fleet = new TestFleet(kind);
        var (report, silent) = (Arbitrary.Start.AddMinutes(1), Arbitrary.Start.AddMinutes(1) + Timeout - TimeSpan.FromSeconds(secondsLate));
        fleet.Write(Rows(
            "pc", (Arbitrary.Start, new OpenSession(new SessionId(1, 1))), (report, new TakeReport(1, 0, report, new ReportedFacts { RealTimeScan = RealTimeScan.Stopped }, new SessionId(1, 1))),
            (silent, new EndSession(new SessionId(1, 1), PresenceCause.Silent))));
        fleet.Time.SetUtcNow(Arbitrary.Start.AddDays(1));
        using var recording = fleet.Recordings.Open(DateTimeOffset.UnixEpoch, silent, ClientRules.Default, Timeout);
        var last = Copy(recording).Inputs[^1];
        Assert.Equal((told, told == InputKind.Break ? silent : report), (last.Kind, recording.Header.Start + TimeSpan.FromMicroseconds(last.At)));
    }

    [Fact]
    public void A_release_of_long_ago_is_told_as_one_that_every_reader_takes()
    {
        using var fleet = new TestFleet(kind);
        var release = new ReportedPattern.OfRelease("1", DateTimeOffset.MinValue);
        fleet.Write([Row("pc", Arbitrary.Start, new TakeReport(1, 0, Arbitrary.Start, new ReportedFacts { Pattern = release }))]);
        fleet.Time.SetUtcNow(Arbitrary.Start.AddDays(1));
        using var recording = fleet.Recordings.Open(DateTimeOffset.UnixEpoch, Arbitrary.Start.AddHours(1), ClientRules.Default, Timeout);
        var told = Assert.IsType<ReportedPattern.OfRelease>(Copy(recording).Inputs[0].Facts!.Pattern);
        Assert.Equal(-RecordingHeader.FurthestRelease, (told.ReleasedAt - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond);
    }

    [Fact]
    public void Rows_of_a_clock_that_was_ahead_are_in_a_recording_up_to_now()
    {
        using var fleet = new TestFleet(kind);
        var now = Arbitrary.Start.AddMinutes(1);
        fleet.Write(Rows(
            "pc", (Arbitrary.Start, new OpenSession(new SessionId(1, 1))), (Arbitrary.Start.AddDays(8), new EndSession(new SessionId(1, 1), PresenceCause.Broken))));
        fleet.Time.SetUtcNow(now);
        using var recording = fleet.Recordings.Open(DateTimeOffset.UnixEpoch, now.AddSeconds(-1), ClientRules.Default, Timeout);
        Assert.Equal([InputKind.Connect, InputKind.Break], Copy(recording).Inputs.Select(input => input.Kind));
    }

    [Fact]
    public void What_a_rule_that_has_been_changed_judged_is_judged_by_the_rule_that_the_recording_tells()
    {
        using var fleet = new TestFleet(kind);
        var (strict, release) = (ClientRules.Default with { PatternMaxAge = TimeSpan.FromSeconds(2) }, new ReportedPattern.OfRelease("1", Arbitrary.Start));
        var told = Core.Clients.Client.Decide(
            ClientState.None, ClientMemory.None, new TakeReport(1, 0, Arbitrary.Start, new ReportedFacts { Pattern = release }), Arbitrary.Start, strict);
        var young = Core.Clients.Client.Apply(ClientState.None, told.Events[0]);
        var judged = Core.Clients.Client.Decide(young, told.Memory, new Reconsider(), Arbitrary.Start.AddSeconds(3), strict).Events[0];
        fleet.Write([
            new Happening(ClientId.Parse("pc"), 1, Arbitrary.Start, told.Events[0], ClientState.None, young),
            new Happening(ClientId.Parse("pc"), 2, Arbitrary.Start.AddSeconds(3), judged, young, Core.Clients.Client.Apply(young, judged)),
        ]);
        fleet.Time.SetUtcNow(Arbitrary.Start.AddDays(1));
        using var recording = fleet.Recordings.Open(DateTimeOffset.UnixEpoch, Arbitrary.Start.AddHours(1), ClientRules.Default, Timeout);
        var (inputs, hash) = Copy(recording);
        var player = new Player(recording.Header.Start, Timeout);
        foreach (var input in inputs)
            player.Play(input);
        Assert.Equal(PatternStatus.UpToDate, player["pc"].Pattern.Status);
        Assert.Equal(hash, Fingerprint([ClientId.Parse("pc")], player, Arbitrary.Start.AddHours(1)));
    }

    [Fact]
    public void There_is_none_of_the_time_before_the_journal()
    {
        using var fleet = new TestFleet(kind);
        var before = Assert.Throws<QueryException>(() => fleet.Recordings.Open(Arbitrary.Start, Arbitrary.Start, ClientRules.Default, Timeout));
        fleet.Write([Row("pc", Arbitrary.Start, new OpenSession(new SessionId(1, 1)))]);
        fleet.Time.SetUtcNow(Arbitrary.Later);
        var early = Assert.Throws<QueryException>(() => fleet.Recordings.Open(Arbitrary.Start.AddDays(-2), Arbitrary.Start.AddDays(-1), ClientRules.Default, Timeout));
        Assert.Equal((QueryFault.BeforeBegin, QueryFault.BeforeBegin), (before.Code, early.Code));
    }

    /// <summary>Through the format, whose reader checks order, numbers and counts.</summary>
    private static (List<RecordedInput> Inputs, string Hash) Copy(JournalRecording recording)
    {
        using var writer = new RecordingWriter(recording.Header);
        foreach (var input in recording.Inputs())
            writer.Write(input);
        var hash = recording.FleetHash();
        writer.Finish(hash);
        using var reader = new RecordingReader(new MemoryStream(writer.Gathered.ToArray()), "journal");
        var inputs = new List<RecordedInput>();
        while (reader.TryRead(out var input))
            inputs.Add(input);
        Assert.Equal(recording.Header.Clients, reader.Clients);
        return (inputs, hash);
    }

    private static DateTimeOffset At(List<Happening> rows, int percent) =>
        rows[0].RecordedAt + ((rows[^1].RecordedAt - rows[0].RecordedAt) * percent / 100);

    private static (ClientStatus, GroupName) Shown(ClientState state, DateTimeOffset at) => (Aged(state, at).Status, state.Group);

    private static ClientState Aged(ClientState state, DateTimeOffset at) =>
        state.Pattern.AgesAt(ClientRules.Default.PatternMaxAge) <= at ? state with { Pattern = state.Pattern with { Status = PatternStatus.Outdated } } : state;

    private static string Fingerprint(IEnumerable<ClientId> clients, Player player, DateTimeOffset at)
    {
        using var hash = new FleetFingerprint();
        foreach (var client in clients.OrderBy(client => client.Value, StringComparer.Ordinal))
            hash.Add(client, Aged(player[client.Value], at) with { Presence = Presence.Never });
        return hash.Finish();
    }

    private static Happening Row(string client, DateTimeOffset at, ClientCommand command) => Assert.Single(Rows(client, (at, command)));

    private static List<Happening> Rows(string client, params (DateTimeOffset At, ClientCommand Command)[] commands)
    {
        var (rows, state, memory) = (new List<Happening>(), ClientState.None, ClientMemory.None);
        foreach (var (at, command) in commands)
        {
            var decision = Core.Clients.Client.Decide(state, memory, command, at, ClientRules.Default);
            var (happened, before) = (Assert.Single(decision.Events), state);
            (state, memory) = (Core.Clients.Client.Apply(state, happened), decision.Memory);
            rows.Add(new Happening(ClientId.Parse(client), rows.Count + 1, at, happened, before, state));
        }

        return rows;
    }
}

public sealed class RecordingTestsOnSqlite() : RecordingTests(StoreKind.Sqlite);

[Trait("Needs", "processes")]
public sealed class RecordingTestsOnPostgres() : RecordingTests(StoreKind.Postgres);
