using System.Runtime.CompilerServices;
using Fleet.Core.Icons;
using Fleet.Core.Tasks;
using Fleet.Core.Vocabulary;
using Fleet.Protocol.Mapping;

namespace Fleet.Protocol.Journal;

/// <summary>Checks the single values of a row that is being read; each error names the row's manifest and the field.</summary>
internal readonly record struct RowFields(string Manifest)
{
    private static readonly long Earliest = DateTimeOffset.MinValue.ToUnixTimeMilliseconds();
    private static readonly long Latest = DateTimeOffset.MaxValue.ToUnixTimeMilliseconds();

    public T Required<T>(T? message, string field) where T : class => message ?? throw Fault(field, "it is missing");

    public DateTimeOffset Time(long milliseconds, string field) =>
        IsTime(milliseconds) ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds) : throw NoTime(milliseconds, field);

    /// <summary>Since when a fact holds.</summary>
    public long Since(FactFields fact, long milliseconds) => IsTime(milliseconds) ? milliseconds : throw NoTime(milliseconds, $"after.since.{Facts.Of(fact.Fact).SnakeName}");

    public T Member<T>(int number, string field) where T : struct, Enum =>
        Unsafe.BitCast<int, T>(number) is var value && Enum.IsDefined(value)
            ? value
            : throw Fault(field, $"{number} is no {typeof(T).Name}");

    public T? MemberOrNone<T>(int number, string field) where T : struct, Enum => number == 0 ? null : Member<T>(number, field);

    /// <summary>The value of a fact; <paramref name="part"/> of the row it is in.</summary>
    public int Number(NumberFields fact, int number, string part) => fact.Values.Has(number)
        ? number
        : throw Fault($"{part}.{Facts.Of(fact.Fact).SnakeName}", fact.Values.IsFlag ? $"{number} is neither off nor on" : $"{number} is no {fact.Values.Kind}");

    public int NumberOrNone(NumberFields fact, int number, string part) => number == 0 ? 0 : Number(fact, number, part);

    /// <summary>The facts of a client's state, if a client can be so.</summary>
    public FactNumbers Possible(FactNumbers after) =>
        ClientStatus.IsPossible((ScanMethod)after[Fact.ScanMethod], (SmartProtection)after[Fact.SmartProtection])
            ? after
            : throw Fault("after.smart_protection", "no smart-scan client has it unused");

    /// <summary>A set of flags; <paramref name="last"/> is its highest member.</summary>
    public T Set<T>(int number, T last, string field) where T : struct, Enum =>
        (uint)number < 2 * Unsafe.BitCast<T, uint>(last)
            ? Unsafe.BitCast<int, T>(number)
            : throw Fault(field, $"{number} is no set of {typeof(T).Name}");

    public GroupName Group(string text, string field) =>
        GroupName.TryParse(text, out var group) ? group : throw Fault(field, $"a group's name takes {GroupName.Rule}");

    public ClientId Client(string text, string field) => ClientId.TryParse(text, out var client) ? client : throw Fault(field, $"a client's id takes {ClientId.Rule}");

    public TaskId Task(string text, string field) => TaskId.TryParse(text, out var task) ? task : throw Fault(field, $"a task's id takes {TaskId.Rule}");

    public TagName Tag(string text, string field) => TagName.TryParse(text, out var tag) ? tag : throw Fault(field, $"a tag takes {TagName.Rule}");

    public GroupName? GroupOrNone(string text, string field) => text.Length == 0 ? null : Group(text, field);

    public JournalFormatException Fault(string field, string reason) => new(Manifest, field, reason);

    private static bool IsTime(long milliseconds) => milliseconds >= Earliest && milliseconds <= Latest;

    private JournalFormatException NoTime(long milliseconds, string field) => Fault(field, $"{milliseconds} is no time");
}
