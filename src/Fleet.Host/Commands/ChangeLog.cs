using Fleet.Core.Icons;
using Fleet.Core.Vocabulary;
using Fleet.Host.Commands.Display;

namespace Fleet.Host.Commands;

/// <summary>Icon changes, a line each. Nobody knows what comes next: columns grow when something longer comes.</summary>
internal sealed class ChangeLog(Screen screen)
{
    private const int WithIcon = 140;
    private const int LongestIcon = 60;
    private int _client = 12;
    private int _group = 8;

    public void Write(Change change)
    {
        _client = Math.Max(_client, change.ClientId.Length);
        _group = Math.Max(_group, change.Group.Length);
        var connection = Icon.TryParse(change.To, out var icon) ? Words.Of(icon.Connection) : change.To;
        screen.WriteLine(
            new Cell(screen.Fits(WithIcon) ? Times.Precise(change.ObservedAt) : Times.OfDay(change.ObservedAt), Looks.Quiet),
            $"  {change.ClientId.PadRight(_client)}  {change.Group.PadRight(_group)}  ",
            screen.Fits(WithIcon) ? Looks.Icon(change.To) with { Text = change.To.PadRight(LongestIcon) } : Looks.Connection(connection) with { Text = connection.PadRight(7) },
            "  ",
            Looks.Conditions(change.Conditions));
    }

    /// <summary>As the stream tells it.</summary>
    internal sealed record Change(string ClientId, string Group, string To, IReadOnlyList<string> Conditions, DateTimeOffset ObservedAt);
}
