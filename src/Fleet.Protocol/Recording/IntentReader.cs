using System.Text;
using System.Text.Json;
using Fleet.Core.Clients;
using Fleet.Core.Settings;
using Fleet.Core.Tasks;
using Fleet.Protocol.Wire;

namespace Fleet.Protocol.Recording;

/// <summary>Gathers the members of an event line that say what a client intends.</summary>
internal struct IntentReader
{
    private LevelSettings? _settings;
    private string? _error;
    private TaskId? _task;
    private int _attempt;
    private TargetState _end;
    private long? _takes;
    private ReportedPattern? _pattern;

    /// <summary>What was read; null: nothing, or not all that belongs together.</summary>
    public readonly ClientIntent? Read =>
        _settings is not null && _error is not null && _task is null ? new ClientIntent.CannotApply(_settings, _error)
        : _task is not null && _attempt > 0 && _takes is { } takes && _settings is null
            && _end is TargetState.Succeeded or TargetState.Failed or TargetState.Rejected ? new ClientIntent.Attempts(_task!, _attempt, _end, _takes!.Value, _pattern)
        : null;

    /// <summary>Reads a member; false: it is none of these.</summary>
    /// <exception cref="FormatException">It is one, and what it says is wrong.</exception>
    public bool TryRead(ref Utf8JsonReader json)
    {
        if (json.ValueTextEquals("settings"u8))
            _settings = Settings(ref json);
        else if (json.ValueTextEquals("error"u8))
            _error = Text(ref json, "error") is { Length: > 0 and <= FailedSettings.MaxErrorLength } error ? error : throw new FormatException($"error takes 1 to {FailedSettings.MaxErrorLength} characters");
        else if (json.ValueTextEquals("task"u8))
            _task = TaskId.TryParse(Text(ref json, "task"), out var task) ? task : throw new FormatException($"task takes {TaskId.Rule}");
        else if (json.ValueTextEquals("attempt"u8))
            _attempt = (int)LineFields.Integer(ref json, "attempt", 1, TaskDefinition.MaxRetries + 1);
        else if (json.ValueTextEquals("end"u8))
            _end = LineFields.Word<TargetState>(ref json, "end");
        else if (json.ValueTextEquals("takes"u8))
            _takes = LineFields.Integer(ref json, "takes", 0, RecordingHeader.MaxLength);
        else if (json.ValueTextEquals("pattern"u8))
            _pattern = FactsReader.Pattern(ref json);
        else
            return false;
        return true;
    }

    private static string? Text(ref Utf8JsonReader json, string name)
    {
        LineFields.Expect(ref json, JsonTokenType.String, name, "text");
        return json.GetString();
    }

    private static LevelSettings Settings(ref Utf8JsonReader json)
    {
        LineFields.Expect(ref json, JsonTokenType.StartObject, "settings", "an object");
        var body = Encoding.UTF8.GetBytes(JsonElement.ParseValue(ref json).GetRawText());
        return SettingsBody.TryRead(body, out var settings, out var refusal) ? settings : throw new FormatException($"settings: {refusal.Message}");
    }
}
