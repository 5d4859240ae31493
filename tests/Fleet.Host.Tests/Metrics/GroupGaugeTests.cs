using Fleet.Host.Tests.Hosting;
using Xunit;

namespace Fleet.Host.Tests.Metrics;

/// <summary>Gauges by condition and by group: as many groups as the setting says, and the others together.</summary>
public sealed class GroupGaugeTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    /// <remarks>In a process of its own: hosts that share one see each other's gauges.</remarks>
    [Fact]
    [Trait("Needs", "processes")]
    public async Task The_largest_groups_have_gauges_of_their_own_and_all_add_up()
    {
        var (process, http) = await FleetProcess.StartReady(_folder.Path, [$"--Fleet:Data={_folder.Path}", "--Fleet:Metrics:Groups=2"]);
        await using var running = process;
        using var client = http;
        // A group may bear the name of the rest.
        foreach (var (group, clients) in new[] { ("sales", 3), ("plant", 2), ("kiosk", 1), ("other", 4) })
        {
            for (var number = 0; number < clients; number++)
                await http.Reported($"{group}-{number}", 1, $$"""{"group":"{{group}}","realTimeScan":"{{(number == 0 ? "stopped" : "enabled")}}"}""");
        }

        await Shows(http, "fleet_group_clients{group=\"sales\"} 3", "fleet_group_clients{group=\"plant\"} 2", "fleet_group_clients{group=\"other\"} 5", "fleet_groups_in_other 2",
            "fleet_clients_with_condition{condition=\"real-time-scan-stopped\"} 4", "fleet_clients_with_condition{condition=\"duplicate-identity\"} 0",
            "fleet_group_clients_with_condition{group=\"sales\",condition=\"real-time-scan-stopped\"} 1",
            "fleet_group_clients_with_condition{group=\"other\",condition=\"real-time-scan-stopped\"} 2");

        await http.Reported("plant-0", 2, """{"group":"kiosk","realTimeScan":"enabled"}""");
        await http.Reported("plant-1", 2, """{"group":"kiosk"}""");
        var text = await Shows(http, "fleet_group_clients{group=\"kiosk\"} 3", "fleet_group_clients{group=\"other\"} 4", "fleet_groups_in_other 1",
            "fleet_group_clients_with_condition{group=\"kiosk\",condition=\"real-time-scan-stopped\"} 1");
        Assert.DoesNotContain("group=\"plant\"", text, StringComparison.Ordinal);
    }

    private static async Task<string> Shows(HttpClient http, params string[] lines)
    {
        var text = "";
        await Eventually.Holds(async () =>
        {
            text = await http.GetStringAsync(new Uri("/metrics", UriKind.Relative));
            return lines.All(line => text.Contains($"\n{line}\n", StringComparison.Ordinal));
        });
        return text;
    }
}
