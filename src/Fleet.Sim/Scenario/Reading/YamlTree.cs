using System.Collections.Immutable;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Fleet.Sim.Scenario.Reading;

/// <summary>Reads the plain part of YAML (no anchors, tags or second document) into a tree that knows its places.</summary>
internal sealed class YamlTree
{
    /// <summary>Deep enough for every scenario, and far from exhausting the stack.</summary>
    private const int MaxDepth = 16;

    private readonly string _file;
    private readonly Parser _parser;

    private YamlTree(string text, string file)
    {
        _file = file;
        _parser = new Parser(new StringReader(text));
    }

    /// <summary>Reads a file's text.</summary>
    /// <exception cref="ScenarioException">It is no plain YAML.</exception>
    public static PlacedNode Read(string text, string file)
    {
        var tree = new YamlTree(text, file);
        try
        {
            return tree.Document();
        }
        catch (YamlException wrong)
        {
            throw new ScenarioException($"{file}:{wrong.Start.Line}:{wrong.Start.Column}: not YAML: {wrong.Message}", wrong);
        }
        catch (InvalidOperationException wrong)
        {
            // The scanner gives up like this, without a place, inside a flow that is not closed.
            var last = tree._parser.Current?.End ?? Mark.Empty;
            throw new ScenarioException($"{file}:{last.Line}:{last.Column}: not YAML from here on", wrong);
        }
    }

    private PlacedNode Document()
    {
        _parser.Consume<StreamStart>();
        if (_parser.Accept<StreamEnd>(out _))
            throw new Place(_file, 1, 1).Error("the file is empty; a scenario begins with its name");
        _parser.Consume<DocumentStart>();
        var root = Value(MaxDepth);
        _parser.Consume<DocumentEnd>();
        return _parser.Accept<DocumentStart>(out var second) ? throw PlaceOf(second).Error("a second document; a file holds one scenario") : root;
    }

    private PlacedNode Value(int depth)
    {
        var place = PlaceOf(_parser.Current!);
        if (depth == 0)
            throw place.Error($"nested more than {MaxDepth} deep");
        if (_parser.Current is AnchorAlias or NodeEvent { Anchor.IsEmpty: false } or NodeEvent { Tag.IsEmpty: false })
            throw place.Error("anchors, aliases and tags are not used here; write the value itself");
        if (_parser.TryConsume<Scalar>(out var scalar))
            return new ScalarNode(place, scalar.Value, scalar.Style == ScalarStyle.Plain);
        if (_parser.TryConsume<SequenceStart>(out _))
            return Sequence(place, depth - 1);
        _parser.Consume<MappingStart>();
        return Mapping(place, depth - 1);
    }

    private SequenceNode Sequence(Place place, int depth)
    {
        var items = ImmutableArray.CreateBuilder<PlacedNode>();
        while (!_parser.TryConsume<SequenceEnd>(out _))
            items.Add(Value(depth));
        return new SequenceNode(place, items.ToImmutable());
    }

    private MappingNode Mapping(Place place, int depth)
    {
        var entries = ImmutableArray.CreateBuilder<(ScalarNode, PlacedNode)>();
        var seen = new HashSet<string>();
        while (!_parser.TryConsume<MappingEnd>(out _))
        {
            var at = PlaceOf(_parser.Current!);
            if (Value(depth) is not ScalarNode key)
                throw at.Error("a key is a word");
            if (!seen.Add(key.Text))
                throw at.Error($"'{key.Text}' stands here twice");
            entries.Add((key, Value(depth)));
        }

        return new MappingNode(place, entries.ToImmutable());
    }

    private Place PlaceOf(ParsingEvent happened) => new(_file, happened.Start.Line, happened.Start.Column);
}
