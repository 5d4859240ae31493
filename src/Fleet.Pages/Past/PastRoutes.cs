using Fleet.Pages.Answers;
using Fleet.Pages.Layout;
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
        var asked = request.Address;
        var began = await request.Questions.Began(request.Cancel);
        if (began is null && asked.Value("at") is null && asked.Value("from") is null)
            return PageView.Of<NoPastBody>("The past", "/past", "");
        try
        {
            return PageOf(await Find(request, asked, began ?? request.Now));
        }
        catch (Exception failed) when (began is not null && request.Questions.ProblemOf(failed) is { Field: "at" or "from" } refused)
        {
            // Who pulls a handle too far, or mistypes a moment, keeps what he does that with.
            var left = asked.Without("from", "cursor");
            var found = await Find(request, refused.Field == "at" ? left.Without("at") : left, began.Value);
            return PageOf(found with { Address = asked, Refused = Said(refused, began.Value) }) with { Status = refused.Status };
        }
    }

    private static PageView PageOf(PastModel found) => PageView.Of<PastBody>("The past", "/past", found);

    private static async Task<PastModel> Find(PageRequest request, PageAddress asked, DateTimeOffset began)
    {
        var (questions, now, cancel) = (request.Questions, request.Now, request.Cancel);
        // Whatever it is, the API reads it, and refuses it in its words.
        var then = await questions.Summary(asked.Only("at"), cancel);
        DateTimeOffset? at = asked.Value("at") is not null && then.At is { } moment && moment < now ? moment : null;
        var diff = asked.Value("from") is { } from
            ? await questions.Diff(asked.Only("cursor").With("from", from).With("to", Moments.Exact(at ?? now)).With("limit", "50"), cancel)
            : null;
        return new PastModel(asked, began, now, at, then, diff, await Memory(request).GetKnown(Begin(began), now, now, cancel), await questions.Progress(cancel), Refused: null);
    }

    /// <summary>In words of the page's fields, where the API has its own.</summary>
    private static ProblemJson Said(ProblemJson refused, DateTimeOffset began) => refused switch
    {
        { Code: "before-begin" } => refused with { Detail = $"Nothing is known from before {Moments.Precise(began)}: the journal began then." },
        { Field: "from", Code: "out-of-range" } when refused.Detail.Contains("after", StringComparison.Ordinal) => refused with { Detail = "This has to be the earlier one of the two moments." },
        _ => refused,
    };

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
