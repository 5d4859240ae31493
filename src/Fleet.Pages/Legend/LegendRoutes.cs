using Fleet.Pages.Layout;
using Fleet.Pages.Serving;
using Microsoft.AspNetCore.Routing;

namespace Fleet.Pages.Legend;

/// <summary>What the 54 icons say.</summary>
internal static class LegendRoutes
{
    public static void MapLegend(this IEndpointRouteBuilder pages) =>
        pages.MapPage("/icons", [], _ => Task.FromResult(PageView.Of<LegendBody>("The 54 icons", "/icons", "")));
}
