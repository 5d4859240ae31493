using Fleet.Host.Settings;
using Microsoft.Extensions.Configuration;
using Xunit;

namespace Fleet.Host.Tests.Settings;

public sealed class FleetSettingsTests
{
    [Fact]
    public void The_file_that_ships_has_the_documented_defaults()
    {
        var settings = Read();
        Assert.Equal("http://127.0.0.1:5080", settings.Http.ToString());
        Assert.Equal("http://127.0.0.1:5081", settings.Grpc.ToString());
        Assert.Equal(Path.Combine(Environment.CurrentDirectory, "data"), settings.Data);
        Assert.Equal("sqlite", settings.Store);
        Assert.Equal(TimeSpan.FromSeconds(30), settings.Presence.Heartbeat);
        Assert.Equal(TimeSpan.FromSeconds(90), settings.Presence.Timeout);
        Assert.Equal(TimeSpan.FromSeconds(60), settings.Presence.Grace);
        Assert.Equal(TimeSpan.FromDays(7), settings.PatternMaxAge);
        Assert.Equal(TimeSpan.FromSeconds(10), settings.Drain);
        Assert.False(settings.StopAtEndOfInput);
        Assert.Equal(20, settings.MetricGroups);
        Assert.Equal(TimeSpan.Zero, settings.JournalDelay);
    }

    [Fact]
    public void Every_key_of_the_file_that_ships_is_read()
    {
        Assert.NotEmpty(ShippedKeys);
        Assert.All(ShippedKeys, entry =>
        {
            // A key that nobody reads could have any value.
            var refusal = Assert.Throws<SettingsException>(() => Read((entry.Key, "\u0001")));
            Assert.StartsWith($"{entry.Key} takes ", refusal.Message);
        });
    }

    [Fact]
    public void The_documentation_tells_every_key_with_its_default()
    {
        var rows = File.ReadLines(Path.Combine(AppContext.BaseDirectory, "configuration.md")).Where(line => line.StartsWith("| `Fleet:", StringComparison.Ordinal));
        Assert.Equal(
            ShippedKeys.Select(entry => $"| `{entry.Key}` | `{entry.Value}` ").Order(),
            rows.Select(row => string.Join('|', row.Split('|')[..3])).Order());
    }

    [Theory]
    [InlineData("Fleet:Presence:Timout", "00:01:00", "There is no setting Fleet:Presence:Timout. Did you mean Fleet:Presence:Timeout?")]
    [InlineData("Fleet:Nope", "1", "There is no setting Fleet:Nope.")]
    [InlineData("Fleet:Presence:Nope", "1", "There is no setting Fleet:Presence:Nope.")]
    [InlineData("Fleet:htpp", "http://127.0.0.1:1", "There is no setting Fleet:htpp. Did you mean Fleet:Http?")]
    [InlineData("Fleet:Presence:Grace:Extra", "1", "There is no setting Fleet:Presence:Grace:Extra. Did you mean Fleet:Presence:Grace?")]
    [InlineData("Fleet:SomethingElseAltogether", "1", "There is no setting Fleet:SomethingElseAltogether.")]
    public void An_unknown_key_is_refused_with_the_nearest_right_one(string key, string value, string message) =>
        Assert.Equal(message, Assert.Throws<SettingsException>(() => Read((key, value))).Message);

    [Theory]
    [InlineData("Fleet:Http", "ftp://127.0.0.1:21")]
    [InlineData("Fleet:Http", "http://fleet.example:5080")]
    [InlineData("Fleet:Http", "http://127.0.0.1:5080/v1")]
    [InlineData("Fleet:Http", "http://127.0.0.1:99999")]
    [InlineData("Fleet:Http", "5080")]
    [InlineData("Fleet:Http", " ")]
    [InlineData("Fleet:Grpc", "")]
    [InlineData("Fleet:Data", "")]
    [InlineData("Fleet:Store", "oracle")]
    [InlineData("Fleet:Presence:Heartbeat", "30")]
    [InlineData("Fleet:Presence:Heartbeat", "00:00:00")]
    [InlineData("Fleet:Presence:Heartbeat", "90.00:00:01")]
    [InlineData("Fleet:Presence:Timeout", "90.00:00:01")]
    [InlineData("Fleet:Presence:Grace", "90.00:00:01")]
    [InlineData("Fleet:Presence:Timeout", "-00:01:30")]
    [InlineData("Fleet:Presence:Timeout", "00:00:30")]
    [InlineData("Fleet:Presence:Grace", "-00:00:01")]
    [InlineData("Fleet:Presence:Grace", "soon")]
    [InlineData("Fleet:Pattern:MaxAge", "00:00:00")]
    [InlineData("Fleet:Pattern:MaxAge", "9999.00:00:00")]
    [InlineData("Fleet:Drain", "1.00:00:00")]
    [InlineData("Fleet:Metrics:Groups", "-1")]
    [InlineData("Fleet:Metrics:Groups", "1001")]
    [InlineData("Fleet:Metrics:Groups", "all")]
    [InlineData("Fleet:Faults:JournalDelay", "2")]
    [InlineData("Fleet:Faults:JournalDelay", "00:02:00")]
    public void A_value_that_a_key_does_not_take_is_refused_by_name(string key, string value)
    {
        var refusal = Assert.Throws<SettingsException>(() => Read((key, value)));
        Assert.StartsWith($"{key} takes ", refusal.Message);
        Assert.Equal(2, refusal.ExitCode);
    }

