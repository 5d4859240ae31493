using System.Text.Json;
using Fleet.Protocol.Http;
using Fleet.ReadModel.Model;

namespace Fleet.ReadModel.Queries;

/// <summary>A filter of lists of clients: a row of <see cref="ClientFilters"/>.</summary>
/// <param name="Name">The parameter of the API.</param>
/// <param name="Description">For the document: which clients it takes.</param>
/// <param name="Help">For the commands: what their option means; of words and of moments they say themselves what is taken.</param>
public abstract record FilterRow(string Name, string Description, string Help)
{
    /// <summary>The option of the commands.</summary>
    public string Option { get; init; } = $"--{JsonNamingPolicy.KebabCaseLower.ConvertName(Name)}";

    /// <summary>It may be given more than once: any of the values.</summary>
    public bool IsList { get; init; } = true;

    /// <summary>The type of its values.</summary>
    public abstract Type Type { get; }

    /// <summary>What its values look like.</summary>
    public abstract IApiText Texts { get; }

    /// <summary>Whether a text is one of its values.</summary>
    public abstract bool Accepts(string text);

    /// <summary>Reads its values into a filter; none: it is not given.</summary>
    /// <exception cref="QueryException">A text is none of its values.</exception>
    public abstract ClientFilter Read(ClientFilter into, IReadOnlyList<string> texts);

    /// <summary>Whether clients of a facet are wanted, as far as the facet tells.</summary>
    internal abstract bool Wants(object values, Facet facet);

    /// <summary>What a cursor knows of it: the same text for the same values.</summary>
    internal abstract string FingerprintOf(ClientFilter filter);

    internal static string Join<T>(IEnumerable<T> values) => string.Join(',', values.Select(value => value!.ToString()).Order(StringComparer.Ordinal).Distinct());
}

/// <summary>A filter by values of a type.</summary>
/// <param name="Name">The parameter of the API.</param>
/// <param name="Description">For the document: which clients it takes.</param>
/// <param name="Help">For the commands: what their option means.</param>
/// <param name="Text">How its values are written.</param>
public sealed record FilterRow<T>(string Name, string Description, string Help, ApiText<T> Text) : FilterRow(Name, Description, Help) where T : notnull
{
    /// <summary>What it takes, for error messages.</summary>
    public string Rule { get; init; } = Text.Rule;

    /// <inheritdoc/>
    public override Type Type => typeof(T);

    /// <inheritdoc/>
    public override IApiText Texts => Text;

    /// <summary>Whether a facet has one of the values. What no facet tells (the group, the id, how long) is left to the scan.</summary>
    internal Func<IReadOnlyList<T>, Facet, bool> Takes { get; init; } = (_, _) => true;

    internal Func<IReadOnlyList<T>, string> Fingerprint { get; init; } = Join;

    /// <inheritdoc/>
    public override bool Accepts(string text) => Text.TryRead(text, out _);

    /// <summary>Reads its values.</summary>
    /// <exception cref="QueryException">A text is none of them.</exception>
    public IReadOnlyList<T> Read(IReadOnlyList<string> texts) => IsList || texts.Count <= 1
        ? [.. texts.Select(text => Text.TryRead(text, out var value) ? value : throw QueryException.Wrong(Name, Rule))]
        : throw QueryException.Wrong(Name, "one value");

    /// <inheritdoc/>
    public override ClientFilter Read(ClientFilter into, IReadOnlyList<string> texts) => into.With(this, Read(texts));

    internal override bool Wants(object values, Facet facet) => Takes((IReadOnlyList<T>)values, facet);

    internal override string FingerprintOf(ClientFilter filter) => Fingerprint(filter.ValuesOf(this));
}
