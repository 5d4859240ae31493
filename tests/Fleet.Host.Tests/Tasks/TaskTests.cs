using System.Net;
using Fleet.Host.Tests.Hosting;
using Fleet.V1;
using Xunit;

namespace Fleet.Host.Tests.Tasks;

/// <summary>Tasks from outside: over HTTP, to clients on real streams.</summary>
[Collection(OnSharedHost.Name)]
public sealed class TaskTests(SharedHost host)
{
    [Fact]
    public async Task A_task_to_named_clients_is_sent_begun_and_done_and_each_target_is_in_one_state()
    {
        using var one = await TaskingClient.Connect(host.Grpc, "task-one");
        using var two = await TaskingClient.Connect(host.Grpc, "task-two");
        using (await TaskingClient.Connect(host.Grpc, "task-away"))
        {
        }

        await host.Http.UntilOffline("task-away");
        var made = await host.Http.Make("""{"taskId":"first","kind":"scan-now","target":{"clients":["task-one","task-two","task-away"]}}""");
        Assert.Equal(("first", 3, 1), (made.Text("taskId"), made.GetProperty("targets").GetInt64(), made.GetProperty("refused").GetInt64()));

        var sent = await one.Task();
        Assert.Equal(("first", "scan-now", 1), (sent.TaskId, sent.Kind, sent.Attempt));
        await one.Tell(sent, TaskProgress.Started);
        await one.Tell(sent, TaskProgress.Succeeded, "nothing found");
        await two.Tell(await two.Task(), TaskProgress.Rejected, "not now");
        var done = await host.Http.Until("first", task => task.Text("state") == "done");
        Assert.True(done.AddsUp());
        Assert.Equal((1, 1, 1), (done.Count("succeeded"), done.Count("rejected"), done.Count("refused")));

        var targets = await host.Http.Targets("first");
        Assert.Equal(("succeeded", "nothing found", 1), (targets["task-one"].Text("state"), targets["task-one"].Text("detail"), targets["task-one"].GetProperty("attempt").GetInt32()));
        Assert.Equal(("refused", "offline", "reconnect"), (targets["task-away"].Text("state"), targets["task-away"].Reason(), targets["task-away"].GetProperty("nextOccasion").Text("kind")));
        Assert.Equal(["task-one"], (await host.Http.Targets("first", "?state=succeeded")).Keys);
        var history = await (await host.Http.GetAsync("/v1/clients/task-one/history")).Json();
        Assert.Equal(["sent", "started", "succeeded"], history.GetProperty("items").EnumerateArray().Where(item => item.Text("cause") == "task").Select(item => item.GetProperty("task").Text("state")));
        var tasks = await (await host.Http.GetAsync("/v1/clients/task-one/tasks")).Json();
        Assert.Equal("first", tasks.GetProperty("items")[0].Text("taskId"));
    }

    [Fact]
    public async Task An_explanation_names_the_task_by_which_a_pattern_came()
    {
        using var client = await TaskingClient.Connect(host.Grpc, "task-pattern");
        await client.Report(1, new Facts { Pattern = new Pattern { Status = PatternStatus.Outdated } });
        await host.Http.Make("""{"taskId":"fetch","kind":"update-now","target":{"clients":["task-pattern"]}}""");
        var sent = await client.Task();
        await client.Tell(sent, TaskProgress.Started);
        await client.Report(2, new Facts { Pattern = new Pattern { Status = PatternStatus.UpToDate } });
        await client.Tell(sent, TaskProgress.Succeeded);
        await host.Http.Until("fetch", task => task.Text("state") == "done");
        var pattern = (await (await host.Http.GetAsync("/v1/clients/task-pattern/explain")).Json()).GetProperty("facts").GetProperty("pattern");
        Assert.Equal(("report", 2, "fetch"), (pattern.Text("cause"), pattern.GetProperty("seq").GetInt32(), pattern.GetProperty("task").Text("taskId")));
    }

