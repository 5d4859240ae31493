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

    private long _count;

    public void Show(ClientPageJson page)
    {
        var before = _count;
        foreach (var client in page.Items)
            Add(client);
        if (_count > before)
            _sheet.Write(screen);
        if (_count == 0)
            screen.Note("There are no such clients.");
    }

    private void Add(ClientJson client)
    {
        _count++;
        _sheet.Add(
            client.ClientId.Value,
            client.Group.Value,
            Styles.Connection(client.Connection),
            client.Presence.Since is { } since ? Times.Ago(since, now) : Styles.Nothing,
            client.Presence.Since is { } exact ? new StyledText(Times.Exact(exact), Styles.Quiet) : Styles.Nothing,
            Styles.Icon(client.Icon),
            Styles.Conditions(client.Conditions));
    }
}
