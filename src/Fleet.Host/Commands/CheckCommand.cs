using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Fleet.Core.Vocabulary;
using Fleet.Host.Commands.Api;
using Fleet.Host.Commands.Options;
using Fleet.Protocol.Http;
using Fleet.ReadModel.Queries;

namespace Fleet.Host.Commands;

/// <summary><c>fleet check</c>: a plug-in for what watches over machines, by the rules of the Monitoring Plugins: one line, performance data, exit codes 0 to 3.</summary>
internal static class CheckCommand
{
    public const string Name = "check";

    /// <summary>Whoever runs plug-ins gives them up after about that time, and says less than we can.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public static Command Create(CommonOptions common)
    {
        var (maxOffline, warnOffline) = (Offline("--max-offline", "Critical"), Offline("--warn-offline", "A warning"));
        var (maxCondition, warnCondition) = (Condition("--max-condition", "Critical"), Condition("--warn-condition", "A warning"));
        var groups = FilterOption.Of(ClientFilters.Group, common.Time);
        var command = new Command(Name, """
            Tells whether the fleet is within bounds: one line, with performance data after a bar, and an exit code.

            A bound is a number of clients (25) or a share of them (2.5%), and is crossed by more than that: the range 0 to
            the bound of the Monitoring Plugins. What is counted is as of now: a host that is behind its journal is unknown.

            Examples:
              fleet check --max-offline 10% --warn-offline 5%
              fleet check --max-condition real-time-scan-stopped=1% --max-condition pattern-outdated=50 --group kiosk

            Exit codes: 0 within bounds, 1 a warning, 2 critical, 3 unknown (no host answers, it is behind, there are no such
            clients, bad usage).
            """)
        {
            maxOffline, warnOffline, maxCondition, warnCondition, groups.Option,
        };
        Option[] bounds = [maxOffline, warnOffline, maxCondition, warnCondition];
        command.Validators.Add(result =>
        {
            if (Array.TrueForAll(bounds, bound => result.GetResult(bound) is null))
                result.AddError($"{Name} takes a bound, such as {maxOffline.Name} 10%.");
        });
        common.Does(command, async (asked, cancel) =>
        {
            var checkup = await Ask(asked, groups, cancel);
            if (checkup.Summary is { } summary)
            {
                checkup.Add("offline", summary.ByConnection[Connection.Offline], asked.Parsed.GetValue(warnOffline), asked.Parsed.GetValue(maxOffline));
                var (warn, most) = (asked.Parsed.GetValue(warnCondition) ?? [], asked.Parsed.GetValue(maxCondition) ?? []);
                foreach (var condition in warn.Concat(most).Select(bound => bound.Condition).Distinct())
                    checkup.Add(Words.Of(condition), summary.ByCondition[condition], Of(condition, warn), Of(condition, most));
            }

            if (asked.AsJson)
                asked.Screen.WriteJson(JsonSerializer.SerializeToUtf8Bytes(checkup.Told, JsonSerializerOptions.Web));
            else
                asked.Screen.WriteRaw(checkup.Line + "\n");
            return (int)checkup.State;
        });
        return command;
    }

    /// <summary>The counts as of now, or why they are not known.</summary>
    private static async Task<Checkup> Ask(Asked asked, FilterOption groups, CancellationToken cancel)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(Patience);
        try
        {
            var status = (await asked.Api.Get(new ApiQuestion("v1/read-model"), limit.Token)).Read<ReadModelJson>();
            // Counts that are behind would tell of a fleet that was: the host is asked to catch up, and refuses where it cannot.
            var question = groups.AddTo(new ApiQuestion("v1/fleet/summary"), asked.Parsed).With("minOffset", status.JournalEnd);
            return new Checkup((await asked.Api.Get(question, limit.Token)).Read<FleetSummary>());
        }
        catch (ApiException e)
        {
            return new Checkup(e.Message);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return new Checkup($"The host did not answer within {Patience.TotalSeconds:0} s.");
        }
    }

    private static Bound? Of(Conditions condition, (Conditions Condition, Bound Bound)[] bounds) =>
        bounds.Where(bound => bound.Condition == condition).Select(bound => bound.Bound).LastOrDefault();

    private static Option<Bound?> Offline(string name, string state) => new(name)
    {
        Description = $"{state} if more clients are offline: a number, or a share (10%).",
        HelpName = "BOUND",
        CustomParser = result =>
        {
            if (Bound.TryParse(result.Tokens[^1].Value, out var bound))
                return bound;
            result.AddError($"{name} takes {Bound.Rule}; '{result.Tokens[^1].Value}' is not that.");
            return null;
        },
    };

    private static Option<(Conditions Condition, Bound Bound)[]> Condition(string name, string state)
    {
        var option = new Option<(Conditions Condition, Bound Bound)[]>(name)
        {
            Description = $"{state} if it holds for more clients: {string.Join(", ", Words.All<Conditions>())}.",
            HelpName = "CONDITION=BOUND",
            CustomParser = result =>
            {
                var bounds = new List<(Conditions Condition, Bound Bound)>();
                foreach (var text in result.Tokens.Select(token => token.Value))
                {
                    if (text.Split('=', 2) is [var word, var number] && Words.TryParse<Conditions>(word, out var condition) && Bound.TryParse(number, out var bound))
                        bounds.Add((condition, bound));
                    else
                        result.AddError($"{name} takes CONDITION=BOUND, where the one is out of {string.Join(", ", Words.All<Conditions>())}, and the other {Bound.Rule}; '{text}' is not that.");
                }

                return [.. bounds];
            },
        };
        option.CompletionSources.Add([.. Words.All<Conditions>().Select(word => word + "=")]);
        return option;
    }
}

/// <summary>The most clients of a kind that there may be.</summary>
/// <param name="Number">How many, or per cent of all.</param>
/// <param name="IsShare">Per cent.</param>
internal sealed record Bound(double Number, bool IsShare)
{
    public const string Rule = "a number of clients (25), or a share of them (2.5%, at most 100%)";

    /// <summary>As a number of clients.</summary>
    public double Of(long total) => IsShare ? Number * total / 100 : Number;

    public static bool TryParse(string text, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out Bound? bound)
    {
        var isShare = text.EndsWith('%');
        bound = double.TryParse(isShare ? text[..^1] : text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && number <= (isShare ? 100 : int.MaxValue)
            ? new Bound(number, isShare)
            : null;
        return bound is not null;
    }
}
