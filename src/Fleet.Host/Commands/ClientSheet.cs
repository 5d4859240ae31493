using Fleet.Core.Vocabulary;
using Fleet.Host.Commands.Display;
using Fleet.Protocol.Http;

namespace Fleet.Host.Commands;

/// <summary>Clients as a table, page after page.</summary>
internal sealed class ClientSheet(Screen screen, DateTimeOffset now)
{
    private static readonly Column[] Always =
    [
        new Column("CLIENT"),
        new Column("GROUP") { Dispensable = 1 },
        new Column("CONNECTION"),
        new Column("SEEN") { Dispensable = 2 },
        new Column("SINCE"),
        new Column("SINCE (UTC)") { Dispensable = 3 },
        new Column("ICON") { Dispensable = 2 },
        new Column("CONDITIONS") { Wraps = true },
    ];

    private static readonly Column[] OfMarks = [new Column("TAGS") { Wraps = true }, new Column("NOTE") { Wraps = true, Dispensable = 4 }];

    private Sheet _sheet = new(Always);
    private bool _hasMarks;

    public void Show(ClientPageJson page)
    {
        var clients = page.Items.ToList();
        // Most clients are not marked: the columns come with the first one that is.
        if (!_hasMarks && clients.Exists(client => client.Note is not null || client.Tags.Any()))
            (_hasMarks, _sheet) = (true, new Sheet([.. Always, .. OfMarks]));
        clients.ForEach(Add);
        if (clients.Count > 0)
            _sheet.Write(screen);
    }

    private void Add(ClientJson client)
    {
        StyledText[] cells =
        [
            client.ClientId.Value,
            client.Group.Value,
            Styles.Connection(client.Connection, client.Conditions),
            Seen(client.Presence),
            client.Presence.Since is { } since ? Times.Ago(since, now) : Styles.Nothing,
            client.Presence.Since is { } exact ? new StyledText(Times.Exact(exact), Styles.Quiet) : Styles.Nothing,
            Styles.Icon(client.Icon),
            Styles.Conditions(client.Conditions),
            Styles.Words(client.Tags.Select(tag => tag.Value)),
            client.Note is { } note ? note.Text : Styles.Nothing,
        ];
        _sheet.Add(_hasMarks ? cells : cells[..Always.Length]);
    }

    /// <summary>How it is known to be there, and since when not more is known.</summary>
    private StyledText Seen(ClientJson.PresenceJson presence) => presence.Provenance switch
    {
        null => Styles.Nothing,
        Provenance.SeenNow => Words.Of(Provenance.SeenNow),
        var provenance => $"{Words.Of(provenance.Value)}, {Times.Ago(presence.LastSeen, now)}",
    };
}
