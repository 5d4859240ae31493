using Fleet.Pages.Parts;
using Fleet.Pages.Serving;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Fleet.Pages.Past;

/// <summary>The fleet at any moment, and what became of it between two.</summary>
internal static class PastRoutes
{
    private static readonly TimeSpan LastHours = TimeSpan.FromHours(6);

    public static void MapPast(this IEndpointRouteBuilder pages)
    {
        pages.MapPage("/past", ["at", "from", "cursor"], Show);
        pages.MapPage("/past/trend", [], ShowTrend);
    }

    private static async Task<PageView> Show(PageRequest request)
    {
        var (asked, questions, cancel) = (request.Address, request.Questions, request.Cancel);
        var now = request.Now;
        var began = await questions.Began(cancel);
        if (began is null && asked.Value("at") is null && asked.Value("from") is null)
            return PageView.Of<NoPastBody>("The past", "/past", "");
        // Whatever it is, the API reads it, and refuses it in its words.
        var then = await questions.Summary(asked.Only("at"), cancel);
        DateTimeOffset? at = asked.Value("at") is null ? null : then.At ?? now;
        var diff = asked.Value("from") is { } from
            ? await questions.Diff(asked.Only("cursor").With("from", from).With("to", Moments.Exact(at ?? now)).With("limit", "50"), cancel)
            : null;
        return PageView.Of<PastBody>("The past", "/past", new PastModel(asked, began ?? now, now, at, then, diff, await TrendOf(request, began ?? now)));
    }

    private static async Task<PageView> ShowTrend(PageRequest request) =>
        await request.Questions.Began(request.Cancel) is { } began
            ? PageView.Of<TrendBody>("The last hours", "/past", await TrendOf(request, began > request.Now - LastHours ? began : request.Now - LastHours))
            : PageView.Of<NoPastBody>("The last hours", "/past", "");

    /// <summary>From just after the journal's beginning: its first row was written at that moment, and is told in milliseconds.</summary>
    private static Task<Trend> TrendOf(PageRequest request, DateTimeOffset from) =>
        request.Http.HttpContext.RequestServices.GetRequiredService<TrendMemory>().Get(from.AddMilliseconds(1), request.Now, request.Now, request.Cancel);
}
