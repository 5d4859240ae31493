using System.Text;
using System.Text.Json;
using Fleet.Core.Clients;
using Fleet.Core.Tasks;
using Fleet.Core.Vocabulary;
using Fleet.Protocol.Wire;

namespace Fleet.Protocol.Recording;

/// <summary>Reads the line of an operator's act: the request that does it.</summary>
internal static class ActLine
{
    private const string Groups = "PUT /v1/groups/";
    private const string OfSettings = "/settings";
    private const string Tasks = "POST /v1/tasks/";

    /// <summary>Whether a line is that of an act: it has no client.</summary>
    public static bool Is(ReadOnlySpan<byte> line) => After(ref line, "{\"t\":"u8) && After(ref line, ",\"n\":"u8) && line.StartsWith(",\"act\":"u8);

    /// <summary>A name and the number that follows it.</summary>
    private static bool After(ref ReadOnlySpan<byte> line, ReadOnlySpan<byte> name)
    {
        if (!line.StartsWith(name))
            return false;
        line = line[name.Length..].TrimStart("0123456789"u8);
        return true;
    }

    /// <exception cref="FormatException">It is none: the message says what is wrong.</exception>
    public static RecordedAct Parse(ReadOnlySpan<byte> line)
    {
        try
        {
            using var document = JsonDocument.Parse(line.ToArray());
            var root = document.RootElement;
            return root.GetProperty("t").TryGetInt64(out var at) && at is >= 0 and <= RecordingHeader.MaxLength && root.GetProperty("n").TryGetInt64(out var number) && root.GetProperty("act").GetString() is { } request
                ? new RecordedAct(at, number, Act(request, root.TryGetProperty("body", out var body) ? Encoding.UTF8.GetBytes(body.GetRawText()) : null))
                : throw new FormatException("an act has t, n and act");
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new FormatException("an act has t, n and act, and the body of its request", e);
        }
    }

    private static OperatorAct Act(string request, byte[]? body)
    {
        if (request == "PUT /v1/settings")
            return new OperatorAct.PutLevel(Group: null, Settings(body));
        if (request.StartsWith(Groups, StringComparison.Ordinal) && request.EndsWith(OfSettings, StringComparison.Ordinal) && GroupName.TryParse(request[Groups.Length..^OfSettings.Length], out var group))
            return new OperatorAct.PutLevel(group, Settings(body));
        Refusal? refusal = null;
        if (request == "POST /v1/settings/changes")
            return body is not null && SettingsChangeBody.TryRead(body, out var target, out var patch, out refusal) ? new OperatorAct.ChangeSettings(target, patch) : throw Wrong(refusal);
        if (request == "POST /v1/tasks")
            return body is not null && TaskBody.TryRead(body, () => throw new FormatException("a task in a recording has its taskId"), out var task, out refusal) ? new OperatorAct.MakeTask(task) : throw Wrong(refusal);
        return request.StartsWith(Tasks, StringComparison.Ordinal) && body is null && request[Tasks.Length..].Split('/') is [var id, var word] && TaskId.TryParse(id, out var named) && Words.TryParse<TaskOrder>(word, out var order)
            ? new OperatorAct.OrderTask(named, order)
            : throw new FormatException($"'{request}' is no act of an operator");
    }

    private static Core.Settings.LevelSettings Settings(byte[]? body)
    {
        Refusal? refusal = null;
        return body is not null && SettingsBody.TryRead(body, out var level, out refusal) && level.Fault is null ? level : throw Wrong(refusal);
    }

    private static FormatException Wrong(Refusal? refusal) => new($"the body of the act is wrong: {refusal?.Message ?? "it is missing, or contradicts itself"}");
}
