using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Fleet.Core.Clients;
using Fleet.Core.Vocabulary;

namespace Fleet.Protocol.Wire;

/// <summary>Reads the body of <c>POST /v1/clients/{id}/reports</c>.</summary>
public static class ReportJson
{
    internal static readonly JsonDocumentOptions Options = new() { MaxDepth = 8 };

    private static readonly string[] NamesOfFacts = [.. Facts.All.Select(fact => fact.Name)];

    /// <summary>Reads a report; whatever comes, nothing here throws.</summary>
    /// <param name="json">UTF-8; its size is the caller's business.</param>
    /// <param name="report">
    /// The report; with its fault if something in it is wrong but its number, which is then used up like any other. Where <c>acked</c> is left
    /// out, everything before it counts as answered.
    /// </param>
    /// <param name="refusal">Why it is none and has no number, with the path of the member in question.</param>
    public static bool TryRead(
        ReadOnlyMemory<byte> json, [NotNullWhen(true)] out ClientInput.Report? report, [NotNullWhen(false)] out Refusal? refusal)
    {
        try
        {
            using var document = JsonDocument.Parse(json, Options);
            var fields = new Fields();
            var read = Read(fields, document.RootElement);
            (report, refusal) = read is null ? (read, fields.Fault) : (read with { Fault = fields.Fault }, null);
        }
        catch (JsonException e)
        {
            (report, refusal) = (null, new Refusal(RefusalCode.Malformed, NoJson(e)));
        }

        return refusal is null;
    }

    internal static string NoJson(JsonException e) => $"The body is no JSON from line {e.LineNumber + 1}, byte {e.BytePositionInLine + 1} on.";

    /// <summary>Null: it has no number.</summary>
    private static ClientInput.Report? Read(Fields fields, JsonElement body)
    {
        var members = new JsonMembers(fields, body, "", "seq", "epoch", "acked", "observedAt", "facts", "group");
        if (members.Integer("seq") is not { } seq || fields.Fault?.Field == "seq")
        {
            fields.Missing("seq");
            return null;
        }

        // A number of nobody knows which epoch is none.
        var epoch = members.Has("epoch") ? members.Text("epoch") : "";
        if (epoch is { Length: > 0 })
            epoch = fields.Text(epoch, Epochs.MaxLength, "epoch");
        if (epoch is null || fields.Fault?.Field == "epoch")
            return null;
        var observedAt = members.Time("observedAt");
        if (observedAt is null)
            fields.Missing("observedAt");
        var facts = members.Object("facts", NamesOfFacts);
        var told = facts is null ? ReportedFacts.None : ReadFacts(fields, facts);
        var group = members.Group("group");
        if (group is not null && told.Group is not null && group != told.Group)
            fields.Refuse(RefusalCode.Contradiction, "group", "group and facts.group mean the same and differ.");
        return new ClientInput.Report(
            seq,
            members.Integer("acked") ?? Math.Max(seq, 1) - 1,
            observedAt.GetValueOrDefault(),
            group is null ? told : told with { Group = group },
            Epoch: epoch);
    }

    /// <summary>In the order of the facts, so that of several wrong ones the first is named.</summary>
    private static ReportedFacts ReadFacts(Fields fields, JsonMembers facts)
    {
        var (numbers, pattern, group) = (default(FactNumbers), (ReportedPattern?)null, (GroupName?)null);
        foreach (var fact in Facts.All)
        {
            switch (fact)
            {
                case { Values: { } values }:
                    numbers = numbers.With(fact.Fact, facts.Number(fact.Name, values));
                    break;
                case { Fact: Fact.Pattern }:
                    pattern = ReadPattern(fields, facts);
                    break;
                case { Fact: Fact.Group }:
                    group = facts.Group(fact.Name);
                    break;
            }
        }

        return new ReportedFacts { Numbers = numbers, Pattern = pattern, Group = group };
    }

    private static ReportedPattern? ReadPattern(Fields fields, JsonMembers facts) => facts.Object("pattern", "status", "version", "releasedAt") is { } pattern
        ? fields.Pattern(pattern.Word<PatternStatus>("status"), pattern.Text("version"), pattern.Time("releasedAt"))
        : null;
}
