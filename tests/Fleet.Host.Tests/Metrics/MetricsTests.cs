using Fleet.Host.Tests.Grpc;
using Fleet.Host.Tests.Hosting;
using Fleet.Host.Tests.Tasks;
using Fleet.V1;
using Xunit;
using Kind = Fleet.V1.ServerMessage.MessageOneofCase;

namespace Fleet.Host.Tests.Metrics;

[Collection(OnSharedHost.Name)]
public sealed class MetricsTests(SharedHost host)
{
    [Fact]
    public async Task What_is_promised_is_measured_under_its_name()
    {
        await host.Http.Reported("measured-1", 1, """{"roaming":true}""");
        await host.Http.Reported("measured-1", 1, """{"roaming":true}""");
        using (var client = new ClientSession(host.Grpc))
        {
            await client.Send(new ClientMessage { Hello = new Hello { ClientId = "measured-3", Capabilities = { "settings", "tasks" } } });
            await client.Send(new ClientMessage { SettingsApplied = new SettingsApplied { Tag = (await client.Next(Kind.Settings)).Settings.Tag } });
            await host.Http.Make("""{"taskId":"measured","kind":"scan-now","target":{"clients":["measured-3"]}}""");
            await client.Next(Kind.Task);
            // An offer is counted when it is answered, a moment after the client has it, and what the client says a moment after it was sent.
            await Eventually.Holds(async () => await host.Http.GetStringAsync("/metrics") is var text
                && text.Contains("fleet_task_offers_total{result=\"taken\"}", StringComparison.Ordinal) && text.Contains("fleet_settings_answers_total{", StringComparison.Ordinal));
        }

        var response = await host.Http.GetAsync("/metrics");
        Assert.Equal("text/plain", response.Content.Headers.ContentType?.MediaType);
        var names = (await response.Content.ReadAsStringAsync()).Split('\n').Where(line => line.StartsWith("# TYPE ", StringComparison.Ordinal)).Select(line => line[7..]).ToList();
        Assert.Superset(
            new HashSet<string>
            {
                "fleet_reports_total counter", "fleet_sessions gauge", "fleet_journal_queue gauge", "fleet_journal_batch_rows histogram",
                "fleet_journal_commit_seconds histogram", "fleet_recoveries_total counter", "fleet_recovery_seconds histogram",
                "fleet_reports_held gauge", "fleet_reports_under_way gauge", "fleet_reports_waiting gauge", "fleet_reports_longest_wait_seconds gauge", "fleet_report_credit gauge",
                "fleet_streams_unread gauge", "fleet_hellos_waiting gauge", "fleet_http_reports_waiting gauge", "fleet_unfinished_message_bytes gauge", "fleet_large_body_bytes gauge",
                "fleet_task_offers_total counter", "fleet_tasks_running gauge", "fleet_task_targets gauge", "fleet_task_pacer_lag_seconds gauge", "fleet_task_steps_total counter",
                "fleet_settings_sent_total counter", "fleet_settings_answers_total counter", "fleet_settings_waiting gauge",
                "fleet_feed_readers gauge", "fleet_build_info gauge", "process_cpu_seconds_total counter", "process_working_set_bytes gauge", "process_num_threads gauge",
                "fleet_gc_pause_seconds_total counter", "fleet_jit_seconds_total counter", "dotnet_collection_count_total counter", "dotnet_total_memory_bytes gauge",
            },
            names.ToHashSet());
    }

    [Fact]
    public async Task Reports_are_counted_by_what_became_of_them()
    {
        var before = (await Count("changed"), await Count("repeated"));
        await host.Http.Reported("measured-2", 1, """{"roaming":true}""");
        await host.Http.Reported("measured-2", 1, """{"roaming":true}""");
        // Other hosts of this process may count too.
        Assert.True(await Count("changed") > before.Item1);
        Assert.True(await Count("repeated") > before.Item2);
    }

    private async Task<double> Count(string result)
    {
        var prefix = $$"""fleet_reports_total{result="{{result}}"} """;
        return (await host.Http.GetStringAsync("/metrics")).Split('\n').Where(line => line.StartsWith(prefix, StringComparison.Ordinal)).Sum(line => double.Parse(line[prefix.Length..]));
    }
}
