using System.Text;
using CsCheck;
using Fleet.Sim.Scenario;
using Fleet.Sim.Scenario.Reading;
using Xunit;

namespace Fleet.Sim.Tests.Scenario;

/// <summary>What is wrong in a file is told with its place, what is taken there, and the word that was probably meant.</summary>
public sealed class ScenarioErrorTests
{
    private const string Good =
        """
        name: tiny
        description: A tiny scenario.
        clients: 10
        duration: 10m
        phases:
          - ramp: { share: 25%, intensity: 100% }
          - soak: {}
        reports: { arrivals: periodic, rate: 2/min, jitter: 10% }
        populations:
          - name: pc
            share: 100%
            groups: [a, b]
            scan-method: smart
            life: { login: 0s..1m, break: 2/h, connect: 30s +- 10s }
        storms:
          - sps-outage: { at: 2m, for: 1m, over: 5s, share: 50%, populations: [pc] }
        """;

    [Fact]
    public void What_is_no_UTF8_is_told_with_its_place()
    {
        var file = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(file, [.. Encoding.UTF8.GetBytes("name: tiny\ndescription: tïny"), 0xff, 0xfe]);
            Assert.Contains($"{file}:2:18: ", Assert.Throws<ScenarioException>(() => ScenarioLibrary.Load(file)).Message);
            File.WriteAllText(file, Good, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));
            Assert.Equal("tiny", ScenarioLibrary.Load(file).Name);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public void The_example_without_an_error_is_read() => Assert.Equal("tiny", ScenarioReader.Read(Good, "tiny.yaml").Name);