    [Fact]
    public async Task The_same_body_again_is_the_same_task_and_another_one_is_refused()
    {
        using var client = await TaskingClient.Connect(host.Grpc, "task-again");
        const string body = """{"taskId":"again","kind":"scan-now","target":{"clients":["task-again"]}}""";
        var first = await host.Http.Make(body);
        Assert.Equal(first.GetProperty("targets").GetInt64(), (await host.Http.Make(body)).GetProperty("targets").GetInt64());
        await (await host.Http.PostTask(body.Replace("scan-now", "update-now", StringComparison.Ordinal))).Problem(HttpStatusCode.Conflict, "contradiction", "taskId");
        Assert.Equal("again", (await client.Task()).TaskId);
    }

    [Fact]
    public async Task A_roaming_client_is_refused_even_while_its_session_works_and_one_that_does_not_know_tasks_too()
    {
        using var roaming = await TaskingClient.Connect(host.Grpc, "task-roaming");
        await roaming.Report(1, new Facts { Roaming = true });
        await roaming.Acked();
        using var old = new Grpc.ClientSession(host.Grpc);
        await old.Welcomed("task-old");
        await host.Http.Make("""{"taskId":"refusals","kind":"update-now","target":{"clients":["task-roaming","task-old"]}}""");
        await host.Http.Until("refusals", task => task.Text("state") == "done");
        var targets = await host.Http.Targets("refusals");
        Assert.Equal(("refused", "roaming", "leaves-roaming"), (targets["task-roaming"].Text("state"), targets["task-roaming"].Reason(), targets["task-roaming"].GetProperty("nextOccasion").Text("kind")));
        Assert.Equal(("refused", "unsupported", false), (targets["task-old"].Text("state"), targets["task-old"].Reason(), targets["task-old"].TryGetProperty("nextOccasion", out _)));

        // What the task wants of it the client does by itself at its scheduled update, where that is granted.
        var granted = await host.Http.PutSettings("/v1/clients/task-roaming/settings", """{"privileges":{"scheduledUpdate":true},"updates":{"schedule":{"every":"hour","at":":15"}}}""");
        var next = (await host.Http.Targets("refusals", $"?minOffset={granted}"))["task-roaming"].GetProperty("nextOccasion");
        Assert.Equal(("scheduled-update", 15, true), (next.Text("kind"), next.GetProperty("at").GetDateTimeOffset().Minute, next.GetProperty("at").GetDateTimeOffset() > DateTimeOffset.UtcNow.AddMinutes(-1)));
    }

    [Fact]
    public async Task Who_is_kept_waits_and_is_sent_it_when_it_is_back()
    {
        using (await TaskingClient.Connect(host.Grpc, "task-kept"))
        {
        }

        await host.Http.UntilOffline("task-kept");
        await host.Http.Make("""{"taskId":"keep","kind":"scan-now","target":{"clients":["task-kept"]},"whenUnreachable":"keep"}""");
        var waiting = await host.Http.Until("keep", task => task.Count("waiting") == 1);
        Assert.Equal("running", waiting.Text("state"));
        using var back = await TaskingClient.Connect(host.Grpc, "task-kept");
        await back.Tell(await back.Task(), TaskProgress.Failed, "no disk");
        var failed = await host.Http.Until("keep", task => task.Text("state") == "done");
        Assert.Equal(1, failed.Count("failed"));
    }

