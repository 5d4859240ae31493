using System.Net;
using System.Net.Http.Json;
using Fleet.Pages.Tests.Hosting;
using Fleet.Testing;
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
        await tab.Click(tab.Page.GetByText("Make a task for these"));
        Assert.Equal("group=sales", await tab.Page.GetByLabel("The clients of a list").InputValueAsync());
        await tab.Page.GetByLabel("Who cannot be reached").SelectOptionAsync("keep");
        await tab.Page.GetByLabel("Note").FillAsync("the whole of sales");
        await tab.Click(tab.Page.GetByText("Make the task"));
        var id = await tab.Page.Locator("h1").InnerTextAsync();
        var task = await host.Api($"/v1/tasks/{id}");
        Assert.Equal(("the whole of sales", "keep"), (task.GetProperty("note").GetString(), task.GetProperty("whenUnreachable").GetString()));
        // Nobody of them is there: they wait, and it is told what for.
        Assert.Contains("when it reconnects", await tab.Page.Locator(".targets").InnerTextAsync(), StringComparison.Ordinal);

        await tab.Click(tab.Page.GetByText("Pause"));
        Assert.Equal("paused", (await host.Api($"/v1/tasks/{id}")).GetProperty("state").GetString());
        await tab.Click(tab.Page.GetByRole(AriaRole.Button, new() { Name = "Resume" }));
        await tab.Click(tab.Page.Locator("summary").GetByText("Cancel"));
        var waiting = (await host.Api($"/v1/tasks/{id}")).GetProperty("byState").GetProperty("waiting").GetInt64();
        Assert.Contains($"{waiting} clients that wait are cancelled. 0 clients were sent it", await tab.Page.Locator("#does-cancel").InnerTextAsync(), StringComparison.Ordinal);
        await tab.Click(tab.Page.GetByText("Cancel this task"));
        Assert.Equal("cancelled", (await host.Api($"/v1/tasks/{id}")).GetProperty("state").GetString());
        Assert.Contains("Cancelled", await tab.Page.Locator(".lead").InnerTextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_next_wave_of_a_task_is_approved_by_who_knows_what_it_is()
    {
        using var made = await host.Http.PostAsJsonAsync("/v1/tasks", new
        {
            taskId = "waves",
            kind = "scan-now",
            target = new { clients = (string[])["pc-000", "desk-2"] },
            rollout = new { waves = (object[])[new { percent = 50, approve = true }, new { percent = 50, approve = false }] },
        });
        made.EnsureSuccessStatusCode();
        // The one of the first wave is not there: that is over at once.
        await Eventually.Holds(async () => (await host.Api("/v1/tasks/waves")).GetProperty("state").GetString() is "waiting-for-approval", "the end of the first wave");
        await using var tab = await host.Open(new() { JavaScriptEnabled = false });
        await tab.Go("/tasks/waves");
        Assert.StartsWith("Wave 2 of 2 begins: 50 % of the targets", await tab.Page.Locator("#does-approve").InnerTextAsync(), StringComparison.Ordinal);
        await tab.Click(tab.Page.GetByText("Approve the next wave"));
        await tab.IsAt("/tasks/waves?minOffset=");
        Assert.NotEqual("waiting-for-approval", (await host.Api("/v1/tasks/waves")).GetProperty("state").GetString());
    }

    [Fact]
    public async Task Settings_of_a_group_are_put_for_just_what_was_shown()
    {
        await using var tab = await host.Open();
        await using var other = await host.Open();
        await tab.Go("/groups/lab");
        await other.Go("/groups/lab");
        await tab.Page.GetByLabel("Real-time Scan").SelectOptionAsync("enabled");
        await tab.Page.GetByLabel("Sources of updates").SelectOptionAsync("Server, then vendor");
        await tab.Click(tab.Page.GetByText("Put these settings"));
        await tab.IsAt("/groups/lab?minOffset=");
        var said = await host.Api("/v1/groups/lab/settings");
        Assert.Equal(("enabled", "vendor"), (said.GetProperty("realTimeScan").GetString(), said.GetProperty("updates").GetProperty("sources")[1].GetString()));

        // Somebody else's form is of what was before.
        await other.Page.GetByLabel("Scan method").SelectOptionAsync("smart");
        await other.Click(other.Page.GetByText("Put these settings"));
        await other.Page.GetByRole(AriaRole.Alert).WaitForAsync();
        Assert.False((await host.Api("/v1/groups/lab/settings")).TryGetProperty("scanMethod", out _));
    }

    [Fact]
    public async Task A_client_is_told_of_tagged_and_forgotten()
    {
        await host.Report("acted-1", """{"group":"acted"}""");
        await using var tab = await host.Open(new() { JavaScriptEnabled = false });
        await tab.Go("/clients/acted-1");
        await tab.Page.GetByLabel("Note; empty").FillAsync("known, ticket 4711");
        await tab.Click(tab.Page.GetByText("Write the note"));
        Assert.Contains("known, ticket 4711", await tab.Page.Locator("p.note").InnerTextAsync(), StringComparison.Ordinal);
        await tab.Page.GetByLabel("Note; empty").FillAsync("");
        await tab.Click(tab.Page.GetByText("Write the note"));
        await tab.Page.Locator("p.note").WaitForAsync(new() { State = WaitForSelectorState.Detached });

        await tab.Page.GetByLabel("Another tag").FillAsync("no tag");
        await tab.Click(tab.Page.GetByText("Put the tag"));
        Assert.Equal(("true", "no tag"), (await tab.Page.GetByLabel("Another tag").GetAttributeAsync("aria-invalid"), await tab.Page.GetByLabel("Another tag").InputValueAsync()));
        Assert.Contains("A tag takes", await tab.Page.Locator("#wrong-tag").InnerTextAsync(), StringComparison.Ordinal);
        await tab.Page.GetByLabel("Another tag").FillAsync("vip");
        await tab.Click(tab.Page.GetByText("Put the tag"));
        await tab.Page.GetByText("Take the tag vip away").WaitForAsync();
        Assert.Equal("vip", (await host.Api("/v1/clients/acted-1")).GetProperty("tags")[0].GetString());
        await tab.Click(tab.Page.GetByText("Take the tag vip away"));
        await tab.Page.GetByText("Take the tag vip away").WaitForAsync(new() { State = WaitForSelectorState.Detached });
        Assert.Equal(0, (await host.Api("/v1/clients/acted-1")).GetProperty("tags").GetArrayLength());

        await tab.Click(tab.Page.Locator("summary").GetByText("Forget"));
        await tab.Click(tab.Page.GetByText("Forget this client"));
        await tab.IsAt("/clients?minOffset=");
        using var gone = await host.Http.GetAsync("/v1/clients/acted-1");
        Assert.Equal(HttpStatusCode.Gone, gone.StatusCode);
    }

    [Fact]
    public async Task A_client_is_asked_whether_it_is_there()
    {
        await using var tab = await host.Open(new() { JavaScriptEnabled = false });
        await tab.Go("/clients/pc-001");
        var answer = await tab.Page.RunAndWaitForResponseAsync(
            () => tab.Page.GetByText("Ask whether it is there").ClickAsync(), response => response.Request.Method == "POST");
        Assert.Equal((303, "/clients/pc-001"), (answer.Status, await answer.HeaderValueAsync("location")));
        await tab.IsAt("/clients/pc-001");
        Assert.Contains("Offline", await tab.Page.Locator(".hero").InnerTextAsync(), StringComparison.Ordinal);
        await tab.Go("/clients/nobody/verify", 405);
        await tab.Go("/clients/nobody", 404);
    }

    [Fact]
    public async Task Settings_of_a_client_are_put_for_just_what_was_shown_and_what_is_wrong_stands_beside_its_field()
    {
        await using var tab = await host.Open(new() { JavaScriptEnabled = false });
        await using var other = await host.Open(new() { JavaScriptEnabled = false });
        foreach (var page in (Tab[])[tab, other])
        {
            await page.Go("/clients/pc-002");
            await page.Click(page.Page.Locator("summary").GetByText("Say otherwise"));
        }

        await tab.Page.GetByLabel("Updates run every").SelectOptionAsync("day");
        await tab.Page.GetByLabel("Updates run at").FillAsync("25:00");
        await tab.Click(tab.Page.GetByText("Put these settings"));
        var at = tab.Page.GetByLabel("Updates run at");
        Assert.Equal(("true", "25:00"), (await at.GetAttributeAsync("aria-invalid"), await at.InputValueAsync()));
        await at.FillAsync("12:00");
        await tab.Click(tab.Page.GetByText("Put these settings"));
        await tab.IsAt("/clients/pc-002?minOffset=");
        Assert.Equal("12:00", (await host.Api("/v1/clients/pc-002/settings")).GetProperty("updates").GetProperty("schedule").GetProperty("at").GetString());
        await tab.Click(tab.Page.Locator("summary").GetByText("Say otherwise"));
        await tab.Click(tab.Page.Locator("summary").GetByText("How they were changed"));
        Assert.Contains("Updates run at (UTC): 12:00", await tab.Page.Locator("[aria-labelledby=level-history]").First.InnerTextAsync(), StringComparison.Ordinal);

        // Somebody else's form is of what was before.
        await other.Page.GetByLabel("Scan method").SelectOptionAsync("smart");
        await other.Click(other.Page.GetByText("Put these settings"));
        await other.Click(other.Page.GetByText("Show what is said now"));
        await other.IsAt("/clients/pc-002");
        Assert.False((await host.Api("/v1/clients/pc-002/settings")).TryGetProperty("scanMethod", out _));
    }

    [Theory]
    [InlineData("")]
    [InlineData("form-key=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public async Task A_form_that_is_not_the_hosts_own_does_nothing(string field)
    {
        var before = await host.Api(LastAct);
        foreach (var address in (string[])["/tasks", "/settings", "/tasks/seen/cancel", "/groups", "/groups/lab", "/clients/pc-000/settings", "/clients/pc-000/note", "/clients/pc-000/tag", "/clients/pc-000/untag", "/clients/pc-000/verify", "/clients/pc-000/forget"])
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, address)
            {
                Headers = { { "Cookie", "fleet-form-key=BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBA" } },
                Content = new StringContent($"kind=scan-now&group=sales&{field}", System.Text.Encoding.UTF8, "application/x-www-form-urlencoded"),
            };
            using var answer = await host.Http.SendAsync(request);
            Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
            Assert.Contains("does not have the key that your browser keeps", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }

        Assert.Equal(before.ToString(), (await host.Api(LastAct)).ToString());
    }

    [Fact]
    public async Task A_form_whose_key_the_browser_has_lost_is_shown_again_as_it_was_filled_in()
    {
        await host.Report("keyless-1", """{"group":"keyless"}""");
        await using var tab = await host.Open(new() { JavaScriptEnabled = false });
        await tab.Go("/settings?group=keyless");
        await tab.Page.GetByLabel("Real-time Scan").SelectOptionAsync("enabled");
        await tab.Page.Context.ClearCookiesAsync();
        await tab.Page.GetByText("Show what will be done").ClickAsync();
        Assert.Contains("send it again", await tab.Page.GetByRole(AriaRole.Alert).InnerTextAsync(), StringComparison.Ordinal);
        Assert.Equal(("keyless", "enabled"), (await tab.Page.GetByLabel("The clients of a group").InputValueAsync(), await tab.Page.GetByLabel("Real-time Scan").InputValueAsync()));
        await tab.Page.GetByText("Show what will be done").ClickAsync();
        await tab.Page.GetByText("Change the settings of 1 client").ClickAsync();
        await tab.IsAt("/settings?group=keyless&changed=1");
    }

    [Fact]
    public async Task A_form_that_is_open_is_still_taken_after_a_link_of_another_site_was_followed()
    {
        await host.Report("linked-1", """{"group":"linked"}""");
        await using var tab = await host.Open();
        await tab.Go("/groups/linked");
        await tab.Page.GetByLabel("Real-time Scan").SelectOptionAsync("enabled");

        // A colleague sends a link, by a site that shows messages.
        await using var chat = await tab.Another();
        await chat.Page.RouteAsync("http://chat.example/", route => route.FulfillAsync(new() { ContentType = "text/html", Body = $"<a href='{host.Http.BaseAddress}clients'>Look</a>" }));
        await chat.Go("http://chat.example/");
        await chat.Page.GetByText("Look").ClickAsync();
        await chat.IsAt("/clients");

        await tab.Page.GetByText("Put these settings").ClickAsync();
        await tab.IsAt("/groups/linked?minOffset=");
        Assert.Equal("enabled", (await host.Api("/v1/groups/linked/settings")).GetProperty("realTimeScan").GetString());
    }

    private const string LastAct = "/v1/audit?sort=-offset&limit=1";

    /// <summary>The key of a browser, and the field of a form that has it.</summary>
    private const string Key = "BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBA";

    [Fact]
    public async Task What_no_form_sends_is_told_what_to_do_and_changes_nothing()
    {
        var before = await host.Api(LastAct);
        using var parts = new MultipartFormDataContent { { new StringContent(Key), "form-key" }, { new StringContent("enabled"), "realTimeScan" } };
        await IsTold("/groups/lab", parts, HttpStatusCode.UnsupportedMediaType, "open its page again");
        using var json = new StringContent("{}", System.Text.Encoding.UTF8, "application/json");
        await IsTold("/settings", json, HttpStatusCode.UnsupportedMediaType, "open its page again");
        using var large = Filled($"realTimeScan=enabled&rest={new string('x', 70_000)}");
        await IsTold("/groups/lab", large, HttpStatusCode.RequestEntityTooLarge, "Fill in less");
        using var fields = Filled($"kind=scan-now&{string.Join('&', Enumerable.Range(0, 3_000).Select(i => $"target.clients=pc-{i}"))}");
        await IsTold("/tasks", fields, HttpStatusCode.BadRequest, "did not come whole");
        using var foreign = Filled("realTimeScan=enabled");
        await IsTold("/groups/lab", foreign, HttpStatusCode.Forbidden, "A page of another site may not change anything here", "http://elsewhere.example");
        Assert.Equal(before.ToString(), (await host.Api(LastAct)).ToString());
    }

    [Theory]
    [InlineData("/settings", "patch.realTimeScan=enabled&step=change")]
    [InlineData("/tasks", "kind=scan-now")]
    public async Task As_many_clients_can_be_named_as_the_API_takes_and_no_more(string address, string rest)
    {
        // Who is not there is told of by name, so all of them were read; the longest ids make the largest form.
        using var most = Filled($"{rest}&target.clients={string.Join("%0D%0A", Enumerable.Range(0, 100_000).Select(i => $"x{i:000000}{new string('y', 121)}"))}");
        await IsTold(address, most, HttpStatusCode.NotFound, "There is no client x000000");
        using var more = Filled($"{rest}&target.clients={string.Join(' ', Enumerable.Range(0, 100_001).Select(i => $"x{i}"))}");
        await IsTold(address, more, HttpStatusCode.BadRequest, "target.clients takes 1 to 100000 clients");
        using var larger = Filled($"{rest}&target.clients={new string('x', 17 * 1024 * 1024)}");
        await IsTold(address, larger, HttpStatusCode.RequestEntityTooLarge, "Fill in less");
    }

    [Fact]
    public async Task A_form_that_breaks_off_does_nothing()
    {
        using var client = new System.Net.Sockets.TcpClient();
        await client.ConnectAsync(host.Http.BaseAddress!.Host, host.Http.BaseAddress.Port);
        await using var stream = client.GetStream();
        await stream.WriteAsync(System.Text.Encoding.ASCII.GetBytes(
            $"POST /groups/lab HTTP/1.1\r\nHost: {host.Http.BaseAddress.Authority}\r\nCookie: fleet-form-key={Key}\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 500\r\nConnection: close\r\n\r\nform-key={Key}&realTimeScan=disabled"));
        client.Client.Shutdown(System.Net.Sockets.SocketShutdown.Send);
        try
        {
            // The server has done with it when it has closed the connection.
            await stream.CopyToAsync(Stream.Null);
        }
        catch (IOException)
        {
            // It may end it roughly: who breaks off is told nothing.
        }

        Assert.NotEqual("disabled", (await host.Api("/v1/groups/lab/settings")).TryGetProperty("realTimeScan", out var said) ? said.GetString() : "");
    }

    private static StringContent Filled(string fields) => new($"form-key={Key}&{fields}", System.Text.Encoding.ASCII, "application/x-www-form-urlencoded");

    private async Task IsTold(string address, HttpContent content, HttpStatusCode status, string what, string? origin = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Headers = { { "Cookie", $"fleet-form-key={Key}" }, { "Accept", "text/html" } }, Content = content };
        if (origin is not null)
            request.Headers.Add("Origin", origin);
        using var answer = await host.Http.SendAsync(request);
        var page = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == status && page.Contains("<h1", StringComparison.Ordinal) && page.Contains(what, StringComparison.Ordinal), $"{address}: {answer.StatusCode} {page[..Math.Min(page.Length, 4_000)]}");
    }
}