    [Theory]
    [InlineData("duration: 10m", "durration: 10m", "tiny.yaml:4:1: a scenario has no 'durration': it takes name, description, clients, duration, phases, reports, populations, storms, acts; did you mean 'duration'?")]
    [InlineData("duration: 10m\n", "", "tiny.yaml:1:1: a scenario needs 'duration'")]
    [InlineData("duration: 10m", "duration: 10min", "tiny.yaml:4:11: '10min' is no duration: it takes numbers with units from d to ms, the greatest first, such as 30s, 5m or 1h30m; did you mean '10m'?")]
    [InlineData("duration: 10m", "duration: 10", "tiny.yaml:4:11: '10' is no duration: it takes numbers with units from d to ms, the greatest first, such as 30s, 5m or 1h30m")]
    [InlineData("duration: 10m", "duration: 0s", "tiny.yaml:4:11: a scenario lasts for 1s or more")]
    [InlineData("duration: 10m", "duration: 400d", "tiny.yaml:4:11: '400d' is no duration: it takes numbers with units from d to ms, the greatest first, such as 30s, 5m or 1h30m")]
    [InlineData("clients: 10", "clients: -3", "tiny.yaml:3:10: '-3' is no number of clients: it takes 1 to 10000000")]
    [InlineData("clients: 10", "clients: 10\nclients: 11", "tiny.yaml:4:1: 'clients' stands here twice")]
    [InlineData("name: tiny", "name: tiny one", "tiny.yaml:1:7: 'tiny one' is no name: it takes 1 to 100 characters out of A-Z a-z 0-9 . _ : -")]
    [InlineData("ramp:", "rampe:", "tiny.yaml:6:5: a phase has no 'rampe': it takes ramp, steady, spike, soak; did you mean 'ramp'?")]
    [InlineData("- soak: {}", "- steady: { share: 70% }", "tiny.yaml:6:3: the shares make 95%; it takes 100%")]
    [InlineData("share: 25%, intensity", "share: 125%, intensity", "tiny.yaml:6:20: '125%' is more than the whole: it takes 0% to 100%")]
    [InlineData("- soak: {}", "- soak: {}\n  - soak: {}", "tiny.yaml:6:3: one phase at most is a soak: it takes what the others leave")]
    [InlineData("arrivals: periodic", "arrivals: poison", "tiny.yaml:8:22: 'poison' is not known here: it takes constant, poisson, periodic; did you mean 'poisson'?")]
    [InlineData("arrivals: periodic", "arrivals: poisson", "tiny.yaml:8:52: only periodic arrivals have a jitter")]
    [InlineData("rate: 2/min", "rate: 2/m", "tiny.yaml:8:38: '2/m' is no rate: it takes a number per s, min, h or d, such as 2/min or 0.5/h; did you mean '2/min'?")]
    [InlineData("rate: 2/min", "rate: 0/min", "tiny.yaml:8:38: '0/min' is no rate: it takes a number per s, min, h or d, such as 2/min or 0.5/h")]
    [InlineData("rate: 2/min", "rate: 2/min, rate-per-client: 1/h", "tiny.yaml:8:62: reports have one rate: that of the whole fleet, or of each client")]
    [InlineData("rate: 2/min", "rate-per-client: 1/hour", "tiny.yaml:8:49: '1/hour' is no rate: it takes a number per s, min, h or d, such as 2/min or 0.5/h; did you mean '1/h'?")]
    [InlineData("rate: 2/min, ", "", "tiny.yaml:8:10: reports needs 'rate'")]
    [InlineData("jitter: 10%", "jitter: 60%", "tiny.yaml:8:53: a jitter is 50% at most: no report overtakes the next")]
    [InlineData("share: 100%\n", "share: 90%\n", "tiny.yaml:10:3: the shares of the populations make 90%; it takes 100%")]
    [InlineData("share: 100%\n", "share: 1\n", "tiny.yaml:11:12: '1' is no share: it takes a percentage with up to four decimals, such as 20% or 12.5%")]
    [InlineData("groups: [a, b]", "groups: [a, b!]", "tiny.yaml:12:17: 'b!' is no group: it takes 1 to 128 characters out of A-Z a-z 0-9 . _ : -")]
    [InlineData("groups: [a, b]", "groups: a", "tiny.yaml:12:13: a list of one or more is expected here")]
    [InlineData("scan-method: smart", "scan-method: smrt", "tiny.yaml:13:18: 'smrt' is not known here: it takes conventional, smart; did you mean 'smart'?")]
    [InlineData("scan-method: smart", "scan-method: smart\n    smart-protection: not-used", "tiny.yaml:14:23: with smart scan it is connected; not-used is for conventional scan")]
    [InlineData("break: 2/h", "brake: 2/h", "tiny.yaml:14:28: a life has no 'brake': it takes login, connect, leave, break, pull-cable, roam, return, age, fetch, disable, stop, restore, lose, find; did you mean 'break'?")]
    [InlineData("login: 0s..1m", "login: 1m..0s", "tiny.yaml:14:20: '1m..0s' is no timing: it takes a rate (2/h), a duration (5m), a range (5m..40m) or a middle with its reach (8h +- 1h)")]
    [InlineData("login: 0s..1m, ", "", "tiny.yaml:10:3: 'pc' never connects: give its life a login, or hit it with a morning-login")]
    [InlineData("storms:", "acts:\n  - setings: { at: 1m }\nstorms:", "tiny.yaml:16:5: an act has no 'setings': it takes settings, grant, task, approve, cancel, pause, resume; did you mean 'settings'?")]
    [InlineData("storms:", "acts:\n  - settings: { at: 1m, put: { real-time-scan: on } }\nstorms:", "tiny.yaml:16:48: 'on' is not known here: it takes unmanaged, enabled, disabled")]
    [InlineData("storms:", "acts:\n  - settings: { at: 1m }\nstorms:", "tiny.yaml:16:15: settings are put, or patched: one of the two")]
    [InlineData("storms:", "acts:\n  - settings: { at: 1m, put: { roaming: no } }\nstorms:", "tiny.yaml:16:41: 'no' is neither true nor false")]
    [InlineData("storms:", "acts:\n  - settings: { at: 1m, put: { every: day } }\nstorms:", "tiny.yaml:16:30: at is missing: an update without a time never comes. It takes a time in UTC: :15 where every is hour, 12:00 where it is day, mon 12:00 where it is week.")]
    [InlineData("storms:", "acts:\n  - settings: { at: 11m, put: { roaming: false } }\nstorms:", "tiny.yaml:16:21: the scenario is over by then")]
    [InlineData("storms:", "acts:\n  - grant: { at: 1m, group: c }\nstorms:", "tiny.yaml:16:29: no population has the group 'c': it takes a, b")]
    [InlineData("storms:", "acts:\n  - grant: { at: 1m, group: a, share: 10% }\nstorms:", "tiny.yaml:16:39: an act is for a group, or for a share of populations: one of the two")]
    [InlineData("storms:", "acts:\n  - grant: { at: 1m, populations: [pcs] }\nstorms:", "tiny.yaml:16:36: there is no population 'pcs': it takes pc; did you mean 'pc'?")]
    [InlineData("storms:", "acts:\n  - task: { at: 1m, id: x, kind: scan }\nstorms:", "tiny.yaml:16:34: 'scan' is not known here: it takes scan-now, update-now")]
    [InlineData("storms:", "acts:\n  - task: { at: 1m, id: x, kind: scan-now, retries: 11 }\nstorms:", "tiny.yaml:16:53: this takes 0 to 10")]
    [InlineData("storms:", "acts:\n  - task: { at: 1m, id: x, kind: scan-now, waves: [{ share: 40% }] }\nstorms:", "tiny.yaml:16:51: this takes waves whose percents add up to 100")]
    [InlineData("storms:", "acts:\n  - task: { at: 1m, id: x, kind: scan-now, timeout: 10ms }\nstorms:", "tiny.yaml:16:53: this takes 00:00:01 to 30.00:00:00")]
    [InlineData("storms:", "acts:\n  - approve: { at: 1m, task: x }\nstorms:", "tiny.yaml:16:30: no task above is named 'x'")]
    [InlineData("storms:", "acts:\n  - task: { at: 2m, id: x, kind: scan-now }\n  - cancel: { at: 1m, task: x }\nstorms:", "tiny.yaml:17:29: the task 'x' is not made by then")]
    [InlineData("life:", "obeys: { task-time: 2/h }\n    life:", "tiny.yaml:14:25: a task takes a duration (5m), a range (5m..40m) or a middle with its reach (8m +- 1m)")]
    [InlineData("sps-outage:", "sps-outages:", "tiny.yaml:16:5: a storm has no 'sps-outages': it takes morning-login, server-return, pattern-release, sps-outage, roaming-flap, slow-readers, half-open, re-image; did you mean 'sps-outage'?")]
    [InlineData("over: 5s", "every: 5s", "tiny.yaml:16:36: sps-outage has no 'every': it takes at, for, over, share, populations; did you mean 'over'?")]
    [InlineData("at: 2m", "at: 12m", "tiny.yaml:16:23: the scenario is over by then")]
    [InlineData("populations: [pc]", "populations: [pcs]", "tiny.yaml:16:72: there is no population 'pcs': it takes pc; did you mean 'pc'?")]
    [InlineData("clients: 10", "clients: &ten 10", "tiny.yaml:3:10: anchors, aliases and tags are not used here; write the value itself")]
    [InlineData("clients: 10", "clients: [10", "tiny.yaml:3:10: not YAML from here on")]
    [InlineData("clients: 10", "clients: \"10", "tiny.yaml:3:10: not YAML: While scanning a multi-line double-quoted scalar, found wrong indentation.")]
    public void What_is_wrong_is_told_with_its_place(string right, string wrong, string message)
    {
        Assert.Contains(right, Good, StringComparison.Ordinal);
        var error = Assert.Throws<ScenarioException>(() => ScenarioReader.Read(Good.Replace(right, wrong, StringComparison.Ordinal), "tiny.yaml"));
        Assert.Equal(message, error.Message);
    }

