using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Net;
using Fleet.Sim.Capacity;
using Fleet.Protocol.Wire;
using Fleet.Sim.Drive;
using Fleet.Sim.Scenario;
using Fleet.Sim.Scenario.Reading;
using Fleet.Sim.Trials;

namespace Fleet.Sim.CommandLine;

/// <summary>Reads option values; what cannot be read is told together with what can.</summary>
internal static class Parsers
{
    public static Option<T> ParsedBy<T>(this Option<T> option, Func<ArgumentResult, T> parse)
    {
        option.CustomParser = parse;
        return option;
    }

    public static Argument<T> ParsedBy<T>(this Argument<T> argument, Func<ArgumentResult, T> parse)
    {
        argument.CustomParser = parse;
        return argument;
    }

    /// <summary>The name of a file. A shell's variable that is not set makes an empty one.</summary>
    public static string File(ArgumentResult result) => FileOf(result, Text(result));

    public static string[] Files(ArgumentResult result) => [.. result.Tokens.Select(token => FileOf(result, token.Value))];

    public static int Count(ArgumentResult result) =>
        int.TryParse(Text(result), System.Globalization.NumberStyles.None, null, out var count) && count is >= 1 and <= 1_000_000
            ? count
            : Fail<int>(result, "a number from 1 to 1000000");

    public static long Seed(ArgumentResult result) =>
        long.TryParse(Text(result), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var seed)
            ? seed
            : Fail<long>(result, $"a whole number from {long.MinValue} to {long.MaxValue}");

    public static int Clients(ArgumentResult result) =>
        int.TryParse(Text(result), NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count is >= 1 and <= ScenarioDefinition.MaxClients
            ? count
            : Fail<int>(result, $"a number from 1 to {ScenarioDefinition.MaxClients}");

    public static int Nodes(ArgumentResult result) =>
        int.TryParse(Text(result), System.Globalization.NumberStyles.None, null, out var count) && count is >= 1 and <= 9 ? count : Fail<int>(result, "a number from 1 to 9");

    public static TimeSpan? Duration(ArgumentResult result) =>
        Units.TryDuration(Text(result), out var duration) && duration >= TimeSpan.FromSeconds(1)
            ? duration
            : Fail<TimeSpan?>(result, $"1s or more: {Units.DurationRule}");

    /// <summary>A moment: RFC 3339, <c>now</c>, or a time ago such as <c>-30m</c>.</summary>
    public static DateTimeOffset Moment(ArgumentResult result)
    {
        var text = Text(result);
        if (text == "now")
            return TimeProvider.System.GetUtcNow();
        if (text.StartsWith('-') && Units.TryDuration(text[1..], out var ago))
            return TimeProvider.System.GetUtcNow() - ago;
        return Rfc3339.TryParse(text, out var moment) ? moment : Fail<DateTimeOffset>(result, "a time as in RFC 3339, such as 2026-03-02T08:00:00Z, or now, or a time ago such as -30m");
    }

    public static StartOfReplay StartOfReplay(ArgumentResult result) => Text(result) switch
    {
        "now" => CommandLine.StartOfReplay.Now,
        "recorded" => new StartOfReplay(AsRecorded: true, At: null),
        // A server refuses what was observed in the future.
        var text when Rfc3339.TryParse(text, out var moment) && moment <= TimeProvider.System.GetUtcNow() => new StartOfReplay(AsRecorded: false, moment),
        _ => Fail<StartOfReplay>(result, "now, recorded, or a moment that is not ahead, such as 2026-03-02T08:00:00Z"),
    };

    public static Speed Speed(ArgumentResult result) =>
        Drive.Speed.TryParse(Text(result), out var speed) ? speed : Fail<Speed>(result, Drive.Speed.Rule);

    public static Slo Objective(ArgumentResult result) => Slo.TryParse(Text(result), out var slo) ? slo : Fail<Slo>(result, Slo.Rule);

    public static LoadKind Kind(ArgumentResult result) => Text(result) switch
    {
        "rate" => LoadKind.Rate,
        "clients" => LoadKind.Clients,
        _ => Fail<LoadKind>(result, "rate or clients"),
    };

    public static LoginPace Logins(ArgumentResult result) => Text(result) switch
    {
        "paced" => LoginPace.Paced,
        "open" => LoginPace.Open,
        _ => Fail<LoginPace>(result, "paced or open"),
    };

    public static double Rate(ArgumentResult result) =>
        double.TryParse(Text(result), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var rate) && rate is >= 0.0001 and <= 1_000_000
            ? rate
            : Fail<double>(result, "a number of reports a second, from 0.0001 to 1000000");

    public static double Portion(ArgumentResult result) =>
        Units.TryShare(Text(result), out var share) && share.PerMillion is >= 1_000 and <= 1_000_000
            ? share.PerMillion / 1e6
            : Fail<double>(result, "a percentage from 0.1% to 100%");

    public static Uri Address(ArgumentResult result) => AddressOf(result, Text(result));

    public static Uri[] Addresses(ArgumentResult result) => [.. result.Tokens.Select(token => AddressOf(result, token.Value))];

    /// <summary>Addresses with commas between them, each once.</summary>
    public static Uri[] AddressList(ArgumentResult result)
    {
        var addresses = result.Tokens.SelectMany(token => token.Value.Split(',', StringSplitOptions.TrimEntries)).Select(text => AddressOf(result, text)).ToArray();
        if (addresses.GroupBy(address => address).FirstOrDefault(same => same.Key is not null && same.Count() > 1) is { } twice)
            result.AddError($"{NameOf(result)} has {twice.Key} twice.");
        return addresses;
    }

    /// <summary>Where to listen: a name might be any address.</summary>
    public static Uri Listen(ArgumentResult result) =>
        Uri.TryCreate(Text(result), UriKind.Absolute, out var uri) && uri is { Scheme: "http" or "https", PathAndQuery: "/", UserInfo: "", Fragment: "" }
        && (uri.Host == "localhost" || IPAddress.TryParse(uri.Host.Trim('[', ']'), out _))
            ? uri
            : Fail<Uri>(result, "http://ADDRESS:PORT or https://ADDRESS:PORT, where the address is a number or localhost");

    private static string FileOf(ArgumentResult result, string text) => text.Length > 0 ? text : Fail<string>(result, "the name of a file");

    private static Uri AddressOf(ArgumentResult result, string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" && uri.PathAndQuery == "/"
            ? uri
            : Fail<Uri>(result, "an address such as http://127.0.0.1:5081");

    private static string Text(ArgumentResult result) => result.Tokens[^1].Value;

    private static T Fail<T>(ArgumentResult result, string takes)
    {
        result.AddError($"{NameOf(result)} takes {takes}; '{Text(result)}' is not that.");
        return default!;
    }

    private static string NameOf(ArgumentResult result) => (result.Parent as OptionResult)?.Option.Name ?? result.Argument.Name;
}
