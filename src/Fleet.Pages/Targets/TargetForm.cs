using System.Text.Json.Nodes;
using Fleet.Pages.Answers;
using Fleet.Pages.Parts;
using Fleet.Pages.Serving;
using Fleet.Protocol.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace Fleet.Pages.Targets;

/// <summary>The part of a form that says whom it is for: all clients, a group, a list, or some that are named.</summary>
internal static class TargetForm
{
    /// <summary>The field for all clients: of a form, and of an address. An empty field must not mean everybody.</summary>
    public const string All = "target.all";

    /// <summary>The field for a group.</summary>
    public const string Group = "target.group";

    /// <summary>The field for a list.</summary>
    public const string Filter = "target.filter";

    /// <summary>The field for clients by their ids.</summary>
    public const string Clients = "target.clients";

    /// <summary>Shows the form for the clients that were picked, and does nothing.</summary>
    public const string Pick = "pick";

    /// <summary>The field that tells how far one has come.</summary>
    public const string Step = "step";

    private static readonly string[] Fields = [All, Group, Filter, Clients];

    /// <summary>What an address of the list has that does not say who is in it.</summary>
    private static readonly string[] OfTheListAlone = ["sort", "column", "limit", "cursor", "minOffset"];

    /// <summary>So long an address may become for the clients that it names: every browser, proxy and mail takes that.</summary>
    private const int LongestAddress = 2_000;

    private static ProblemJson Both { get; } = new(
        StatusCodes.Status400BadRequest, "contradiction", "All clients are chosen, and some of them besides: take one of the two away.", All, null, null, "Bad Request");

    /// <summary>What the address of a page with such a form may say of it.</summary>
    public static IReadOnlyList<string> Parameters { get; } = [.. Fields.Select(ParameterOf)];

    /// <summary>A page whose form is for the clients of a list.</summary>
    /// <param name="page">The page.</param>
    /// <param name="filters">The filters of the list.</param>
    public static PageAddress For(string page, IEnumerable<(string Name, string Value)> filters) =>
        new PageAddress("", [.. filters]).ToString() is { Length: > 0 } list ? new PageAddress(page).With("filter", list.TrimStart('?')) : new PageAddress(page).With("all", "true");

    /// <summary>The member <c>target</c> of the API's body.</summary>
    /// <exception cref="RefusedException">All clients are meant, and some of them too.</exception>
    public static JsonObject BodyOf(PageRequest request)
    {
        var target = new JsonObject()
            .Put("clients", FormValues.WordsOf(Entered(request, Clients)))
            .Put("group", FormValues.TextOf(Entered(request, Group)))
            .Put("filter", FormValues.TextOf(QuestionOf(Entered(request, Filter))));
        if (Entered(request, All) != "true")
            return target;
        if (target.Count > 0)
            throw new RefusedException(Both);
        target["filter"] = "";
        return target;
    }

    /// <summary>A page that is about whom the form is for. Clients that are named are left out where they do not fit into an address.</summary>
    public static PageAddress AddressOf(string page, PageRequest request)
    {
        var others = Fields.Where(field => field != Clients).Aggregate(new PageAddress(page), (address, field) => address.With(ParameterOf(field), Entered(request, field).Trim()));
        var named = others.With(ParameterOf(Clients), string.Join(',', FormValues.Words(Entered(request, Clients))));
        return Fits(named) ? named : others;
    }

    /// <summary>The clients that are named; empty: others are meant, or they are more than an address has that this host makes.</summary>
    public static IReadOnlyList<string> NamedBy(PageAddress address) => Fits(address) ? FormValues.Words(string.Join('\n', address.Values(ParameterOf(Clients)))) : [];

    /// <summary>The same part of the form, for who is to see it; with how many clients that are, where somebody is named.</summary>
    /// <param name="request">The page.</param>
    /// <param name="counted">Whether it is to be found out how many they are.</param>
    public static async Task<TargetModel> Of(PageRequest request, bool counted = true)
    {
        var (name, list) = Named(request);
        var (now, problem) = ((SelectedCounts?)null, request.Refused);
        if (counted && name.Length > 0 && problem?.Field?.StartsWith("target", StringComparison.Ordinal) != true)
        {
            try
            {
                now = await request.Questions.Selected(new JsonObject { ["target"] = BodyOf(request), ["patch"] = new JsonObject() }.Bytes(), request.Cancel);
            }
            catch (Exception failed) when (request.Questions.ProblemOf(failed) is { Status: < StatusCodes.Status500InternalServerError } why)
            {
                problem ??= why with { Field = FormField.Nearest(why.Field, [.. Fields.OrderBy(field => Entered(request, field).Length == 0)]) };
            }
        }

        return new TargetModel(field => Entered(request, field), name, list, now, problem);
    }

    private static (string Name, PageAddress? List) Named(PageRequest request)
    {
        var list = new PageAddress("/clients");
        if (Entered(request, All) == "true")
            return ("All clients", list);
        if (Entered(request, Group).Trim() is { Length: > 0 } group)
            return ($"The group {group}", list.With("group", group));
        if (QuestionOf(Entered(request, Filter)) is { Length: > 0 } filter)
            return ($"The list {filter}", list with { Parameters = [.. ParametersOf(filter)] });
        return (FormValues.WordsOf(Entered(request, Clients)) is null ? "" : "The clients that are named", null);
    }

    /// <summary>What is filled in or, where the form is new, what the address says.</summary>
    private static string Entered(PageRequest request, string field) =>
        request.Filled.Count > 0 ? string.Join('\n', request.Filled[field].AsEnumerable()) : string.Join('\n', request.Address.Values(ParameterOf(field)));

    /// <summary>Somebody may copy the whole address of a list, with what does not say who is in it.</summary>
    private static string QuestionOf(string text) => text.IndexOf('?', StringComparison.Ordinal) is var mark and >= 0
        ? new PageAddress("", [.. ParametersOf(text[(mark + 1)..].Trim())]).Without(OfTheListAlone).ToString().TrimStart('?')
        : text.Trim();

    private static IEnumerable<(string Name, string Value)> ParametersOf(string question) =>
        QueryHelpers.ParseQuery(question).SelectMany(parameter => parameter.Value.Select(value => (parameter.Key, value ?? "")));

    private static bool Fits(PageAddress address) => address.ToString().Length <= LongestAddress;

    private static string ParameterOf(string field) => field["target.".Length..];
}
