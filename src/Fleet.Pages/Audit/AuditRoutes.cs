using Fleet.Pages.Layout;
using Fleet.Pages.Serving;
using Microsoft.AspNetCore.Routing;

namespace Fleet.Pages.Audit;

/// <summary>Who did what.</summary>
internal static class AuditRoutes
{
    public static void MapAudit(this IEndpointRouteBuilder pages) =>
        pages.MapPage("/audit", ["from", "to", "who", "what", "target", "sort", "limit", "cursor", "minOffset"], async request =>
        {
            // The latest first, where nobody says: that is what one looks for.
            var asked = request.Address.Value("sort") is null ? request.Address.With("sort", "-offset") : request.Address;
            var page = await request.Questions.Audit(asked, request.Cancel);
            return PageView.Of<AuditBody>("Audit", "/audit", new AuditModel(request.Address, page with { Items = page.Items.ToList() }));
        });
}
