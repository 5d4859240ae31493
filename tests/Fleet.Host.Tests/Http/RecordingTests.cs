using System.Globalization;
using Fleet.Host.Tests.Hosting;
using Fleet.Protocol.Recording;
using Xunit;

namespace Fleet.Host.Tests.Http;

[Collection(OnSharedHost.Name)]
public sealed class RecordingTests(SharedHost host)
{
    [Fact]
    public async Task A_stretch_of_the_journal_is_sent_as_a_recording()
    {
        await host.Http.Reported("recorded-before", 1, """{"realTimeScan":"stopped","group":"recorded"}""");
        var from = await RecordedAt("recorded-before");
        await host.Http.Reported("recorded-within", 1, """{"roaming":true}""");
        var to = await RecordedAt("recorded-within");
        using var response = await host.Http.GetAsync($"/v1/recordings?from={from}&to={to}");
        Assert.Equal("application/jsonl", response.Content.Headers.ContentType!.MediaType);
        using var reader = new RecordingReader(await response.Content.ReadAsStreamAsync(), "stretch");
        var inputs = new List<RecordedInput>();
        while (reader.TryRead(out var input))
            inputs.Add(input);
        Assert.Equal(RecordingSource.Journal, reader.Header.Source);
        Assert.Equal(DateTimeOffset.Parse(from, CultureInfo.InvariantCulture), reader.Header.Start + TimeSpan.FromMicroseconds(reader.Header.Opening));
        Assert.NotNull(reader.Footer!.FleetHash);
        Assert.Equal([InputKind.Tell, InputKind.Connect, InputKind.Leave], KindsOf("recorded-before"));
        Assert.Equal([InputKind.Tell, InputKind.Connect, InputKind.Leave], KindsOf("recorded-within"));
        Assert.All(inputs.Where(input => input.Client.Value == "recorded-before"), input => Assert.InRange(input.At, 0, reader.Header.Opening));
        Assert.All(inputs.Where(input => input.Client.Value == "recorded-within"), input => Assert.InRange(input.At, reader.Header.Opening, reader.Header.Length));

        IEnumerable<InputKind> KindsOf(string client) => inputs.Where(input => input.Client.Value == client).Select(input => input.Kind);
    }

    private async Task<string> RecordedAt(string client) =>
        (await (await host.Http.GetAsync($"/v1/clients/{client}/history?sort=-offset&limit=1")).Json()).GetProperty("items")[0].Text("recordedAt")!;
}
