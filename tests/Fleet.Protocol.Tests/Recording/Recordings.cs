using System.Text;
using CsCheck;
using Fleet.Core.Clients;
using Fleet.Core.Settings;
using Fleet.Core.Tasks;
using Fleet.Core.Vocabulary;
using Fleet.Protocol.Recording;

namespace Fleet.Protocol.Tests.Recording;

/// <summary>Recordings for tests: written and read in memory.</summary>
internal static class Recordings
{
    public static RecordingHeader Header { get; } = new(
        RecordingSource.Scenario, "office-day", "abc", 7, RecordingHeader.PhiloxAlgorithm, 4, DateTimeOffset.UnixEpoch, 1_000_000, "1x", 604_800_000_000);

    /// <summary>The same for what is drawn here: of all kinds.</summary>
    public static RecordingHeader OfAllKinds { get; } = Header with { ReImages = true, Managed = true };

    /// <summary>Event streams of a few clients in their order.</summary>
    public static Gen<RecordedInput[]> Inputs { get; } = Gen.Select(Gen.Long[0, 1_000_000], Gen.Int[0, 3], Kind).Array[0, 200].Select(Ordered);

    private static readonly ClientIntent[] Intents =
    [
        new ClientIntent.CannotApply(EffectiveSettings.BuiltIn.Settings with { Every = Recurrence.Week, At = UpdateTime.Parse("mon 12:00") }, "a \"policy\""),
        new ClientIntent.Attempts(TaskId.Parse("scan"), 2, TargetState.Rejected, 0, Fetches: null),
        new ClientIntent.Attempts(TaskId.Parse("scan"), 1, TargetState.Succeeded, 7_000_000, new ReportedPattern.OfRelease("1.2", DateTimeOffset.UnixEpoch)),
    ];

    private static Gen<RecordedInput> Kind => Gen.OneOf(
        Gen.Enum<InputKind>().Where(kind => kind is not (InputKind.Tell or InputKind.Leave or InputKind.Connect or InputKind.Intend)).Select(kind => new RecordedInput(0, null!, 0, kind)),
        Gens.Group.Select(group => new RecordedInput(0, null!, 0, InputKind.Connect, Group: group)),
        Gen.Enum<GoodbyeReason>().Select(reason => new RecordedInput(0, null!, 0, InputKind.Leave, Reason: reason)),
        Gen.Int[0, 2].Select(which => Intents[which])
            .Select(intent => new RecordedInput(0, null!, 0, InputKind.Intend, Intent: intent)),
        Facts.Select(facts => new RecordedInput(0, null!, 0, InputKind.Tell, facts)));

    private static Gen<ReportedFacts> Facts => Gen.Select(
        Gens.Numbers, Gen.Null(Pattern), Gen.Null(Gens.Group), (numbers, pattern, group) => new ReportedFacts { Numbers = numbers, Pattern = pattern, Group = group });

    private static Gen<ReportedPattern> Pattern => Gen.OneOf<ReportedPattern>(
        Gen.Enum<PatternStatus>().Select(ReportedPattern (status) => new ReportedPattern.OfStatus(status)),
        Gen.Select(Gens.Text, Gen.Long[-1_000_000_000_000, 1_000_000_000_000], ReportedPattern (version, at) => new ReportedPattern.OfRelease(version, DateTimeOffset.UnixEpoch.AddTicks(at * 10))));

    public static byte[] Write(RecordingHeader header, IEnumerable<RecordedInput> inputs, string? fleetHash = "f00d")
    {
        using var writer = new RecordingWriter(header);
        var bytes = new List<byte>();
        foreach (var input in inputs)
        {
            writer.Write(input);
            // As a file or a network would, now and then.
            if (writer.Count % 7 != 0)
                continue;
            bytes.AddRange(writer.Gathered.Span);
            writer.Clear();
        }

        writer.Finish(fleetHash);
        bytes.AddRange(writer.Gathered.Span);
        return [.. bytes];
    }

    public static (RecordingReader Reader, List<RecordedInput> Inputs) Read(byte[] bytes)
    {
        using var reader = new RecordingReader(new MemoryStream(bytes), "a.jsonl");
        var inputs = new List<RecordedInput>();
        while (reader.TryRead(out var input))
            inputs.Add(input);
        return (reader, inputs);
    }

    public static string[] Lines(byte[] recording) => Encoding.UTF8.GetString(recording).Split('\n')[..^1];

    public static byte[] Bytes(IEnumerable<string> lines) => Encoding.UTF8.GetBytes(string.Concat(lines.Select(line => line + "\n")));

    private static RecordedInput[] Ordered((long At, int Client, RecordedInput Input)[] drawn)
    {
        var numbers = new long[4];
        return
        [
            .. drawn.OrderBy(e => e.At).ThenBy(e => e.Client)
                .Select(e => e.Input with { At = e.At, Client = ClientId.Parse($"pc-{e.Client}"), Number = ++numbers[e.Client] }),
        ];
    }
}
