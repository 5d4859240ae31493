using System.Text.Json;
using Fleet.Cluster.Tests.Hosting;
using Fleet.Cluster.Tests.Load;
using Fleet.Core.Clients;
using Xunit.Abstractions;

namespace Fleet.Cluster.Tests.Faults;

/// <summary>Something happens to a cluster under load; afterwards nothing acked is lost or doubled, and every node tells the truth about every client.</summary>
public abstract class FaultTest(ITestOutputHelper output)
{
    /// <summary>Figures are added to this file, if the environment names one.</summary>
    private static readonly string? Table = Environment.GetEnvironmentVariable("FLEET_FAULT_TABLE");

    /// <summary>As many as the environment says, else few.</summary>
    private static readonly int Clients = int.Parse(Environment.GetEnvironmentVariable("FLEET_FAULT_CLIENTS") ?? "60");

    private protected abstract Task Heal();

    private protected abstract IReadOnlyList<Node> Nodes { get; }

    private protected abstract string Journal { get; }

    private protected async Task<IReadOnlyDictionary<string, List<(long Offset, ClientEvent Event)>>> Survives(string fault, Func<FleetLoad, Task> happens, bool isPatient = false)
    {
        await Heal();
        await using var load = await FleetLoad.Start(Nodes.Select(node => node.Grpc), Clients, isPatient);
        var since = load.Now;
        await happens(load);
        await load.AllAcked(after: load.Now);
        await load.FallSilent();
        var waits = Waits.Of(fault, load, since).ToString();
        output.WriteLine(waits);
        if (Table is not null)
            await File.AppendAllTextAsync(Table, waits + Environment.NewLine);

        await Heal();
        var histories = await JournalAudit.Check(Journal, load);
        foreach (var node in Nodes)
        {
            await Task.WhenAll(load.Clients.Select(client => IsTold(node, client)));
            await FleetQuestions.AreListed(node, load);
            await FleetQuestions.AreFed(node, histories);
        }

        return histories;
    }

    /// <summary>A node tells of a client what that one told last, and that it is online.</summary>
    private static Task<TimeSpan> IsTold(Node node, LoadClient client)
    {
        var told = "";
        var expected = $"online {Told.WordBy(client.Told)} {client.Told}";
        return Eventually.Holds(
            async () =>
            {
                if (await node.Get($"/v1/clients/{client.Id}") is not { } body)
                    return false;
                var json = JsonDocument.Parse(body).RootElement;
                told = $"{json.GetProperty("connection").GetString()} {json.GetProperty("realTimeScan").GetString()} {json.GetProperty("lastReport").GetProperty("seq").GetInt64()}";
                return told == expected;
            },
            $"{client.Id} is {expected}",
            () => $"It is {told}. {client.Trouble}");
    }
}
