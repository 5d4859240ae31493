using System.Text;
using Fleet.Core.Clients;
using Fleet.Core.Vocabulary;
using Fleet.Protocol.Journal;
using Fleet.Protocol.Nodes;
using Fleet.Protocol.Recording;
using Fleet.Protocol.Tests.Recording;
using Fleet.Protocol.Wire;
using Xunit;

namespace Fleet.Protocol.Tests;

/// <summary>Every value of every fact comes through everything that is written and read. Which does not, is named.</summary>
public sealed class FactsTests
{
    private static readonly DateTimeOffset At = new(2026, 3, 2, 8, 0, 0, TimeSpan.Zero);
    private static readonly ClientId Pc = ClientId.Parse("pc-1");

    /// <summary>Of facts of few values; 0: of a kind of its own.</summary>
    public static IEnumerable<object[]> Values =>
        from fact in Enum.GetValues<Fact>() where fact != Fact.None from number in Facts.Of(fact).Values?.Numbers ?? [0] select new object[] { fact, number };

    [Theory]
    [MemberData(nameof(Values))]
    public void The_journal_keeps_a_fact(Fact fact, int number)
    {
        var changed = new ChangedFacts
        {
            Numbers = default(FactNumbers).With(fact, number),
            Pattern = fact == Fact.Pattern ? new HeldPattern(PatternStatus.Outdated, "1", At) : null,
            Group = fact == Fact.Group ? GroupName.Parse("sales") : null,
        };
        Assert.Equal(fact, changed.Which);
        var after = ClientState.None with
        {
            Exists = true,
            LastSeq = 1,
            Numbers = changed.Numbers.Over(ClientState.None.Numbers.With(Fact.SmartProtection, (int)SmartProtection.Connected)),
            Reported = fact,
            Since = default(FactTimes).With(fact, At),
        };
        var row = JournalCodec.Encode(new ReportTaken(At, 1, Icon: null, changed), after);
        Assert.Equal((new ReportTaken(At, 1, Icon: null, changed), after), JournalCodec.Decode(row.Manifest, row.Bytes));
        Assert.Equal(after.Numbers, new RowGlancer().Read(row.Manifest, row.Bytes).Facts);
    }

    [Theory]
    [MemberData(nameof(Values))]
    public void A_fact_gets_from_node_to_node(Fact fact, int number)
    {
        var message = new Fleet.Nodes.V1.CommandMessage();
        var report = new TakeReport(1, 0, At, Told(fact, number));
        CommandCodec.Write(message, report);
        Assert.Equal(report, CommandCodec.Read(message));
    }

    [Theory]
    [MemberData(nameof(Values))]
    public void A_fact_is_told_over_grpc(Fact fact, int number)
    {
        var message = new V1.ClientMessage { Report = new V1.Report { Seq = 1, ObservedAt = new() { Seconds = At.ToUnixTimeSeconds() }, Facts = ReportMessages.Of(Told(fact, number)) } };
        Assert.Equal(new ClientInput.Report(1, 0, At, Told(fact, number)), ClientInputs.Decode(message));
    }

    [Theory]
    [MemberData(nameof(Values))]
    public void A_fact_is_told_in_json_and_in_a_recording(Fact fact, int number)
    {
        var input = new RecordedInput(0, Pc, 1, InputKind.Tell, Told(fact, number));
        var recording = Recordings.Write(Recordings.Header, [input]);
        Assert.Equal([input], Recordings.Read(recording).Inputs);

        // A release counts in microseconds there.
        if (fact == Fact.Pattern)
            return;
        var facts = Recordings.Lines(recording)[1].Split("\"facts\":")[1][..^1];
        var body = $$"""{"seq":1,"observedAt":"2026-03-02T08:00:00Z","facts":{{facts}}}""";
        Assert.True(ReportJson.TryRead(Encoding.UTF8.GetBytes(body), out var report, out _));
        Assert.Equal((null, input.Facts), (report.Fault, report.Facts));
    }

    /// <summary>The codecs take a number of the wire for the domain's.</summary>
    [Theory]
    [MemberData(nameof(Values))]
    public void A_value_has_its_number_and_its_name_on_the_wire(Fact fact, int number)
    {
        if (Facts.Of(fact).Values is not { IsFlag: false } values)
            return;
        var name = $"{Facts.Of(fact).SnakeName}_{values.WordOf(number)}".Replace('-', '_').ToUpperInvariant();
        var field = V1.Facts.Descriptor.FindFieldByName(Facts.Of(fact).SnakeName);
        Assert.Equal(name, field.EnumType.FindValueByNumber(number)?.Name);
        Assert.Equal(values.Numbers.Count + 1, field.EnumType.Values.Count);
    }

    private static ReportedFacts Told(Fact fact, int number) => new()
    {
        Numbers = default(FactNumbers).With(fact, number),
        Pattern = fact == Fact.Pattern ? new ReportedPattern.OfStatus(PatternStatus.Outdated) : null,
        Group = fact == Fact.Group ? GroupName.Parse("sales") : null,
    };
}
