using Fleet.Pages.Layout;
using Fleet.Pages.Serving;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Fleet.Pages.Overview;

/// <summary>How is my fleet, in one look.</summary>
internal static class OverviewRoutes
{
    public static void MapOverview(this IEndpointRouteBuilder pages) => pages.MapPage("/", [], async request =>
        PageView.Of<OverviewBody>("Overview", "/", await request.Http.HttpContext.RequestServices.GetRequiredService<OverviewMemory>().Get()) with { LooksEvery = 2 });
}
