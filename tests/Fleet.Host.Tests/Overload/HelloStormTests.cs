using System.Diagnostics;
using Fleet.Host.Tests.Grpc;
using Fleet.Host.Tests.Hosting;
using Fleet.V1;
using Grpc.Net.Client;
using Xunit;
using Xunit.Abstractions;

namespace Fleet.Host.Tests.Overload;

/// <summary>A fleet that comes back at once.</summary>
[Collection(OnSlowHost.Name)]
[Trait("Needs", "processes")]
public sealed class HelloStormTests(SlowHost host, ITestOutputHelper output)
{
    private const int Clients = 2_000;
    private const int ToAConnection = 500;

    /// <summary>Five seconds; a machine that does other things, and clients that share their process with each other, add some.</summary>
    private static readonly TimeSpan AnsweredWithin = TimeSpan.FromSeconds(5) + TimeSpan.FromSeconds(10);

    [Fact]
    public async Task Every_hello_is_answered_in_time_and_all_are_online_in_the_end()
    {
        await host.Quiet();
        var connections = Enumerable.Range(0, Clients / ToAConnection).Select(_ => GrpcChannel.ForAddress(host.Grpc)).ToList();
        var sessions = Enumerable.Range(0, Clients).Select(i => new ClientSession(connections[i / ToAConnection])).ToList();
        var began = Stopwatch.StartNew();
        var hellos = (await Task.WhenAll(sessions.Select((session, i) => Come(session, $"storm-{i}")))).SelectMany(took => took).ToList();
        output.WriteLine($"all welcomed after {began.Elapsed.TotalSeconds:0.0} s by {hellos.Count} hellos; slowest answer {hellos.Max().TotalSeconds:0.0} s");
        Assert.All(hellos, took => Assert.InRange(took, TimeSpan.Zero, AnsweredWithin));

        await Eventually.Holds(async () =>
        {
            var summary = await (await host.Http.GetAsync(new Uri("/v1/fleet/summary?group=storm", UriKind.Relative))).Json();
            return summary.GetProperty("byConnection").GetProperty("online").GetInt32() == Clients;
        });
        sessions.ForEach(session => session.Dispose());
        connections.ForEach(connection => connection.Dispose());
    }

    /// <summary>Says hello until it is welcome, each time when it was told to.</summary>
    /// <returns>How long each answer took.</returns>
    private static async Task<List<TimeSpan>> Come(ClientSession session, string id)
    {
        var answers = new List<TimeSpan>();
        while (true)
        {
            var said = Stopwatch.StartNew();
            await session.Hello(id, group: "storm");
            var answer = (await session.Next())!;
            answers.Add(said.Elapsed);
            if (answer.MessageCase == ServerMessage.MessageOneofCase.Welcome)
                return answers;
            Assert.True(answer.Refusal?.RetryAfter is not null, answer.ToString());
            await Task.Delay(answer.Refusal.RetryAfter.ToTimeSpan());
        }
    }
}
