using System.Text.Json;
using Fleet.Cluster.Tests.Hosting;
using Fleet.Core.Clients;
using Fleet.Testing;
using Xunit;

namespace Fleet.Cluster.Tests.Load;

/// <summary>What any node tells of the whole fleet, also one that does not have the projector.</summary>
internal static class FleetQuestions
{
    /// <summary>A list that waits for the last ack shows every client as it told last.</summary>
    public static async Task AreListed(Node node, FleetLoad load)
    {
        var listed = new Dictionary<string, string>();
        var visible = load.Clients.Max(client => client.Acks[^1].Offset);
        await Eventually.Holds(
            async () =>
            {
                if (await node.Get($"/v1/clients?q={load.Prefix}&limit=1000&minOffset={visible}") is not { } body)
                    return false;
                listed = JsonDocument.Parse(body).RootElement.GetProperty("items").EnumerateArray()
                    .ToDictionary(item => item.GetProperty("clientId").GetString()!, item => $"{item.GetProperty("connection")} {item.GetProperty("realTimeScan")}");
                // A client that has come back after its last ack may be listed as offline for a moment still.
                return load.Clients.All(client => listed.GetValueOrDefault(client.Id) == Expected(client));
            },
            "every client is listed as it told last",
            () => $"{string.Join(", ", load.Clients.Where(client => listed.GetValueOrDefault(client.Id) != Expected(client)).Take(5).Select(client => $"{client.Id} is {listed.GetValueOrDefault(client.Id)}"))} {node.Process.Output}");

        static string Expected(LoadClient client) => $"online {Told.WordBy(client.Told)}";
    }

    /// <summary>The feed, read from before the load, tells each icon change of the journal once, up to the last one in the histories.</summary>
    public static async Task AreFed(Node node, IReadOnlyDictionary<string, List<(long Offset, ClientEvent Event)>> histories)
    {
        var expected = histories.SelectMany(history => history.Value).Where(row => row.Event.Icon is not null).Select(row => row.Offset).Order().ToList();
        var told = new List<long>();
        using var http = new HttpClient { BaseAddress = node.Http, Timeout = Patience.Long };
        using var reader = new StreamReader(await http.GetStreamAsync(new Uri($"/v1/icon-changes?after={expected[0] - 1}", UriKind.Relative)));
        while (await reader.ReadLineAsync() is { } line && line != "event: caught-up")
        {
            if (!line.StartsWith("data:", StringComparison.Ordinal))
                continue;
            var change = JsonDocument.Parse(line[5..]).RootElement;
            if (change.TryGetProperty("clientId", out var client) && histories.ContainsKey(client.GetString()!))
                told.Add(change.GetProperty("offset").GetInt64());
        }

        Assert.Equal(expected, told.Where(offset => offset <= expected[^1]));
    }
}
