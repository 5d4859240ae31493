using Microsoft.AspNetCore.Http.Features;

namespace Fleet.Host.Listening;

/// <summary>Gives each listener a table of routes of its own, so that what is mapped for one does not exist at the other.</summary>
/// <remarks>
/// One table with a mark at each endpoint would serve what somebody forgot to mark. And it is not the Host header that tells where a
/// request came in: whoever sends it writes that.
/// </remarks>
internal static class ServingExtensions
{
    /// <summary>Says what is answered at one of the listeners.</summary>
    /// <param name="app">The host.</param>
    /// <param name="listener">Where.</param>
    /// <param name="use">What every request passes; looks up the routes.</param>
    /// <param name="map">The routes.</param>
    public static void Serve(this WebApplication app, Listener listener, Action<IApplicationBuilder> use, Action<IEndpointRouteBuilder> map)
    {
        var own = new ApplicationBuilder(app.Services);
        use(own);
        own.UseEndpoints(map);
        var answer = own.Build();
        app.Use((context, next) => context.Features.GetRequiredFeature<CameInAt>().Listener == listener ? answer(context) : next(context));
    }
}
