using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Fleet.Core.Clients;
using Fleet.Core.Vocabulary;
using Fleet.Protocol.Wire;

namespace Fleet.Protocol.Watch;

/// <summary>Reads a <see cref="WatchQuery"/>. Whatever is wrong with one is told in the same words over gRPC and HTTP.</summary>
public static class WatchInputs
{
    private const string After = "after";
    private const string From = "from";
    private const string Group = "group";
    private const string Connection = "connection";
    private const string Condition = "condition";

    /// <summary>The parameters that say which changes.</summary>
    public static IReadOnlyList<string> FilterNames { get; } = [Group, Connection, Condition];

    /// <summary>Reads a request of <c>fleet.v1</c>; false if a value of it is not taken.</summary>
    public static bool TryRead(V1.WatchRequest request, [NotNullWhen(true)] out WatchQuery? query, [NotNullWhen(false)] out Refusal? refusal)
    {
        var fields = new Fields();
        if (request.HasAfter && request.After < 0)
            NoOffset(fields, After);
        var filter = new WatchFilter
        {
            Groups = Each(request.Group, text => fields.Group(text, Group)),
            Connections = Each(request.Connection, connection => fields.Member<Connection>((int)connection, Connection)),
            Conditions = Set(request.Condition, condition => WireConditions.Read(fields, condition, Condition)),
        };
        return Done(fields, new WatchQuery(request.HasAfter ? request.After : null, After, filter), out query, out refusal);
    }

    /// <summary>Reads the parameters of an HTTP request; false if a value of one is not taken.</summary>
    /// <param name="afterName">The parameter, or the header, that tells the offset.</param>
    /// <param name="valuesOf">The values of a parameter; empty: it is not there.</param>
    /// <param name="query">The query.</param>
    /// <param name="refusal">What is wrong.</param>
    public static bool TryRead(
        string afterName, Func<string, IReadOnlyList<string?>> valuesOf, [NotNullWhen(true)] out WatchQuery? query, [NotNullWhen(false)] out Refusal? refusal)
    {
        var fields = new Fields();
        long? after = null;
        var told = valuesOf(afterName);
        if (told is [var one] && long.TryParse(one, NumberStyles.None, CultureInfo.InvariantCulture, out var offset))
            after = offset;
        else if (told.Count > 0)
            NoOffset(fields, afterName);
        // A browser that connects again repeats the address: the header says where it was.
        var from = afterName == After || after is null ? Moment(fields, valuesOf(From)) : null;
        if (from is not null && after is not null)
            fields.Refuse(RefusalCode.Contradiction, From, "The stream begins after an offset or at a moment: after and from exclude each other.");
        var filter = new WatchFilter
        {
            Groups = Each(valuesOf(Group), text => fields.Group(text ?? "", Group)),
            Connections = Each(valuesOf(Connection), text => fields.Word<Connection>(text, Connection)),
            Conditions = Set(valuesOf(Condition), text => fields.Word<Conditions>(text, Condition)),
        };
        return Done(fields, new WatchQuery(after, afterName, filter) { From = from }, out query, out refusal);
    }

    private static DateTimeOffset? Moment(Fields fields, IReadOnlyList<string?> told)
    {
        if (told.Count == 0)
            return null;
        if (told is [var text] && Rfc3339.TryParse(text, out var moment))
            return moment;
        fields.OutOfRange(From, Rfc3339.Rule);
        return null;
    }

    private static void NoOffset(Fields fields, string name) => fields.OutOfRange(name, "one offset of the journal: a whole number, 0 or more");

    // Frozen: every change is held against every reader's filter.
    private static FrozenSet<T> Each<TRaw, T>(IEnumerable<TRaw> raw, Func<TRaw, T?> read) where T : class =>
        raw.Select(read).OfType<T>().ToFrozenSet();

    private static FrozenSet<T> Each<TRaw, T>(IEnumerable<TRaw> raw, Func<TRaw, T?> read) where T : struct =>
        raw.Select(read).OfType<T>().ToFrozenSet();

    private static Conditions Set<TRaw>(IEnumerable<TRaw> raw, Func<TRaw, Conditions?> read) =>
        raw.Aggregate(Conditions.None, (set, one) => set | (read(one) ?? Conditions.None));

    private static bool Done(Fields fields, WatchQuery read, [NotNullWhen(true)] out WatchQuery? query, [NotNullWhen(false)] out Refusal? refusal)
    {
        refusal = fields.Fault;
        query = refusal is null ? read : null;
        return query is not null;
    }
}

/// <summary>Asks for the stream of icon changes.</summary>
/// <param name="After">Those after this offset; null: those from now on, or from a moment on.</param>
/// <param name="AfterName">The parameter that told the offset, as the sender knows it.</param>
/// <param name="Filter">Which of them.</param>
public sealed record WatchQuery(long? After, string AfterName, WatchFilter Filter)
{
    /// <summary>Those recorded after this moment, by the journal's clock, where no offset is told; null: those from now on.</summary>
    public DateTimeOffset? From { get; init; }
}
