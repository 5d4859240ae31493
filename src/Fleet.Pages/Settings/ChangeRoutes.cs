using System.Globalization;
using System.Text.Json.Nodes;
using Fleet.Core.Settings;
using Fleet.Core.Vocabulary;
using Fleet.Pages.Answers;
using Fleet.Pages.Layout;
using Fleet.Pages.Serving;
using Fleet.Pages.Targets;
using Fleet.Protocol.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Fleet.Pages.Settings;

/// <summary>Settings of many clients at once: filled in, looked at, changed.</summary>
internal static class ChangeRoutes
{
    /// <summary>Where it is.</summary>
    public const string Path = "/settings";

    /// <summary>Before the path of a setting in the name of its field.</summary>
    public const string Prefix = "patch.";

    /// <summary>The last step: what was looked at is done.</summary>
    public const string Do = "change";

    /// <summary>So often, in seconds, it looks how clients stand to what was changed: each count may go through a whole fleet.</summary>
    private const int LooksAfterwards = 15;

    private const string Changed = "changed", Offset = "minOffset";

    /// <summary>Filters that take others once settings were changed.</summary>
    private static readonly string[] OfSettings = ["settingsState", "roamingPrivilege"];

    private static ProblemJson Nothing { get; } = new(
        StatusCodes.Status400BadRequest, "missing", "Nothing is to be changed: choose what is to be said of at least one setting.", "patch", null, null, "Bad Request");

    private static ProblemJson NoCount { get; } = new(
        StatusCodes.Status400BadRequest, "out-of-range", $"{Changed} takes how many clients were changed.", Changed, null, null, "Bad Request");

    public static void MapSettings(this IEndpointRouteBuilder pages)
    {
        pages.MapPage(Path, [.. TargetForm.Parameters, .. SettingsLeaf.All.Select(leaf => leaf.Path), Changed, Offset], Show);
        pages.MapFormForMany(Path, Show, Change, new LongAct("Settings of many clients", "/groups", "clients have it"));
    }

    private static async Task<PageView> Show(PageRequest request)
    {
        var changed = request.Address.Value(Changed) is not { } text ? (long?)null
            : long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var clients) ? clients
            : throw new RefusedException(NoCount);
        var target = await TargetForm.Of(request, counted: changed is null);
        var isLookedAt = request.Filled.Count > 0 && !IsPicked(request) && target.Problem is null;
        return PageView.Of<ChangeBody>("Settings of many clients", "/groups", new ChangeModel(
            target,
            path => request.Filled.TryGetValue(Prefix + path, out var value) ? value.ToString().Trim() : request.Address.Value(path) ?? "",
            request.Refused,
            isLookedAt ? request.FilledBut(TargetForm.Step) : [],
            changed is { } count ? await ChangedOf(request, count, target.List?.Without(OfSettings)) : null,
            request.FormKey)) with
        { LooksEvery = changed is null ? 0 : LooksAfterwards };
    }

    private static async Task<PageAddress?> Change(PageRequest request)
    {
        if (IsPicked(request))
            return null;
        var patch = SettingsLeaf.BodyOf(path => request.Filled[Prefix + path].ToString());
        if (patch.Count == 0)
            throw new RefusedException(Nothing);
        var body = new JsonObject { ["target"] = TargetForm.BodyOf(request), ["patch"] = patch }.Bytes();
        if (request.Filled[TargetForm.Step] != Do)
        {
            // What is wrong is told before anybody looks at what will be done.
            await request.Questions.Selected(body, request.Cancel);
            return null;
        }

        var made = await request.Acts.ChangeSettings(request.Http, body, request.Progress, request.Cancel);
        return TargetForm.AddressOf(Path, request)
            .With(Changed, made.Clients.ToString(CultureInfo.InvariantCulture)).With(Offset, made.Offset.ToString(CultureInfo.InvariantCulture));
    }

    private static bool IsPicked(PageRequest request) => request.Filled[TargetForm.Step] == TargetForm.Pick;

    private static async Task<ChangedModel> ChangedOf(PageRequest request, long clients, PageAddress? list)
    {
        var (counts, named) = (new List<(SettingsState, long?)>(), new List<NamedClient>());
        if (list is null)
        {
            foreach (var client in TargetForm.NamedBy(request.Address))
                named.Add(await NamedOf(request, client));
        }
        else
        {
            foreach (var state in Enum.GetValues<SettingsState>())
            {
                var those = list.With("settingsState", Words.Of(state)).With("limit", "1").With(Offset, request.Address.Value(Offset));
                counts.Add((state, (await request.Questions.Clients(those, request.Cancel)).Total));
            }
        }

        return new ChangedModel(clients, list, counts, named);
    }

    /// <summary>A client as it is now; it may have been forgotten since, say.</summary>
    private static async Task<NamedClient> NamedOf(PageRequest request, string client)
    {
        try
        {
            return new NamedClient(client, (await request.Questions.Client(client, new PageAddress(""), request.Cancel)).Settings, null);
        }
        catch (Exception failed) when (request.Questions.ProblemOf(failed) is { Code: "damaged" } or { Status: < StatusCodes.Status500InternalServerError })
        {
            return new NamedClient(client, null, request.Questions.ProblemOf(failed));
        }
    }
}
