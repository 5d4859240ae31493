using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using CsCheck;
using Fleet.Core.Vocabulary;
using Fleet.Protocol.Recording;
using Xunit;

namespace Fleet.Protocol.Tests.Recording;

public sealed class RecordingTests
{
    private static readonly RecordedInput[] Few =
    [
        .. Enumerable.Range(1, 300).Select(n => new RecordedInput(n * 1_000, ClientId.Parse($"pc-{n % 3}"), ((n - 1) / 3) + 1, InputKind.Break)),
    ];

    [Fact]
    public void What_is_written_is_read() => Recordings.Inputs.Sample(inputs =>
    {
        var (reader, read) = Recordings.Read(Recordings.Write(Recordings.OfAllKinds, inputs));
        Assert.Equal(inputs, read);
        Assert.Equal(Recordings.OfAllKinds, reader.Header);
        Assert.Equal((inputs.Length, "f00d"), (reader.Footer!.Count, reader.Footer.FleetHash));
    });

    [Fact]
    public void The_footer_counts_the_event_lines_and_has_their_SHA256()
    {
        var lines = Recordings.Lines(Recordings.Write(Recordings.Header, Few));
        var footer = JsonDocument.Parse(lines[^1]).RootElement;
        Assert.Equal(Few.Length, footer.GetProperty("count").GetInt64());
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(Recordings.Bytes(lines[1..^1]))), footer.GetProperty("hash").GetString());
    }

    [Fact]
    public void Whatever_byte_is_damaged_it_is_found_and_told()
    {
        var good = Recordings.Write(Recordings.Header, Few[..40]);
        Gen.Select(Gen.Int[0, 3], Gen.Int[0, good.Length - 1], Gen.Byte).Sample(
            wound =>
            {
                var (kind, at, value) = wound;
                byte[] bad = kind switch
                {
                    0 => [.. good[..at], value, .. good[(at + 1)..]],
                    1 => [.. good[..at], .. good[(at + 1)..]],
                    2 => [.. good[..at], value, .. good[at..]],
                    _ => good[..at],
                };
                if (!bad.AsSpan().SequenceEqual(good))
                    Assert.StartsWith("a.jsonl:", Assert.Throws<RecordingException>(() => Recordings.Read(bad)).Message);
            },
            iter: 20_000);
    }

    [Fact]
    public void Rubbish_is_no_recording() => Rubbish.Bytes.Sample(bytes => Assert.StartsWith("a.jsonl:1: ", Assert.Throws<RecordingException>(() => Recordings.Read(bytes)).Message));

    [Fact]
    public void Of_a_longer_recording_too_the_changed_lines_are_told()
    {
        var inputs = Enumerable.Range(1, 200_000).Select(n => new RecordedInput(n, ClientId.Parse("pc"), n, InputKind.Break)).ToArray();
        var lines = Recordings.Lines(Recordings.Write(Recordings.Header, inputs));
        lines[77_777] = lines[77_777].Replace("break", "connect", StringComparison.Ordinal);
        var told = Fault(lines);
        var (first, last) = (int.Parse(told.Split(' ')[^3]), int.Parse(told.Split(' ')[^1]));
        Assert.InRange(77_778, first, last);
        Assert.InRange(last - first, 0, 255);
    }

    [Theory]
    [InlineData(0, "{\"schema\":\"fleet-sim/result/1\"}", 1, "no recording")]
    [InlineData(0, "name,group", 1, "no recording")]
    [InlineData(0, "{\"schema\":\"fleet-sim/recording/3\",\"more\":1}", 1, "fleet-sim/recording/3")]
    [InlineData(5, "{\"t\":5000,\"c\":\"pc-2\",\"n\":2,\"do\":\"re-image\"}", 6, "'re-image' is no event of fleet-sim/recording/1")]
    [InlineData(0, "{\"schema\":\"fleet-sim/recording/1\"}", 1, "header lacks")]
    [InlineData(5, "{\"t\":5000,", 6, "no JSON")]
    [InlineData(5, "", 6, "no JSON")]
    [InlineData(5, "[]", 6, "no object")]
    [InlineData(5, "{\"t\":5000,\"c\":\"pc-2\",\"n\":2,\"do\":\"brake\"}", 6, "do takes connect, leave, break")]
    [InlineData(5, "{\"t\":5000,\"c\":\"pc 2\",\"n\":2,\"do\":\"break\"}", 6, "c takes 1 to 128")]
    [InlineData(5, "{\"t\":5000,\"c\":\"pc-2\",\"n\":2,\"do\":\"tell\"}", 6, "facts")]
    [InlineData(5, "{\"t\":5000,\"c\":\"pc-2\",\"n\":2,\"do\":\"leave\"}", 6, "reason")]
    [InlineData(5, "{\"t\":5000,\"c\":\"pc-2\",\"n\":2,\"do\":\"break\",\"x\":1}", 6, "'x' is no member")]
    [InlineData(5, "{\"t\":5000,\"n\":2,\"c\":\"pc-2\",\"do\":\"break\"}", 6, "not how a recording writes it")]
    [InlineData(5, "{\"t\":5000,\"c\":\"pc-2\",\"n\":3,\"do\":\"break\"}", 6, "event 3 of pc-2 follows its event 1")]
    [InlineData(5, "{\"t\":3999,\"c\":\"pc-2\",\"n\":2,\"do\":\"break\"}", 6, "out of order")]
    [InlineData(5, "{\"t\":5000000,\"c\":\"pc-2\",\"n\":2,\"do\":\"break\"}", 6, "after the end")]
    [InlineData(5, "{\"t\":5000,\"c\":\"pc-2\",\"n\":2,\"do\":\"connect\"}", 302, "lines 2 to 65")]
    [InlineData(301, "{\"count\":300}", 302, "footer")]
    public void A_wrong_line_is_told_with_its_place(int index, string line, int place, string message)
    {
        var lines = Recordings.Lines(Recordings.Write(Recordings.Header, Few));
        lines[index] = line;
        var fault = Fault(lines);
        Assert.StartsWith($"a.jsonl:{place}: ", fault);
        Assert.Contains(message, fault);
    }

    [Fact]
    public void Lines_that_are_missing_twice_there_or_swapped_are_told()
    {
        var lines = Recordings.Lines(Recordings.Write(Recordings.Header, Few));
        Assert.Contains("without its footer", Fault(lines[..^1]));
        Assert.Contains("without its footer", Fault(lines[..7]));
        Assert.Contains("follows its event", Fault([.. lines[..7], .. lines[8..]]));
        Assert.Contains("counts 300 events, and there are 299", Fault([.. lines[..300], lines[301]]));
        Assert.Contains("out of order", Fault([.. lines[..7], lines[6], .. lines[7..]]));
        Assert.Contains("out of order", Fault([.. lines[..7], lines[8], lines[7], .. lines[9..]]));
        Assert.Contains("after the footer", Fault([.. lines, "{}"]));
        Assert.Contains("in the middle of a line", Fault(Encoding.UTF8.GetBytes(string.Join('\n', lines[..9]))));
        Assert.Contains("in the middle of a line", Fault(Encoding.UTF8.GetBytes(string.Join('\n', lines))));
        Assert.Contains("in the middle of a line", Fault(Encoding.UTF8.GetBytes(string.Join('\n', lines)[..^70])));
    }

    [Fact]
    public void Only_a_recording_in_which_clients_are_reimaged_is_of_the_newer_schema()
    {
        RecordedInput[] inputs = [new(1, ClientId.Parse("pc"), 1, InputKind.Connect), new(2, ClientId.Parse("pc"), 2, InputKind.ReImage)];
        var written = Recordings.Write(Recordings.OfAllKinds, inputs);
        Assert.StartsWith("{\"schema\":\"fleet-sim/recording/2\"", Recordings.Lines(written)[0]);
        var (reader, read) = Recordings.Read(written);
        Assert.Equal(Recordings.OfAllKinds, reader.Header);
        Assert.Equal(inputs, read);
        Assert.StartsWith("{\"schema\":\"fleet-sim/recording/1\"", Recordings.Lines(Recordings.Write(Recordings.Header, inputs[..1]))[0]);
        Assert.Throws<ArgumentException>(() => Recordings.Write(Recordings.Header, inputs));
    }

    [Fact]
    public void The_header_tells_the_timeout_where_it_is_known_and_one_without_it_is_read_as_ever()
    {
        const string Before = """{"schema":"fleet-sim/recording/1","source":"scenario","scenario":"office-day","scenarioHash":"abc","seed":7,"random":"philox4x32-10","clients":4,"start":"1970-01-01T00:00:00.000Z","length":1000000,"speed":"1x","patternMaxAge":604800000000}""";
        var old = Recordings.Write(Recordings.Header, Few);
        Assert.Equal(Before, Recordings.Lines(old)[0]);
        Assert.Null(Recordings.Read(old).Reader.Header.Timeout);

        var known = Recordings.Header with { Timeout = 90_000_000, Opening = 5 };
        var written = Recordings.Write(known, Few);
        Assert.Equal(Before[..^1] + ""","timeout":90000000,"opening":5}""", Recordings.Lines(written)[0]);
        Assert.Equal(known, Recordings.Read(written).Reader.Header);
    }

    [Theory]
    [InlineData("\"length\":1000000", "\"length\":-5", "the header's length is -5: it takes microseconds, 0 to 316224000000000")]
    [InlineData("\"patternMaxAge\":604800000000", "\"patternMaxAge\":0", "the header's patternMaxAge is 0: it takes microseconds, 1 to 316224000000000")]
    [InlineData("\"patternMaxAge\":604800000000", "\"patternMaxAge\":604800000000,\"timeout\":0", "the header's timeout is 0: it takes microseconds, 1 to 316224000000000")]
    [InlineData("\"clients\":4", "\"clients\":-1", "the header's clients is -1: it takes a whole number, 0 to 2147483647")]
    [InlineData("\"source\":\"scenario\"", "\"source\":\"rumour\"", "the header's source is 'rumour': it takes scenario, run, journal, shrunk")]
    [InlineData("\"start\":\"1970-01-01T00:00:00.000Z\"", "\"start\":\"noon\"", "the header's start is 'noon': it takes a time")]
    public void A_wrong_member_of_the_header_is_told_with_what_it_takes(string right, string wrong, string message)
    {
        var lines = Recordings.Lines(Recordings.Write(Recordings.Header, Few));
        Assert.Contains(right, lines[0]);
        Assert.Contains(message, Fault([lines[0].Replace(right, wrong, StringComparison.Ordinal), .. lines[1..]]));
    }

    [Theory]
    [InlineData("\"seed\":7", "\"seed\":8")]
    [InlineData("\"clients\":4", "\"clients\":2")]
    [InlineData("\"fleetHash\":\"f00d\"", "\"fleetHash\":\"beef\"")]
    public void The_header_and_the_footer_are_sealed(string right, string wrong)
    {
        var lines = Recordings.Lines(Recordings.Write(Recordings.Header, Few));
        Assert.Contains("seal", Fault([.. lines.Select(line => line.Replace(right, wrong, StringComparison.Ordinal))]));
    }

    [Fact]
    public void More_clients_than_the_header_tells_of_are_told() =>
        Assert.Contains("events of 3 clients; the header tells of 2", Fault(Recordings.Write(Recordings.Header with { Clients = 2 }, Few)));

    private static string Fault(IEnumerable<string> lines) => Fault(Recordings.Bytes(lines));

    private static string Fault(byte[] recording) => Assert.Throws<RecordingException>(() => Recordings.Read(recording)).Message;
}
