using Fleet.Story.Html;
using Fleet.Sim.Scenario.Reading;

namespace Fleet.Sim.Verification;

/// <summary>What other settings would have changed, as tables of a page.</summary>
internal static class WhatIfTables
{
    public static IEnumerable<PageTable> Of(WhatIf whatIf)
    {
        var about = string.Join(" ", whatIf.Idle.Select(why => why + "."));
        if (whatIf.IsIdle)
        {
            yield return new PageTable("With the other settings", about, [], []);
            yield break;
        }

        yield return new PageTable("With the other settings", about, ["", "was", "would be"],
        [
            ["clients with another icon at some time", "", $"{whatIf.ClientsEver:N0}"],
            ["clients with another icon at the end", "", $"{whatIf.ClientsAtEnd:N0}"],
            ["client hours with another icon", "", $"{whatIf.ClientTime.TotalHours:N1}"],
            ["icon changes", $"{whatIf.Was.IconChanges:N0}", $"{whatIf.Would.IconChanges:N0}"],
            ["client hours offline", $"{whatIf.Was.Offline.TotalHours:N1}", $"{whatIf.Would.Offline.TotalHours:N1}"],
            ["sessions found silent", $"{whatIf.Was.Silences:N0}", $"{whatIf.Would.Silences:N0}"],
        ]);
        yield return new PageTable("Icons at the end", "Only those that are not alike.", ["icon", "was", "would be"],
            [.. whatIf.Icons.Select(count => (IReadOnlyList<string>)[HtmlPage.Text(count.Icon), $"{count.Was:N0}", $"{count.Would:N0}"])]);
        yield return new PageTable("Where clients first differ", VerifySummary.Rest(whatIf) ?? "All of them.", ["since the start", "client", "was", "would be", "for"],
        [
            .. whatIf.First.Take(VerifySummary.Listed).Select(difference => (IReadOnlyList<string>)
            [
                Units.Text(difference.At), HtmlPage.Text(difference.Client.Value), difference.Was ?? "unknown", difference.Would ?? "unknown",
                Units.Text(TimeSpan.FromSeconds(Math.Round(difference.Lasts.TotalSeconds))),
            ]),
        ]);
    }
}
