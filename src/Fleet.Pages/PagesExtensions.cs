using Fleet.Pages.Audit;
using Fleet.Pages.Clients;
using Fleet.Pages.Feed;
using Fleet.Pages.Groups;
using Fleet.Pages.Layout;
using Fleet.Pages.Legend;
using Fleet.Pages.Overview;
using Fleet.Pages.Past;
using Fleet.Pages.Serving;
using Fleet.Pages.Settings;
using Fleet.Pages.SignIn;
using Fleet.Pages.Tasks;
using Fleet.Protocol.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Fleet.Pages;

/// <summary>Wires the pages into the host.</summary>
public static class PagesExtensions
{
    /// <summary>What pages are made with; the host has to bring <see cref="Answers.IFleetQuestions"/> and <see cref="Answers.IFleetActs"/>.</summary>
    public static void AddPages(this IServiceCollection services)
    {
        services.AddSingleton<PageRenderer>();
        services.AddSingleton<OverviewMemory>();
        services.AddSingleton<TrendMemory>();
    }

    /// <summary>Whether somebody looks at an address that is not of the API: what is wrong with it is told by a page.</summary>
    public static bool WantsPage(this HttpRequest request) => PageRoutes.IsOfSomebodyWhoLooks(request);

    /// <summary>Tells what is wrong with a request by a page.</summary>
    /// <param name="http">The request; nothing was answered yet.</param>
    /// <param name="problem">What is wrong.</param>
    public static Task TellByPage(this HttpContext http, ProblemJson problem) => PageRoutes.Tell(http, problem);

    /// <summary>The addresses of pages, and of what they load.</summary>
    public static void MapPages(this IEndpointRouteBuilder http)
    {
        var pages = http.MapGroup("").ExcludeFromDescription();
        pages.MapAssets();
        pages.MapOverview();
        pages.MapClients();
        pages.MapClient();
        pages.MapPast();
        pages.MapFeed();
        pages.MapGroups();
        pages.MapSettings();
        pages.MapTasks();
        pages.MapAudit();
        pages.MapLegend();
        pages.MapSignIn();
    }
}