    [Fact]
    public async Task A_task_that_is_paused_is_sent_nobody_and_one_that_is_cancelled_says_so_of_the_rest()
    {
        using var client = await TaskingClient.Connect(host.Grpc, "task-paused", group: "task-pausing");
        using var other = await TaskingClient.Connect(host.Grpc, "task-paused-too", group: "task-pausing");
        await host.Http.Make("""{"taskId":"pausing","kind":"scan-now","target":{"group":"task-pausing"},"rollout":{"perMinute":1}}""");
        var sent = await client.Task();
        Assert.Equal("paused", (await host.Http.Order("pausing", "pause")).Text("state"));
        Assert.Equal("cancelled", (await host.Http.Order("pausing", "cancel")).Text("state"));
        Assert.Equal("cancelled", (await host.Http.Order("pausing", "cancel")).Text("state"));
        var cancelled = await host.Http.Until("pausing", task => task.Count("cancelled") == 1);
        Assert.True(cancelled.AddsUp());
        Assert.Equal("task-cancelled", (await host.Http.Targets("pausing"))["task-paused-too"].Reason());
        // What was sent comes to its own end.
        await client.Tell(sent, TaskProgress.Succeeded);
        await host.Http.Until("pausing", task => task.Count("succeeded") == 1);
        await (await host.Http.PostAsync(new Uri("/v1/tasks/pausing/resume", UriKind.Relative), content: null)).Problem(HttpStatusCode.Conflict, "contradiction", "state");
    }

    [Fact]
    public async Task The_next_wave_waits_for_its_approval()
    {
        using var first = await TaskingClient.Connect(host.Grpc, "task-wave-1", group: "task-waves");
        using var second = await TaskingClient.Connect(host.Grpc, "task-wave-2", group: "task-waves");
        await host.Http.Make("""{"taskId":"waves","kind":"scan-now","target":{"group":"task-waves"},"rollout":{"perMinute":6000,"waves":[{"percent":50,"approve":true},{"percent":50}]}}""");
        await first.Tell(await first.Task(), TaskProgress.Succeeded);
        var waits = await host.Http.Until("waves", task => task.Text("state") == "waiting-for-approval");
        Assert.Equal((1, 1, 1), (waits.GetProperty("wave").GetInt32(), waits.Count("succeeded"), waits.Count("queued")));
        Assert.Equal("running", (await host.Http.Order("waves", "approve")).Text("state"));
        await second.Tell(await second.Task(), TaskProgress.Succeeded);
        await host.Http.Until("waves", task => task.Text("state") == "done");
    }

    [Fact]
    public async Task A_wave_that_was_refused_or_waits_as_a_whole_lets_the_next_one_begin()
    {
        using (await TaskingClient.Connect(host.Grpc, "task-wave-away"))
        {
        }

        await host.Http.UntilOffline("task-wave-away");
        using var there = await TaskingClient.Connect(host.Grpc, "task-wave-there");
        await host.Http.Make("""{"taskId":"free-waves","kind":"scan-now","target":{"clients":["task-wave-away","task-wave-there"]},"whenUnreachable":"keep","rollout":{"waves":[{"percent":50},{"percent":50}]}}""");
        await there.Tell(await there.Task(), TaskProgress.Succeeded);
        var going = await host.Http.Until("free-waves", task => task.Count("succeeded") == 1);
        Assert.Equal(("running", 2, 1), (going.Text("state"), going.GetProperty("wave").GetInt32(), going.Count("waiting")));
    }

    [Fact]
    public async Task What_was_never_sent_or_of_another_client_is_told_by_a_notice_and_changes_nothing()
    {
        using var client = await TaskingClient.Connect(host.Grpc, "task-noticed");
        using var other = await TaskingClient.Connect(host.Grpc, "task-other");
        await host.Http.Make("""{"taskId":"noticed","kind":"scan-now","target":{"clients":["task-noticed"]}}""");
        var sent = await client.Task();
        await other.Tell(sent, TaskProgress.Succeeded);
        var notice = await other.Notice();
        Assert.Equal((0, "not-found", "taskId"), (notice.Seq, notice.Code, notice.Field));
        await client.Tell(sent.TaskId, 2, TaskProgress.Succeeded);
        Assert.Equal(("contradiction", "attempt"), ((await client.Notice()) is var wrong ? wrong.Code : "", wrong.Field));
        await client.Tell(sent.TaskId, 0, TaskProgress.Succeeded);
        Assert.Equal("attempt", (await client.Notice()).Field);
        Assert.Equal(1, (await host.Http.Until("noticed", task => task.Count("queued") == 0)).Count("sent"));
        await client.Tell(sent, TaskProgress.Succeeded);
        await host.Http.Until("noticed", task => task.Text("state") == "done");
    }

