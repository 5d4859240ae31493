using Fleet.Sim.CommandLine;
using Xunit;

namespace Fleet.Sim.Tests.CommandLine;

public sealed class CommandLineTests
{
    /// <summary>An argument without a character, as a shell's unset variable makes it.</summary>
    private const string Empty = "''";

    [Theory]
    [InlineData("demo")]
    [InlineData("demo --clients 5000 --duration 60s --seed 7 --json out.json")]
    [InlineData("run office-day --server http://a:1 --server https://b:2 --api http://a:3 --connections 5 --speed max")]
    [InlineData("run day.yaml --slo p99<250ms,errors<0.1% --json -")]
    [InlineData("demo --record run.jsonl")]
    [InlineData("run office-day --record run.jsonl")]
    [InlineData("generate office-day --out day.jsonl --seed 7 --clients 50 --duration 1m")]
    [InlineData("record --api http://a:1 --from 2026-03-02T08:00:00Z --to 2026-03-02T09:00:00Z --out a.jsonl")]
    [InlineData("record --from -30m --to now --out a.jsonl")]
    [InlineData("replay a.jsonl --own-host --speed max --rename-prefix b- --shift-to recorded --pattern-max-age 3d")]
    [InlineData("replay a.jsonl --server http://a:1 --api http://a:2 --shift-to 2026-03-02T08:00:00Z")]
    [InlineData("verify a.jsonl --pattern-max-age 3d --timeout 30s --api http://a:2 --json -")]
    [InlineData("run office-day --in-process --seeds 100")]
    [InlineData("demo --in-process")]
    [InlineData("run office-day --clients 10000000")]
    [InlineData("generate office-day --out -")]
    [InlineData("record --from -1h --to now --out -")]
    [InlineData("demo --record -")]
    [InlineData("schema")]
    [InlineData("schema --out scenario.schema.json")]
    public void Takes(string line) => Assert.Empty(Errors(line));

    [Theory]
    [InlineData("", "command")]
    [InlineData("dance", "dance")]
    [InlineData("run", "SCENARIO")]
    [InlineData("demo --clients 0", "--clients")]
    [InlineData("demo --clients many", "--clients")]
    [InlineData("demo --clients 99999999999", "--clients")]
    [InlineData("demo --duration 60", "--duration")]
    [InlineData("demo --duration 10ms", "--duration")]
    [InlineData("demo --seed x", "--seed")]
    [InlineData("demo --speed fast", "--speed")]
    [InlineData("demo --slo p99", "--slo")]
    [InlineData("demo --connections -1", "--connections")]
    [InlineData("demo --server http://a:1", "--server")]
    [InlineData("run office-day --server a:1", "--server")]
    [InlineData("run office-day --api ftp://a", "--api")]
    [InlineData("run office-day --api http://a/path", "--api")]
    [InlineData("demo --unknown", "--unknown")]
    [InlineData("record --from noon --to now --out a.jsonl", "--from")]
    [InlineData("record --from -1h --out a.jsonl", "--to")]
    [InlineData("record --from -1h --to now", "--out")]
    [InlineData("replay", "FILE")]
    [InlineData("replay a.jsonl --shift-to 2999-01-01T00:00:00Z", "--shift-to")]
    [InlineData("replay a.jsonl --shift-to tomorrow", "--shift-to")]
    [InlineData("replay a.jsonl --own-host --api http://a:2", "--own-host")]
    [InlineData("verify", "FILE")]
    [InlineData("verify a.jsonl --pattern-max-age soon", "--pattern-max-age")]
    [InlineData("verify a.jsonl --grace 30s", "--grace")]
    [InlineData("run office-day --seeds 3", "--in-process")]
    [InlineData("run office-day --in-process --server http://a:1", "--server")]
    [InlineData("run office-day --in-process --seeds 0", "--seeds")]
    [InlineData("generate office-day", "--out")]
    [InlineData("generate --out day.jsonl", "SCENARIO")]
    [InlineData("generate office-day --out day.jsonl --server http://a:1", "--server")]
    [InlineData("run office-day --json ''", "--json")]
    [InlineData("run office-day --html ''", "--html")]
    [InlineData("run office-day --record ''", "--record")]
    [InlineData("capacity soak --json ''", "--json")]
    [InlineData("capacity soak --html ''", "--html")]
    [InlineData("generate office-day --out ''", "--out")]
    [InlineData("record --from -1h --to now --out ''", "--out")]
    [InlineData("schema --out ''", "--out")]
    [InlineData("verify a.jsonl --json ''", "--json")]
    [InlineData("verify ''", "FILE")]
    [InlineData("replay ''", "FILE")]
    [InlineData("compare a.json ''", "B.json")]
    [InlineData("compare '' b.json", "A.json")]
    [InlineData("compare a.json b.json --base ''", "--base")]
    [InlineData("run office-day --json - --html -", "--html")]
    [InlineData("run office-day --in-process --html a.html", "--html")]
    [InlineData("demo --in-process --nodes 2", "--nodes")]
    [InlineData("demo --server http://a:1", "run office-day --server")]
    [InlineData("demo --api http://a:1", "run office-day --server")]
    [InlineData("demo --slo p99<NaNms", "--slo")]
    [InlineData("demo --clients 10000001", "10000000")]
    public void Refuses_and_names_what_is_wrong(string line, string named) =>
        Assert.Contains(named, string.Join('\n', Errors(line)), StringComparison.OrdinalIgnoreCase);

    private static IEnumerable<string> Errors(string line) =>
        RootOfCommands.Create(Terminal.Of(resultOnStandardOutput: false, new Interrupt(TimeProvider.System))).Parse([.. line.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(word => word == Empty ? "" : word)]).Errors.Select(error => error.Message);
}
