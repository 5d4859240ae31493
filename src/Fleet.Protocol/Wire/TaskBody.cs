using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Fleet.Core.Clients;
using Fleet.Core.Tasks;
using Fleet.Core.Vocabulary;

namespace Fleet.Protocol.Wire;

/// <summary>Reads the body of <c>POST /v1/tasks</c>.</summary>
public static class TaskBody
{
    private const string Spelled = "a time span such as 00:30:00 or 1.00:00:00";

    /// <summary>Reads what is asked for; whatever comes, nothing here throws.</summary>
    /// <param name="json">UTF-8; its size is the caller's business.</param>
    /// <param name="usualId">Names the task where the body does not.</param>
    /// <param name="task">What is asked for. Who its targets are is not looked at.</param>
    /// <param name="refusal">Why it cannot be, with the path of the member in question.</param>
    public static bool TryRead(ReadOnlyMemory<byte> json, Func<TaskId> usualId, [NotNullWhen(true)] out TaskDefinition? task, [NotNullWhen(false)] out Refusal? refusal)
    {
        var fields = new Fields();
        task = null;
        try
        {
            using var document = JsonDocument.Parse(json, ReportJson.Options);
            task = Read(fields, document.RootElement, usualId);
        }
        catch (JsonException e)
        {
            fields.Refuse(RefusalCode.Malformed, "", ReportJson.NoJson(e));
        }

        if (task is not null && TaskFault.Of(task) is { } fault)
            fields.OutOfRange(fault.Field, fault.Takes);
        refusal = fields.Fault;
        return (task = refusal is null ? task : null) is not null;
    }

    private static TaskDefinition? Read(Fields fields, JsonElement root, Func<TaskId> usualId)
    {
        var body = new JsonMembers(fields, root, "", "taskId", "kind", "target", "whenUnreachable", "expiresAfter", "timeout", "retries", "rollout", "note");
        var id = body.Has("taskId") ? Id(fields, body) : usualId();
        if (!body.Has("kind"))
            fields.Missing("kind");
        var kind = body.Word<TaskKind>("kind");
        var target = SelectionMember.Read(fields, body);
        var rollout = body.Object("rollout", "perMinute", "increase", "abort", "waves");
        var task = new TaskDefinition(
            id ?? usualId(),
            kind.GetValueOrDefault(TaskKind.ScanNow),
            target ?? new Selection.Filtered(""),
            body.Word<WhenUnreachable>("whenUnreachable") ?? WhenUnreachable.Refuse,
            Span(fields, body, "expiresAfter") ?? TaskDefinition.UsualExpiresAfter,
            Span(fields, body, "timeout") ?? TaskDefinition.UsualTimeout,
            (int)Math.Clamp(body.Integer("retries") ?? 0, int.MinValue, int.MaxValue),
            rollout is null ? Rollout.Usual : Read(rollout),
            Note(fields, body));
        return fields.Fault is null ? task : null;
    }

    private static Rollout Read(JsonMembers rollout) => new(
        Int(rollout.Integer("perMinute") ?? Rollout.Usual.PerMinute),
        rollout.ObjectOrNull("increase", "factor", "after") is { } increase ? new Increase(increase.Number("factor") ?? 1.5, Int(increase.Integer("after") ?? 100)) : null,
        rollout.ObjectOrNull("abort", "failedPercent", "minimum") is { } abort ? new Abort(Int(abort.Integer("failedPercent") ?? 10), Int(abort.Integer("minimum") ?? 20)) : null,
        [.. rollout.Objects("waves", "percent", "approve").Select(wave => new Wave(Int(wave.Integer("percent") ?? 0), wave.Flag("approve") ?? false))]);

    /// <summary>Bounds are judged with the others.</summary>
    private static int Int(long number) => (int)Math.Clamp(number, int.MinValue, int.MaxValue);

    private static TaskId? Id(Fields fields, JsonMembers body)
    {
        if (body.Text("taskId") is not { } text)
            return null;
        if (!TaskId.TryParse(text, out var task))
            fields.OutOfRange("taskId", TaskId.Rule);
        return task;
    }

    private static string Note(Fields fields, JsonMembers body) =>
        body.Text("note") is { Length: > 0 } note ? fields.Text(note, TaskDefinition.MaxNote, "note") ?? "" : "";

    private static TimeSpan? Span(Fields fields, JsonMembers body, string name)
    {
        if (body.Text(name) is not { } text)
            return null;
        if (TimeSpan.TryParseExact(text, "c", System.Globalization.CultureInfo.InvariantCulture, out var span))
            return span;
        fields.OutOfRange(name, Spelled);
        return null;
    }
}
