using Fleet.Pages.Answers;
using Fleet.Pages.Parts;
using Fleet.Pages.Serving;
using Fleet.Protocol.Http;
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
        pages.MapPage("/past/trend", ["whole"], ShowTrend);
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
        return PageView.Of<PastBody>("The past", "/past", new PastModel(
            asked, began ?? now, now, at, then, diff, await Memory(request).GetKnown(Begin(began ?? now), now, now, cancel)));
    }

    private static async Task<PageView> ShowTrend(PageRequest request)
    {
        var isWhole = request.Address.Value("whole") switch { null => false, "true" => true, _ => throw Wrong() };
        var (title, now) = (isWhole ? "All the time" : "The last hours", request.Now);
        if (await request.Questions.Began(request.Cancel) is not { } began)
            return PageView.Of<NoPastBody>(title, "/past", "");
        var from = isWhole || began > now - LastHours ? began : now - LastHours;
        return PageView.Of<TrendBody>(title, "/past", new TrendModel(await Memory(request).Get(Begin(from), now, now, request.Cancel), !isWhole, []));
    }

    private static TrendMemory Memory(PageRequest request) => request.Http.HttpContext.RequestServices.GetRequiredService<TrendMemory>();

    /// <summary>Just after the journal's beginning: its first row was written at that moment, and is told in milliseconds.</summary>
    private static DateTimeOffset Begin(DateTimeOffset from) => from.AddMilliseconds(1);

    private static RefusedException Wrong() => new(new ProblemJson(400, "out-of-range", "whole takes true; without it the trend is that of the last hours.", "whole", null, null, "Bad Request"));
}
