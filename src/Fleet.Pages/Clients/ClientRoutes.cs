using System.Globalization;
using System.Text.Json.Nodes;
using Fleet.Pages.Answers;
using Fleet.Pages.Layout;
using Fleet.Pages.Serving;
using Fleet.Pages.Settings;
using Fleet.Protocol.Http;
using Microsoft.AspNetCore.Routing;

namespace Fleet.Pages.Clients;

/// <summary>One client: what it is, why, what to do and who does it, what became of it, and what an operator does to it.</summary>
internal static class ClientRoutes
{
    private const string Shown = "50";

    public static void MapClient(this IEndpointRouteBuilder pages)
    {
        pages.MapPage("/clients/{id}", ["at", "cursor", "minOffset"], Show);
        pages.MapForm("/clients/{id}/settings", Show, async request => PageOf(request, await SettingsForm.Put(request, LevelOf(request))));
        pages.MapForm("/clients/{id}/note", Show, async request => PageOf(request, (await PutNote(request)).Offset));
        pages.MapForm("/clients/{id}/tag", Show, async request => PageOf(request, (await PutTag(request, isOn: true)).Offset));
        pages.MapForm("/clients/{id}/untag", Show, async request => PageOf(request, (await PutTag(request, isOn: false)).Offset));
        pages.MapForm("/clients/{id}/verify", Show, Verify);
        pages.MapForm("/clients/{id}/forget", Show, Forget);
    }

    private static async Task<PageView> Show(PageRequest request)
    {
        var (id, questions, cancel) = (IdOf(request), request.Questions, request.Cancel);
        var address = request.Address.At($"/clients/{id}");
        var then = address.Only("at");
        ClientJson client;
        try
        {
            client = await questions.Client(id, address.Only("at", "minOffset"), cancel);
        }
        catch (Exception failed) when (questions.ProblemOf(failed) is { Code: "damaged" } damaged)
        {
            return await ShowDamaged(request, id, address, damaged);
        }

        var why = await questions.Explain(id, then, cancel);
        var history = await HistoryOf(request, id, address);
        var isNow = then.Parameters.Count == 0;
        var tasks = isNow ? await questions.TasksOf(id, new PageAddress("").With("limit", "20"), cancel) : null;
        return PageView.Of<ClientBody>(id, "/clients", new ClientModel(
            address.Without("minOffset"),
            client with { Conditions = client.Conditions.ToList(), RequiredActions = client.RequiredActions.ToList(), Tags = client.Tags.ToList() },
            why with { Conditions = why.Conditions.ToList() },
            history,
            tasks is null ? null : tasks with { Items = tasks.Items.ToList() },
            isNow ? await ActsOf(request, id, client) : null,
            request.Now)) with
        { LooksEvery = request.Refused is null && address.Without("minOffset").Parameters.Count == 0 ? 5 : 0 };
    }

    /// <summary>What is known of it stands in its history, and nowhere else.</summary>
    private static async Task<PageView> ShowDamaged(PageRequest request, string id, PageAddress address, ProblemJson damaged) =>
        PageView.Of<DamagedClientBody>(id, "/clients", new DamagedClientModel(
            id, address.Without("minOffset"), damaged, await HistoryOf(request, id, address), request.Refused, request.FormKey)) with
        { Status = damaged.Status };

    private static async Task<HistoryJson> HistoryOf(PageRequest request, string id, PageAddress address)
    {
        var page = await request.Questions.History(id, address.Without("minOffset").With("sort", "-offset").With("limit", Shown), request.Cancel);
        return page with { Items = page.Items.ToList(), Damaged = page.Damaged?.ToList() };
    }

    private static async Task<ClientActsModel> ActsOf(PageRequest request, string id, ClientJson client)
    {
        var page = $"/clients/{id}";
        var act = request.Http.Path.Value!.Split('/')[^1];
        return new ClientActsModel(
            page,
            await SettingsForm.Of(request, LevelOf(request), page, $"{page}/settings", id),
            request.Refused is not null && act == "note" ? request.Filled["text"].ToString() : client.Note?.Text ?? "",
            request.Refused is not null && act == "tag" ? request.Filled["tag"].ToString() : "",
            [.. client.Tags.Select(tag => tag.Value)],
            request.Refused,
            act,
            request.FormKey);
    }

    private static Task<MarkedJson> PutNote(PageRequest request) => request.Acts.PutNote(
        request.Http, IdOf(request), request.Filled.Text("text") is { } text ? new JsonObject { ["text"] = text }.Bytes() : (ReadOnlyMemory<byte>?)null, request.Cancel);

    private static Task<MarkedJson> PutTag(PageRequest request, bool isOn) =>
        request.Acts.PutTag(request.Http, IdOf(request), request.Filled["tag"].ToString().Trim(), isOn, request.Cancel);

    /// <summary>When it was seen last, and how that is known, is on its page then.</summary>
    private static async Task<PageAddress> Verify(PageRequest request)
    {
        await request.Acts.Verify(IdOf(request), request.Cancel);
        return new PageAddress($"/clients/{IdOf(request)}");
    }

    private static async Task<PageAddress> Forget(PageRequest request) => After("/clients", (await request.Acts.Forget(request.Http, IdOf(request), request.Cancel)).Offset);

    private static string IdOf(PageRequest request) => request.Route("id");

    private static LevelName LevelOf(PageRequest request) => new(null, IdOf(request));

    private static PageAddress PageOf(PageRequest request, long offset) => After($"/clients/{IdOf(request)}", offset);

    /// <summary>The page shows what was done.</summary>
    private static PageAddress After(string page, long offset) => new PageAddress(page).With("minOffset", offset.ToString(CultureInfo.InvariantCulture));
}
