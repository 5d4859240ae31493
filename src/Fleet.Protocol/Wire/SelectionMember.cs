using System.Collections.Immutable;
using Fleet.Core.Clients;
using Fleet.Core.Vocabulary;

namespace Fleet.Protocol.Wire;

/// <summary>Reads the member <c>target</c> of bodies that do something to many clients.</summary>
internal static class SelectionMember
{
    private const string Name = "target";
    private const string OneOfThree = "target names either clients, or a group, or a filter.";

    /// <summary>Whom a body means; null: what is wrong is told to the fields. A client that is named twice is meant once.</summary>
    public static Selection? Read(Fields fields, JsonMembers body)
    {
        if (body.Object(Name, "clients", "group", "filter") is not { } target)
        {
            fields.Missing(Name);
            return null;
        }

        var told = ((string[])["clients", "group", "filter"]).Count(target.Has);
        if (told != 1)
        {
            fields.Refuse(told == 0 ? RefusalCode.Missing : RefusalCode.Contradiction, Name, OneOfThree);
            return null;
        }

        return target.Group("group") is { } group ? new Selection.OfGroup(group)
            : target.Has("filter") ? target.Text("filter") is { } filter ? new Selection.Filtered(filter.TrimStart('?')) : null
            : Named(fields, target.Texts("clients", Selection.MaxClients));
    }

    private static Selection.Named? Named(Fields fields, List<string>? texts)
    {
        if (texts is null)
            return null;
        if (texts.Count is 0 or > Selection.MaxClients)
        {
            fields.OutOfRange("target.clients", $"1 to {Selection.MaxClients} clients");
            return null;
        }

        var clients = texts.Select((text, index) => fields.Client(text, $"target.clients[{index}]")).OfType<ClientId>().Distinct().ToImmutableArray();
        return fields.Fault is null ? new Selection.Named(clients) : null;
    }
}
