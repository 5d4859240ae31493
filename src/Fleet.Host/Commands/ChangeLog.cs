using Fleet.Core.Icons;
using Fleet.Core.Vocabulary;
using Fleet.Host.Commands.Display;
using Fleet.Protocol.Http;

namespace Fleet.Host.Commands;

/// <summary>Icon changes, a line each, in columns with room for what usually comes.</summary>
internal sealed class ChangeLog(Screen screen)
{
    private const int WithDate = 120;

    private readonly Sheet _sheet = new(
        new Column("OBSERVED"),
        new Column("CLIENT") { Least = 14 },
        new Column("GROUP") { Dispensable = 1, Least = 12 },
        new Column("CONNECTION"),
        new Column("ICON") { Dispensable = 2, Least = Icon.All.Max(icon => screen.TextOf(Styles.Icon(icon)).Length) },
        new Column("CONDITIONS") { Wraps = true, Least = Words.All<Conditions>().Max(word => word.Length) });

    public void Write(IconChangeJson change)
    {
        _sheet.Add(
            new StyledText(screen.Fits(WithDate) ? Times.Exact(change.ObservedAt) : Times.OfDay(change.ObservedAt), Styles.Quiet),
            change.ClientId.Value,
            change.Group.Value,
            Styles.Connection(change.To.Connection, change.Conditions),
            Styles.Icon(change.To),
            Styles.Conditions(change.Conditions));
        _sheet.Write(screen);
    }
}
