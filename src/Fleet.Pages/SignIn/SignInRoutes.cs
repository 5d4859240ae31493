using Fleet.Pages.Layout;
using Fleet.Pages.Serving;
using Microsoft.AspNetCore.Routing;

namespace Fleet.Pages.SignIn;

/// <summary>Where one will sign in. Nobody is asked who he is yet, and the page says so.</summary>
internal static class SignInRoutes
{
    public static void MapSignIn(this IEndpointRouteBuilder pages) =>
        pages.MapPage("/sign-in", [], request => Task.FromResult(PageView.Of<SignInBody>("Nobody has to sign in", "", request.Acts.WhoActs(request.Http))));
}
