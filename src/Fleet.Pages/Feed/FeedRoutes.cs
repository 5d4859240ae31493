using Fleet.Pages.Layout;
using Fleet.Pages.Parts;
using Fleet.Pages.Serving;
using Microsoft.AspNetCore.Routing;

namespace Fleet.Pages.Feed;

/// <summary>Icon changes as they happen; without a script those of the last minutes.</summary>
internal static class FeedRoutes
{
    private const string Shown = "200";

    /// <summary>So far back, or less where more happened than is shown.</summary>
    private static readonly TimeSpan[] Back = [TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(1), TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(1)];

    public static void MapFeed(this IEndpointRouteBuilder pages) => pages.MapPage("/feed", ["group", "connection", "condition"], async request =>
        PageView.Of<FeedBody>("Feed", "/feed", await Find(request)) with { Script = "feed.js" });

    private static async Task<FeedModel> Find(PageRequest request)
    {
        foreach (var back in Back)
        {
            var since = request.Now - back;
            var page = await request.Questions.Changes(request.Address.With("from", Moments.Exact(since)).With("limit", Shown), request.Cancel);
            if (page.Next is null || back == Back[^1])
                return new FeedModel(request.Address, page with { Items = page.Items.Where(item => item.Icon is not null).ToList() }, since);
        }

        throw new InvalidOperationException("There is always a last one.");
    }
}
