using System.Text.Json;
using Fleet.Host.Tests.Hosting;

namespace Fleet.Host.Tests.Http;

/// <summary>Seven clients that differ in what lists can be filtered by. To be told again changes nothing.</summary>
internal static class Population
{
    private static readonly (string Client, string Facts)[] Clients =
    [
        ("list-a1", """{"group":"list-a"}"""),
        ("list-a2", """{"group":"list-a","realTimeScan":"stopped"}"""),
        ("list-a3", """{"group":"list-a","realTimeScan":"disabled","roaming":true}"""),
        ("list-b1", """{"group":"list-b","scanMethod":"smart","smartProtection":"connected"}"""),
        ("list-b2", """{"group":"list-b","scanMethod":"smart","smartProtection":"disconnected","pattern":{"status":"outdated"}}"""),
        ("list-b3", """{"group":"list-b","pattern":{"status":"outdated"},"smartProtection":"disconnected"}"""),
        ("list-b4", """{"group":"list-b","pattern":{"status":"outdated"},"roaming":true}"""),
    ];

    /// <summary>Has all of them report, the first one first.</summary>
    /// <returns>An offset at which they are all there.</returns>
    public static async Task<long> Report(HttpClient http)
    {
        var offset = 0L;
        for (var i = 0; i < Clients.Length; i++)
        {
            var taken = await http.Reported(Clients[i].Client, 1, Clients[i].Facts, $"2026-05-01T08:00:{i:00}Z");
            offset = Math.Max(offset, taken.GetProperty("offset").GetInt64());
        }

        return offset;
    }

    /// <summary>The ids of a page's clients, without what they have in common.</summary>
    public static string Ids(this JsonElement page) =>
        string.Join(' ', page.GetProperty("items").EnumerateArray().Select(client => client.Text("clientId")!.Replace("list-", "", StringComparison.Ordinal)));
}