    [Fact]
    public void Presence_takes_up_to_ninety_days()
    {
        var settings = Read(("Fleet:Presence:Heartbeat", "89.23:59:59"), ("Fleet:Presence:Timeout", "90.00:00:00"), ("Fleet:Presence:Grace", "90.00:00:00"));
        Assert.Equal((TimeSpan.FromDays(90), TimeSpan.FromDays(90)), (settings.Presence.Timeout, settings.Presence.Grace));
        Assert.Equal(TimeSpan.FromDays(90) - TimeSpan.FromSeconds(1), settings.Presence.Heartbeat);
    }

    [Fact]
    public void Two_listeners_take_two_addresses() =>
        Assert.Contains("Fleet:Grpc", Assert.Throws<SettingsException>(() => Read(("Fleet:Grpc", "http://localhost:5080"))).Message);

    [Fact]
    public void Addresses_with_TLS_take_a_certificate()
    {
        var settings = Read([.. BothWithTls, ("Fleet:Tls:Certificate", "cert.pem"), ("Fleet:Tls:Key", "key.pem")]);
        Assert.Equal(("https://127.0.0.1:5080", "https://[::1]:5081"), (settings.Http.ToString(), settings.Grpc.ToString()));
        Assert.Equal(new TlsSettings(Path.GetFullPath("cert.pem"), Path.GetFullPath("key.pem")), settings.Tls);
        Assert.Null(Read().Tls);
    }

    [Fact]
    public void TLS_that_is_set_by_half_is_refused_by_name()
    {
        Assert.StartsWith("Fleet:Http and Fleet:Grpc are https: set Fleet:Tls:Certificate to ", Refusal(BothWithTls));
        Assert.StartsWith("Fleet:Tls:Certificate is set, but Fleet:Http and Fleet:Grpc are http", Refusal(("Fleet:Tls:Certificate", "cert.pem")));
        Assert.StartsWith("Fleet:Tls:Key is set, but Fleet:Tls:Certificate is none", Refusal(("Fleet:Tls:Key", "key.pem")));
        Assert.StartsWith(
            "Fleet:Cluster:Advertise is http://10.0.0.3:5081, but Fleet:Grpc speaks TLS",
            Refusal([.. BothWithTls, ("Fleet:Tls:Certificate", "cert.pem"), ("Fleet:Cluster:Advertise", "http://10.0.0.3:5081")]));
    }

    [Theory]
    [InlineData("http://LOCALHOST:80", "http://localhost:80")]
    [InlineData("http://[::1]:6080", "http://[::1]:6080")]
    [InlineData("http://0.0.0.0:6080/", "http://0.0.0.0:6080")]
    public void An_address_may_be_written_in_several_ways(string written, string read) =>
        Assert.Equal(read, Read(("Fleet:Http", written)).Http.ToString());

    [Theory]
    [InlineData(null, "ConnectionStrings:Fleet is missing: Fleet:Store=postgres takes a connection string")]
    [InlineData("  ", "ConnectionStrings:Fleet is missing")]
    [InlineData("Hast=localhost;Database=fleet", "ConnectionStrings:Fleet takes a connection string")]
    [InlineData("Database=fleet;Password=hush", "it names no Host")]
    [InlineData("Host=localhost;Password=hush", "it names no Database")]
    [InlineData("Host=localhost;Database=fleet;Port=many;Password=hush", "ConnectionStrings:Fleet takes a connection string")]
    public void PostgreSQL_takes_a_connection_string_whose_secret_is_not_told(string? connectionString, string message)
    {
        var refusal = Assert.Throws<SettingsException>(() => Read(("Fleet:Store", "postgres"), ("ConnectionStrings:Fleet", connectionString!)));
        Assert.Contains(message, refusal.Message);
        Assert.DoesNotContain("hush", refusal.Message);
    }

    [Fact]
    public void A_connection_string_of_another_name_is_pointed_at() =>
        Assert.EndsWith(
            "There is ConnectionStrings:Flet.",
            Assert.Throws<SettingsException>(() => Read(("Fleet:Store", "postgres"), ("ConnectionStrings:Flet", "Host=h;Database=d"))).Message);

    [Fact]
    public void Where_the_data_is_can_be_told_without_a_secret()
    {
        var settings = Read(("Fleet:Store", "postgres"), ("ConnectionStrings:Fleet", "Host=db.example;Database=fleet;Username=fleet;Password=hush"));
        Assert.Equal("db.example:5432/fleet", settings.StorePlace);
        Assert.Equal(Path.Combine(Environment.CurrentDirectory, "data"), Read().StorePlace);
    }

    private static readonly (string Key, string Value)[] BothWithTls = [("Fleet:Http", "https://127.0.0.1:5080"), ("Fleet:Grpc", "https://[::1]:5081")];

    private static string Refusal(params (string Key, string Value)[] over) => Assert.Throws<SettingsException>(() => Read(over)).Message;

    private static FleetSettings Read(params (string Key, string Value)[] over) => FleetSettings.From(
        Shipped().AddInMemoryCollection(over.Select(e => KeyValuePair.Create(e.Key, (string?)e.Value))).Build());

    private static List<KeyValuePair<string, string?>> ShippedKeys =>
        [.. Shipped().Build().GetSection("Fleet").AsEnumerable().Where(entry => entry.Value is not null)];

    private static IConfigurationBuilder Shipped() =>
        new ConfigurationBuilder().AddJsonFile(Path.Combine(AppContext.BaseDirectory, "appsettings.json"));
}