    [Theory]
    [InlineData("", "x.yaml:1:1: the file is empty; a scenario begins with its name")]
    [InlineData("just words", "x.yaml:1:1: a scenario is a mapping of name, description, clients, duration, phases, reports, populations, storms, acts")]
    [InlineData("a: 1\n---\nb: 1", "x.yaml:2:1: a second document; a file holds one scenario")]
    public void What_is_no_scenario_at_all_is_told_so(string text, string message) =>
        Assert.Equal(message, Assert.Throws<ScenarioException>(() => ScenarioReader.Read(text, "x.yaml")).Message);

    [Fact]
    public void Whatever_is_broken_in_a_file_it_is_read_or_told() =>
        Gen.Select(Gen.Int[0, Good.Length - 1], Gen.Int[0, 6], Gen.OneOf("", "[", "{", "]", "- ", ": ", "\n", "\t", "\"", "%", "*a", "!!x ", "0", "\u0000", "\ud800", "|", "#"))
            .Sample(
                (at, length, instead) =>
                {
                    try
                    {
                        ScenarioReader.Read(string.Concat(Good.AsSpan(0, at), instead, Good.AsSpan(Math.Min(Good.Length, at + length))), "x.yaml");
                    }
                    catch (ScenarioException told)
                    {
                        Assert.Matches("^x.yaml:[0-9]+:[0-9]+: ", told.Message);
                    }
                },
                iter: 5_000);

    [Fact]
    public void Deep_nesting_is_refused_and_exhausts_nothing() =>
        Assert.Contains("nested more than", Assert.Throws<ScenarioException>(() => ScenarioReader.Read(new string('[', 100_000), "x.yaml")).Message, StringComparison.Ordinal);

    [Fact]
    public void A_scenario_that_does_not_ship_is_told_with_the_nearest_that_does() => Assert.Equal(
        "There is no file and no scenario 'ofice-day': it takes managed-day, morning-login, office-day, pattern-release, roaming-sales, server-return, soak, sps-outage; did you mean 'office-day'?",
        Assert.Throws<ScenarioException>(() => ScenarioLibrary.Load("ofice-day")).Message);
}
