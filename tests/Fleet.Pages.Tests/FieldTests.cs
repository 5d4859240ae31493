using System.Net.Http.Json;
using Fleet.Pages.Tests.Hosting;
using Microsoft.Playwright;
using Xunit;

namespace Fleet.Pages.Tests;

/// <summary>Whatever a field of a form is refused for stands beside it, and what was filled in stays.</summary>
[Collection(OnSharedPages.Name)]
[Trait("Needs", "processes")]
public sealed class FieldTests(SharedPages host)
{
    /// <summary>Values that no field of these names takes. Of a choice any other word is none.</summary>
    private static readonly Dictionary<string, string> Bad = new()
    {
        ["target.group"] = "no group",
        ["target.filter"] = "colour=red",
        ["target.clients"] = "pc-000, nobody",
        ["note"] = new string('x', 1_001),
        ["expiresAfter"] = "soon",
        ["timeout"] = "00:00:00",
        ["retries"] = "99",
        ["rollout.perMinute"] = "many",
        ["rollout.increase.factor"] = "1",
        ["rollout.increase.after"] = "0",
        ["rollout.abort.failedPercent"] = "101",
        ["rollout.abort.minimum"] = "0",
        ["updates.schedule.at"] = "25:00",
        ["text"] = new string('x', 1_001),
        ["tag"] = "no tag",
    };

    /// <summary>The address of a page, and where the form on it is sent. Of the forms with the same name the last one is for filling in.</summary>
    public static TheoryData<string, string> Forms => new()
    {
        { "/tasks?group=sales", "/tasks" },
        { "/settings?group=sales&realTimeScan=enabled", "/settings" },
        { "/groups/lab", "/groups/lab" },
        { "/clients/pc-003", "/clients/pc-003/settings" },
        { "/clients/pc-003", "/clients/pc-003/note" },
        { "/clients/pc-003", "/clients/pc-003/tag" },
    };

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task What_is_refused_stands_beside_its_field_which_has_the_focus(string address, string action)
    {
        await using var tab = await host.Open(new() { JavaScriptEnabled = false });
        await tab.Go(address);
        var form = tab.Page.Locator($"form[method=post][action='{action}']").Last;
        var names = await form.Locator("[name]:is(select, textarea, input:not([type=hidden], [type=checkbox]))").EvaluateAllAsync<string[]>("all => all.map(one => one.name)");
        Assert.NotEmpty(names);
        foreach (var name in names)
        {
            await tab.Go(address);
            var before = await Spoil(form, name);
            await form.Locator("button[type=submit]").Last.EvaluateAsync("button => button.click()");
            await tab.Page.GetByRole(AriaRole.Alert).WaitForAsync();
            await tab.IsWhole();
            Assert.Equal([name], await tab.Page.Locator("[aria-invalid=true]").EvaluateAllAsync<string[]>("all => all.map(one => one.name)"));
            var field = tab.Page.Locator("[aria-invalid=true]");
            Assert.NotEqual("", await tab.Page.Locator($"#{await field.GetAttributeAsync("aria-describedby")}").InnerTextAsync());
            Assert.Equal($"#{await field.GetAttributeAsync("id")}", await tab.Page.GetByRole(AriaRole.Alert).Locator("a").GetAttributeAsync("href"));
            await tab.Until($"document.activeElement.name === '{name}'", $"the focus in {name}");
            Assert.Equal(before, await Values(form, name));
        }
    }

    [Fact]
    public async Task A_form_that_made_another_task_says_so_and_may_make_one_more()
    {
        await using var tab = await host.Open(new() { JavaScriptEnabled = false });
        await tab.Go("/tasks?group=sales");
        var made = await tab.Page.Locator("[name=taskId]").InputValueAsync();
        // As from a page that was opened twice.
        using (var first = await host.Http.PostAsJsonAsync("/v1/tasks", new { taskId = made, kind = "scan-now", target = new { group = "lab" } }))
            first.EnsureSuccessStatusCode();
        await tab.Page.GetByLabel("Note").FillAsync("once more");
        await tab.Click(tab.Page.GetByText("Make the task"));
        Assert.Equal($"/tasks/{made}", await tab.Page.GetByRole(AriaRole.Alert).Locator("a").GetAttributeAsync("href"));
        await tab.Click(tab.Page.GetByText("Make the task"));
        var other = await tab.Page.Locator("h1").InnerTextAsync();
        Assert.NotEqual(made, other);
        Assert.Equal("once more", (await host.Api($"/v1/tasks/{other}")).GetProperty("note").GetString());
    }

    [Fact]
    public async Task Clients_are_either_all_or_some()
    {
        await using var tab = await host.Open(new() { JavaScriptEnabled = false });
        await tab.Go("/tasks?group=sales");
        await tab.Page.GetByLabel("All clients").CheckAsync();
        await tab.Click(tab.Page.GetByText("Make the task"));
        Assert.Equal("true", await tab.Page.GetByLabel("All clients").GetAttributeAsync("aria-invalid"));
        Assert.Equal((true, "sales"), (await tab.Page.GetByLabel("All clients").IsCheckedAsync(), await tab.Page.GetByLabel("The clients of a group").InputValueAsync()));
        await tab.Page.GetByLabel("The clients of a group").FillAsync("");
        await tab.Click(tab.Page.GetByText("Make the task"));
        var targets = (await host.Api($"/v1/tasks/{await tab.Page.Locator("h1").InnerTextAsync()}")).GetProperty("targets").GetInt64();
        Assert.True(targets >= SharedPages.Clients);
        // Who says nothing does not mean everybody.
        await tab.Go("/tasks");
        await tab.Click(tab.Page.GetByText("Make the task"));
        Assert.Equal("true", await tab.Page.GetByLabel("The clients of a group").GetAttributeAsync("aria-invalid"));
    }

    /// <summary>Fills in what the field does not take, as it comes from who has made a slip, or a form of his own; returns what stands in the others.</summary>
    private static async Task<Dictionary<string, string>> Spoil(ILocator form, string name)
    {
        if (name.StartsWith("target.", StringComparison.Ordinal))
            await Put(form, "target.group", "");
        // Waves count from the first one on.
        for (var wave = 0; name.StartsWith("rollout.waves", StringComparison.Ordinal) && $"rollout.waves[{wave}].percent" != name; wave++)
            await Put(form, $"rollout.waves[{wave}].percent", "10");
        await Put(form, name, Bad.GetValueOrDefault(name.Replace("patch.", "", StringComparison.Ordinal), "rubbish"));
        return await Values(form, name);
    }

    private static async Task Put(ILocator form, string name, string value) => await form.Locator($"[name='{name}']").EvaluateAsync(
        "(field, value) => { if (field.tagName === 'SELECT') field.add(new Option(value, value)); field.value = value; }", value);

    /// <summary>What is filled in. Of a choice no other word is kept than those that it has.</summary>
    private static async Task<Dictionary<string, string>> Values(ILocator form, string spoiled)
    {
        var pairs = await form.Locator("[name]:not([type=hidden], button)").EvaluateAllAsync<string[][]>("all => all.map(one => [one.name, one.type === 'checkbox' ? `${one.checked}` : one.value, one.tagName])");
        return pairs.Where(pair => pair[0] != spoiled || pair[2] != "SELECT").ToDictionary(pair => pair[0], pair => pair[1]);
    }
}