    [Fact]
    public async Task A_body_names_more_clients_than_others_hold_and_is_bounded_all_the_same()
    {
        var known = await Task.WhenAll(Enumerable.Range(0, 120).Select(async number =>
        {
            var id = $"task-named-{number}-{new string('x', 100)}";
            await host.Http.Reported(id, 1, "{}");
            return id;
        }));
        var body = Named("named", known);
        // Blanks are as good as names to make it large.
        var large = body + new string(' ', 100_000);
        var made = await host.Http.Make(large);
        Assert.Equal((120, made.GetProperty("offset").GetInt64()), (made.GetProperty("targets").GetInt64(), (await host.Http.Make(body)).GetProperty("offset").GetInt64()));
        await (await host.Http.PostTask(Named("named", known.Reverse()))).Problem(HttpStatusCode.Conflict, "contradiction", "taskId");
        Assert.Equal(known.Take(100), (await host.Http.TaskOf("named")).GetProperty("target").GetProperty("clients").EnumerateArray().Select(client => client.GetString()));

        await (await host.Http.PostTask(Named("too-many", Enumerable.Range(0, 100_001).Select(number => $"pc-{number}")))).Problem(HttpStatusCode.BadRequest, "out-of-range", "target.clients");
        using var larger = new HttpRequestMessage(HttpMethod.Post, "/v1/settings/changes") { Content = new StringContent(new string(' ', 17_000_000), System.Text.Encoding.UTF8, "application/json") };
        larger.Headers.ExpectContinue = true;
        await (await host.Http.SendAsync(larger)).Problem(HttpStatusCode.RequestEntityTooLarge, "too-large");

        static string Named(string task, IEnumerable<string> clients) => $$$"""{"taskId":"{{{task}}}","kind":"scan-now","target":{"clients":["{{{string.Join("\",\"", clients)}}}"]}}""";
    }

    [Theory]
    [InlineData("""{"kind":"format-disk","target":{"group":"default"}}""", HttpStatusCode.BadRequest, "out-of-range", "kind")]
    [InlineData("""{"kind":"scan-now"}""", HttpStatusCode.BadRequest, "missing", "target")]
    [InlineData("""{"kind":"scan-now","target":{}}""", HttpStatusCode.BadRequest, "missing", "target")]
    [InlineData("""{"kind":"scan-now","target":{"clients":["nobody-of-this-name"]}}""", HttpStatusCode.NotFound, "not-found", "target.clients[0]")]
    [InlineData("""{"kind":"scan-now","target":{"group":"no-such-group"}}""", HttpStatusCode.NotFound, "not-found", "target.group")]
    [InlineData("""{"kind":"scan-now","target":{"filter":"q=nobody-of-this-name"}}""", HttpStatusCode.NotFound, "not-found", "target.filter")]
    [InlineData("""{"kind":"scan-now","target":{"filter":"colour=red"}}""", HttpStatusCode.BadRequest, "out-of-range", "target.filter")]
    [InlineData("""{"kind":"scan-now","target":{"group":"default"},"rollout":{"waves":[{"percent":5}]}}""", HttpStatusCode.BadRequest, "out-of-range", "rollout.waves")]
    [InlineData("""{"kind":"scan-now","target":{"group":"default"},"expiresAfter":"soon"}""", HttpStatusCode.BadRequest, "out-of-range", "expiresAfter")]
    [InlineData("""{"kind":"scan-now","target":{"group":"default"},"rollout":{"increase":{"factor":0.5}}}""", HttpStatusCode.BadRequest, "out-of-range", "rollout.increase.factor")]
    [InlineData("""{"kind":"scan-now","target":{"group":"default"},"colour":"red"}""", HttpStatusCode.BadRequest, "malformed", "colour")]
    public async Task What_is_wrong_with_a_task_is_told_by_its_member(string body, HttpStatusCode status, string code, string field) =>
        await (await host.Http.PostTask(body)).Problem(status, code, field);
}
