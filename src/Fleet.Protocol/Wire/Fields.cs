using System.Runtime.CompilerServices;
using System.Text;
using Fleet.Core.Clients;
using Fleet.Core.Vocabulary;

namespace Fleet.Protocol.Wire;

/// <summary>
/// Checks the fields of one message that came from outside. The first fault is kept, as those after it may only be its
/// echo; a value that breaks its rule reads as null or default.
/// </summary>
internal sealed class Fields
{
    /// <summary>What a time takes.</summary>
    public const string TimeRule = "a time from 1970-01-01T00:00:00Z to the end of the year 9999";

    public Refusal? Fault { get; private set; }

    public void Refuse(RefusalCode code, string field, string message) =>
        Fault ??= new Refusal(code, message, field.Length == 0 ? null : field);

    public void Missing(string field) => Refuse(RefusalCode.Missing, field, $"{field} is missing.");

    public void OutOfRange(string field, string rule) => Refuse(RefusalCode.OutOfRange, field, $"{field} takes {rule}.");

    public ClientId? Client(string text, string field)
    {
        if (!ClientId.TryParseAddressable(text, out var client))
            OutOfRange(field, ClientId.Rule);
        return client;
    }

    public GroupName? Group(string text, string field)
    {
        if (!GroupName.TryParse(text, out var group))
            OutOfRange(field, GroupName.Rule);
        return group;
    }

    /// <summary>A time that the fleet keeps: not before 1970, which no clock of a machine tells that works, and whole milliseconds.</summary>
    public DateTimeOffset? Time(DateTimeOffset time, string field)
    {
        if (time >= DateTimeOffset.UnixEpoch)
            return DateTimeOffset.FromUnixTimeMilliseconds(time.ToUnixTimeMilliseconds());
        OutOfRange(field, TimeRule);
        return null;
    }

    /// <summary>An enum's member by its number on the wire, which is its number in the domain.</summary>
    public T? Member<T>(int number, string field) where T : struct, Enum
    {
        if (Unsafe.BitCast<int, T>(number) is var value && Enum.IsDefined(value))
            return value;
        OutOfRange(field, OneOf<T>());
        return null;
    }

    /// <summary>A value by its word.</summary>
    public T? Word<T>(string? text, string field) where T : struct, Enum
    {
        if (Words.TryParse<T>(text, out var value))
            return value;
        OutOfRange(field, OneOf<T>());
        return null;
    }

    /// <summary>One of few values by its number; 0: it is none of them.</summary>
    public int Number(FewValues values, int number, string field)
    {
        if (values.Has(number))
            return number;
        OutOfRange(field, OneOf(values.AllWords));
        return 0;
    }

    /// <summary>Text for people: tables and files show it as it is, so nothing in it may be invisible or damaged.</summary>
    public string? Text(string text, int maxLength, string field)
    {
        if (text.Length > 0 && text.Length <= maxLength && IsPlain(text))
            return text;
        OutOfRange(field, $"1 to {maxLength} characters, none of them a control character");
        return null;
    }

    public ReportedPattern? Pattern(PatternStatus? status, string? version, DateTimeOffset? releasedAt)
    {
        const string field = "facts.pattern";
        switch (status, version, releasedAt)
        {
            case ({ } told, null, null):
                return new ReportedPattern.OfStatus(told);
            case (null, not null, { } released):
                return Text(version, ReportedPattern.OfRelease.MaxVersionLength, $"{field}.version") is { } plain
                    ? new ReportedPattern.OfRelease(plain, released)
                    : null;
            case (null, null, null):
                Refuse(RefusalCode.Missing, field, $"{field} tells neither its status nor its version.");
                return null;
            case (null, null, _):
                Missing($"{field}.version");
                return null;
            case (null, _, null):
                Missing($"{field}.releasedAt");
                return null;
            default:
                Refuse(RefusalCode.Contradiction, field, $"{field} tells either its status, or its version and its release.");
                return null;
        }
    }

    public static string OneOf<T>() where T : struct, Enum => OneOf(Words.All<T>());

    private static string OneOf(IEnumerable<string> words) => $"one of {string.Join(", ", words)}";

    /// <summary>The same where nothing is refused: what may not be in it is a blank, and what is too long is cut.</summary>
    public static string Plain(string text, int maxLength)
    {
        var plain = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
        {
            if (plain.Length + rune.Utf16SequenceLength > maxLength)
                break;
            plain.Append(Rune.IsControl(rune) || rune == Rune.ReplacementChar ? " " : rune.ToString());
        }

        return plain.ToString();
    }

    /// <summary>Half of a surrogate pair is enumerated as the replacement character.</summary>
    private static bool IsPlain(string text)
    {
        foreach (var rune in text.EnumerateRunes())
        {
            if (Rune.IsControl(rune) || rune == Rune.ReplacementChar)
                return false;
        }

        return true;
    }
}
