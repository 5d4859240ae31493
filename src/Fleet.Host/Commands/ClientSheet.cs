using Fleet.Host.Commands.Display;
using Fleet.Protocol.Http;

namespace Fleet.Host.Commands;

/// <summary>Clients as a table, page after page.</summary>
internal sealed class ClientSheet(Screen screen, DateTimeOffset now)
{
    private readonly Sheet _sheet = new(
        new Column("CLIENT"),
        new Column("GROUP") { Dispensable = 1 },
        new Column("CONNECTION"),
        new Column("SINCE"),
        new Column("SINCE (UTC)") { Dispensable = 3 },
        new Column("ICON") { Dispensable = 2 },
        new Column("CONDITIONS") { Wraps = true });

    public void Show(ClientPageJson page)
    {
        var clients = page.Items.ToList();
        clients.ForEach(Add);
        if (clients.Count > 0)
            _sheet.Write(screen);
    }

    private void Add(ClientJson client)
    {
        _sheet.Add(
            client.ClientId.Value,
            client.Group.Value,
            Styles.Connection(client.Connection, client.Conditions),
            client.Presence.Since is { } since ? Times.Ago(since, now) : Styles.Nothing,
            client.Presence.Since is { } exact ? new StyledText(Times.Exact(exact), Styles.Quiet) : Styles.Nothing,
            Styles.Icon(client.Icon),
            Styles.Conditions(client.Conditions));
    }
}
