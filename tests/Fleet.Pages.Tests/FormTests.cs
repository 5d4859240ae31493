using System.Net;
using Fleet.Pages.Tests.Hosting;
using Microsoft.Playwright;
using Xunit;

namespace Fleet.Pages.Tests;

/// <summary>What is done by forms, without any script.</summary>
[Collection(OnSharedPages.Name)]
[Trait("Needs", "processes")]
public sealed class FormTests(SharedPages host)
{
    [Fact]
    public async Task A_task_is_made_watched_and_ended()
    {
        await using var tab = await host.Open(new() { JavaScriptEnabled = false });
        await tab.Go("/clients?group=sales");
        await tab.Page.GetByText("New task for these").ClickAsync();
        Assert.Equal("group=sales", await tab.Page.GetByLabel("The clients of a list").InputValueAsync());
        await tab.Page.GetByLabel("Who cannot be reached").SelectOptionAsync("keep");
        await tab.Page.GetByLabel("Note").FillAsync("the whole of sales");
        await tab.Page.GetByText("Make the task").ClickAsync();
        var id = await tab.Page.Locator("h1").InnerTextAsync();
        var task = await host.Api($"/v1/tasks/{id}");
        Assert.Equal(("the whole of sales", "keep"), (task.GetProperty("note").GetString(), task.GetProperty("whenUnreachable").GetString()));
        // Nobody of them is there: they wait, and it is told what for.
        Assert.Contains("when it reconnects", await tab.Page.Locator(".targets").InnerTextAsync(), StringComparison.Ordinal);

        await tab.Page.GetByText("Pause").ClickAsync();
        Assert.Equal("paused", (await host.Api($"/v1/tasks/{id}")).GetProperty("state").GetString());
        await tab.Page.GetByRole(AriaRole.Button, new() { Name = "Resume" }).ClickAsync();
        await tab.Page.Locator("summary").GetByText("Cancel").ClickAsync();
        await tab.Page.GetByText("Cancel this task").ClickAsync();
        Assert.Equal("cancelled", (await host.Api($"/v1/tasks/{id}")).GetProperty("state").GetString());
        Assert.Contains("Cancelled", await tab.Page.Locator(".lead").InnerTextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_wrong_is_told_by_name_and_what_was_filled_in_stays()
    {
        await using var tab = await host.Open();
        await tab.Go("/tasks?group=sales");
        await tab.Page.GetByLabel("Clients a minute").FillAsync("many");
        await tab.Page.GetByText("Make the task").ClickAsync();
        Assert.Contains("rollout.perMinute", await tab.Page.GetByRole(AriaRole.Alert).InnerTextAsync(), StringComparison.Ordinal);
        Assert.Equal(("many", "sales"), (await tab.Page.GetByLabel("Clients a minute").InputValueAsync(), await tab.Page.GetByLabel("The clients of a group").InputValueAsync()));
    }

    [Fact]
    public async Task Settings_of_a_group_are_put_for_just_what_was_shown()
    {
        await using var tab = await host.Open();
        await using var other = await host.Open();
        await tab.Go("/groups/lab");
        await other.Go("/groups/lab");
        await tab.Page.GetByLabel("Real-time Scan").SelectOptionAsync("enabled");
        await tab.Page.GetByLabel("Sources of updates").FillAsync("server vendor");
        await tab.Page.GetByText("Put these settings").ClickAsync();
        await tab.Page.WaitForURLAsync("**/groups/lab?minOffset=*");
        var said = await host.Api("/v1/groups/lab/settings");
        Assert.Equal(("enabled", "vendor"), (said.GetProperty("realTimeScan").GetString(), said.GetProperty("updates").GetProperty("sources")[1].GetString()));

        // Somebody else's form is of what was before.
        await other.Page.GetByLabel("Scan method").SelectOptionAsync("smart");
        await other.Page.GetByText("Put these settings").ClickAsync();
        await other.Page.GetByRole(AriaRole.Alert).WaitForAsync();
        Assert.False((await host.Api("/v1/groups/lab/settings")).TryGetProperty("scanMethod", out _));
    }

    [Theory]
    [InlineData("")]
    [InlineData("form-key=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public async Task A_form_that_is_not_the_hosts_own_does_nothing(string field)
    {
        foreach (var address in (string[])["/tasks", "/tasks/seen/cancel", "/groups", "/groups/lab"])
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, address)
            {
                Headers = { { "Cookie", "fleet-form-key=BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBA" } },
                Content = new StringContent($"kind=scan-now&group=sales&{field}", System.Text.Encoding.UTF8, "application/x-www-form-urlencoded"),
            };
            using var answer = await host.Http.SendAsync(request);
            Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
            Assert.Contains("form-foreign", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }
    }
}
