using System.Runtime.CompilerServices;
using Fleet.Core.Vocabulary;

namespace Fleet.Protocol.Journal;

/// <summary>Checks the single values of a row that is being read; each error names the row's manifest and the field.</summary>
internal readonly record struct RowFields(string Manifest)
{
    private static readonly long Earliest = DateTimeOffset.MinValue.ToUnixTimeMilliseconds();
    private static readonly long Latest = DateTimeOffset.MaxValue.ToUnixTimeMilliseconds();

    public T Required<T>(T? message, string field) where T : class => message ?? throw Fault(field, "it is missing");

    public DateTimeOffset Time(long milliseconds, string field) => DateTimeOffset.FromUnixTimeMilliseconds(Milliseconds(milliseconds, field));

    public long Milliseconds(long milliseconds, string field) =>
        milliseconds >= Earliest && milliseconds <= Latest ? milliseconds : throw Fault(field, $"{milliseconds} is no time");

    public T Member<T>(int number, string field) where T : struct, Enum =>
        Unsafe.BitCast<int, T>(number) is var value && Enum.IsDefined(value)
            ? value
            : throw Fault(field, $"{number} is no {typeof(T).Name}");

    public T? MemberOrNone<T>(int number, string field) where T : struct, Enum => number == 0 ? null : Member<T>(number, field);

    /// <summary>A set of flags; <paramref name="last"/> is its highest member.</summary>
    public T Set<T>(int number, T last, string field) where T : struct, Enum =>
        (uint)number < 2 * Unsafe.BitCast<T, uint>(last)
            ? Unsafe.BitCast<int, T>(number)
            : throw Fault(field, $"{number} is no set of {typeof(T).Name}");

    public GroupName Group(string text, string field) =>
        GroupName.TryParse(text, out var group) ? group : throw Fault(field, $"a group's name takes {GroupName.Rule}");

    public GroupName? GroupOrNone(string text, string field) => text.Length == 0 ? null : Group(text, field);

    public JournalFormatException Fault(string field, string reason) => new(Manifest, field, reason);
}
