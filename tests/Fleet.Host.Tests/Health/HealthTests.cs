using System.Net;
using Fleet.Host.Tests.Hosting;
using Grpc.Core;
using Grpc.Health.V1;
using Grpc.Net.Client;
using Grpc.Reflection.V1Alpha;
using Microsoft.Data.Sqlite;
using Xunit;
using HealthClient = Grpc.Health.V1.Health.HealthClient;

namespace Fleet.Host.Tests.Health;

[Collection(OnSharedHost.Name)]
public sealed class HealthTests(SharedHost host)
{
    [Theory]
    [InlineData("/health/live", """{"status":"healthy","checks":{}}""")]
    [InlineData("/health/ready", """{"status":"healthy","checks":{"cluster":{"status":"healthy","description":null},"journal":{"status":"healthy","description":null},"store":{"status":"healthy","description":null}}}""")]
    public async Task A_running_host_is_well(string path, string body) =>
        Assert.Equal(body, (await (await host.Http.GetAsync(path)).Json()).GetRawText());

    [Fact]
    public async Task A_journal_that_takes_nothing_makes_it_not_ready_until_it_takes_reports_again()
    {
        using var folder = new TemporaryFolder();
        await using var own = await RunningHost.Start(folder.Path);
        await own.Http.Reported("a", 1, "{}");
        using var impatient = own.Http.Impatient();

        await using (var other = new SqliteConnection($"Data Source={folder.File("journal.db")};Pooling=False"))
        {
            await other.OpenAsync();
            await using var lockForAll = await other.BeginTransactionAsync();
            var refused = await (await impatient.Report("a", Change)).Problem(HttpStatusCode.ServiceUnavailable, "unavailable");
            Assert.True(refused.GetProperty("retryAfterSeconds").GetInt32() > 0);

            await Eventually.Holds(async () => !(await own.Http.GetAsync("/health/ready")).IsSuccessStatusCode);
            var health = await (await own.Http.GetAsync("/health/ready")).Json(HttpStatusCode.ServiceUnavailable);
            Assert.Equal("unhealthy", health.Text("status"));
            Assert.NotEmpty(health.GetProperty("checks").GetProperty("journal").Text("description")!);
            await (await own.Http.GetAsync("/health/live")).Json();
        }

        await Eventually.Holds(async () => (await own.Http.GetAsync("/health/ready")).IsSuccessStatusCode);
        await (await own.Http.Report("a", Change)).Json();
    }

    private const string Change = """{"seq":2,"observedAt":"2026-05-01T08:00:00Z","facts":{"roaming":true}}""";

    [Theory]
    [InlineData("")]
    [InlineData("fleet.v1.FleetClients")]
    [InlineData("fleet.v1.FleetRelay")]
    [InlineData("fleet.v1.FleetWatch")]
    public async Task Over_grpc_too_for_all_of_it_and_each_service(string service)
    {
        using var channel = GrpcChannel.ForAddress(host.Grpc);
        var answer = await new HealthClient(channel).CheckAsync(new HealthCheckRequest { Service = service });
        Assert.Equal(HealthCheckResponse.Types.ServingStatus.Serving, answer.Status);
    }

    [Fact]
    public async Task Reflection_lists_the_services()
    {
        using var channel = GrpcChannel.ForAddress(host.Grpc);
        using var call = new ServerReflection.ServerReflectionClient(channel).ServerReflectionInfo();
        await call.RequestStream.WriteAsync(new ServerReflectionRequest { ListServices = "" });
        Assert.True(await call.ResponseStream.MoveNext());
        var services = call.ResponseStream.Current.ListServicesResponse.Service.Select(service => service.Name).ToList();
        Assert.Contains("fleet.v1.FleetClients", services);
        Assert.Contains("fleet.v1.FleetRelay", services);
        await call.RequestStream.CompleteAsync();
    }
}
