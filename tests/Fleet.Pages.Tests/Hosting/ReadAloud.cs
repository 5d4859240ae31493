using System.Text.Json;
using Microsoft.Playwright;

namespace Fleet.Pages.Tests.Hosting;

/// <summary>A page as a screen reader has it: the browser's tree of roles and names.</summary>
internal sealed class ReadAloud
{
    private static readonly string[] HaveNames =
        ["link", "button", "textbox", "searchbox", "combobox", "listbox", "checkbox", "slider", "DateTime", "DisclosureTriangle", "image", "table", "region", "navigation", "heading"];

    /// <summary>The browser's tree has the value of a slider as its number, whatever is said instead of it.</summary>
    private const string InThePage = """
        [...document.querySelectorAll('[aria-live]:not([aria-live=off]), [role=status], [role=alert], [role=log], output')].filter(one => !['trouble', 'feed-state', 'how-far'].includes(one.id) && !one.matches('.refusal')).map(one => `speaks by itself: ${one.outerHTML}`)
          .concat([...document.querySelectorAll('input[type=range]')].filter(one => !one.getAttribute('aria-valuetext')?.endsWith(' UTC')).map(one => `a number for a moment: ${one.outerHTML}`))
        """;

    private readonly Dictionary<string, Spoken> _all;
    private readonly ILookup<string, Spoken> _children;
    private readonly List<Spoken> _heard;

    private ReadAloud(IEnumerable<JsonElement> nodes)
    {
        // Lines of a text have ids of their own kind, which can be there twice; nothing stands in them.
        _all = nodes.Select(node => new Spoken(node)).DistinctBy(node => node.Id).ToDictionary(node => node.Id);
        _children = _all.Values.Where(node => node.Parent is not null).ToLookup(node => node.Parent!);
        _heard = [.. _all.Values.Where(node => !node.IsIgnored)];
    }

    /// <summary>What somebody who does not see the page would stumble over.</summary>
    public static async Task<IReadOnlyList<string>> Faults(IPage page)
    {
        var browser = await page.Context.NewCDPSessionAsync(page);
        var tree = (await browser.SendAsync("Accessibility.getFullAXTree"))!.Value;
        await browser.DetachAsync();
        var read = new ReadAloud(tree.GetProperty("nodes").EnumerateArray());
        return [.. read.Nameless(), .. read.Headings(), .. read.Tables(), .. read.Links(), .. await page.EvaluateAsync<string[]>(InThePage)];
    }

    private IEnumerable<string> Nameless() =>
        _heard.Where(node => HaveNames.Contains(node.Role) && !node.Name.Any(char.IsLetterOrDigit)).Select(node => $"a {node.Role} without a name, in “{TextOf(Around(node) ?? node)}”");

    private IEnumerable<string> Headings()
    {
        if (_heard.Count(node => node.Role == "main") != 1)
            yield return "not one main part";
        var before = 0;
        foreach (var heading in _heard.Where(node => node.Role == "heading"))
        {
            var level = int.Parse(heading.Property("level"), System.Globalization.CultureInfo.InvariantCulture);
            if (level > before + 1 || (level == 1) != (before == 0))
                yield return $"the heading “{heading.Name}” of level {level} after one of level {before}";
            before = level;
        }
    }

    private IEnumerable<string> Tables() =>
        _heard.Where(node => node.Role == "table" && !Below(node).Any(inside => inside.Role == "columnheader")).Select(node => $"the table “{node.Name}” without heads of columns");

    /// <summary>Links that sound alike lead to the same place, or their rows tell them apart; a figure alone stands where heads of its row and column say what it counts.</summary>
    private IEnumerable<string> Links()
    {
        var links = _heard.Where(node => node.Role == "link").ToList();
        foreach (var link in links.Where(link => !link.Name.Any(char.IsLetter)))
        {
            if (Around(link) is not { Role: "row" } row || !Below(row).Any(cell => cell.Role == "rowheader"))
                yield return $"the link “{link.Name}” to {link.Property("url")} says nothing";
        }

        foreach (var alike in links.Where(link => link.Name.Any(char.IsLetter)).GroupBy(link => link.Name).Where(alike => alike.DistinctBy(link => link.Property("url")).Skip(1).Any()))
        {
            var places = alike.Select(link => (Where: Around(link) is { } around ? TextOf(around) : "", To: link.Property("url"))).Distinct().ToList();
            if (places.GroupBy(place => place.Where).Any(place => place.Key.Length == 0 || place.Skip(1).Any()))
                yield return $"links that sound alike, “{alike.Key}”: {string.Join(", ", places.Take(3))}";
        }
    }

    /// <summary>The row or item that something stands in.</summary>
    private Spoken? Around(Spoken node)
    {
        for (var at = node; at.Parent is not null && _all.TryGetValue(at.Parent, out var parent); at = parent)
        {
            if (parent.Role is "row" or "listitem")
                return parent;
        }

        return null;
    }

    private IEnumerable<Spoken> Below(Spoken node) => _children[node.Id].SelectMany(child => Below(child).Prepend(child));

    private string TextOf(Spoken node) => string.Join(' ', Below(node).Where(inside => inside.Role is "StaticText" or "image").Select(inside => inside.Name));

    private sealed class Spoken(JsonElement node)
    {
        public string Id { get; } = node.GetProperty("nodeId").GetString()!;

        public string? Parent { get; } = node.TryGetProperty("parentId", out var parent) ? parent.GetString() : null;

        public bool IsIgnored { get; } = node.GetProperty("ignored").GetBoolean();

        public string Role { get; } = ValueOf(node, "role");

        public string Name { get; } = ValueOf(node, "name").Trim();

        /// <summary>Empty where it has none.</summary>
        public string Property(string name) => node.TryGetProperty("properties", out var all)
            ? all.EnumerateArray().Where(property => property.GetProperty("name").GetString() == name).Select(property => ValueOf(property, "value")).FirstOrDefault("")
            : "";

        private static string ValueOf(JsonElement node, string member) =>
            node.TryGetProperty(member, out var value) && value.TryGetProperty("value", out var text) ? text.ToString() : "";
    }
}
