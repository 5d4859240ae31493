using System.Text.RegularExpressions;
using Fleet.Pages.Answers;
using Fleet.Pages.Layout;
using Fleet.Pages.Parts;
using Fleet.Protocol.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Fleet.Pages.Serving;

/// <summary>Gives pages their addresses, and sees to what all of them have in common.</summary>
internal static partial class PageRoutes
{
    /// <summary>Parameters that are moments. Fields for dates leave the zone out: here it is always UTC.</summary>
    private static readonly HashSet<string> Moments = ["at", "from", "to", "offlineSince"];

    /// <summary>What programs ask, whatever they say that they take.</summary>
    private static readonly string[] NotPages = ["/v1", "/openapi", "/health", "/metrics", "/assets"];

    /// <summary>A page.</summary>
    /// <param name="http">Where addresses are given.</param>
    /// <param name="pattern">Its address.</param>
    /// <param name="parameters">What its address may ask for; anything else is refused.</param>
    /// <param name="show">Finds out what it shows.</param>
    public static void MapPage(this IEndpointRouteBuilder http, string pattern, IReadOnlyCollection<string> parameters, Func<PageRequest, Task<PageView>> show) =>
        http.MapGet(pattern, new RequestDelegate(context => Get(context, parameters, show)));

    /// <summary>What a form does: an act, after which the browser is led to the page that shows what came of it.</summary>
    /// <param name="http">Where addresses are given.</param>
    /// <param name="pattern">Where the form is sent.</param>
    /// <param name="show">The page of the form, shown again with why where the act is refused.</param>
    /// <param name="act">The act; tells where to go then.</param>
    public static void MapForm(this IEndpointRouteBuilder http, string pattern, Func<PageRequest, Task<PageView>> show, Func<PageRequest, Task<PageAddress>> act) =>
        http.MapPost(pattern, new RequestDelegate(context => Post(context, namesClients: false, show, async request => await act(request))));

    /// <summary>The same of a form that may name many clients.</summary>
    /// <param name="http">Where addresses are given.</param>
    /// <param name="pattern">Where the form is sent.</param>
    /// <param name="show">The page of the form.</param>
    /// <param name="act">The act; tells where to go then. Null: nothing was done yet, and the page is shown with what was filled in.</param>
    /// <param name="goesOn">What is said while it goes on; null: it is soon over.</param>
    public static void MapFormForMany(
        this IEndpointRouteBuilder http, string pattern, Func<PageRequest, Task<PageView>> show, Func<PageRequest, Task<PageAddress?>> act, LongAct? goesOn = null) =>
        http.MapPost(pattern, new RequestDelegate(context => Post(context, namesClients: true, show, act, goesOn)));

    /// <summary>Refuses parameters that nobody reads: a slip would widen what is shown.</summary>
    /// <exception cref="RefusedException">There is one.</exception>
    public static void Check(PageAddress asked, IReadOnlyCollection<string> known)
    {
        if (asked.Parameters.FirstOrDefault(parameter => !known.Contains(parameter.Name)).Name is not { } unknown)
            return;
        throw new RefusedException(new ProblemJson(
            StatusCodes.Status400BadRequest, "unknown-parameter", known.Count == 0 ? "This page takes no parameters." : $"This page takes the parameters {string.Join(", ", known)}.", unknown, null, null, "Bad Request"));
    }

    /// <summary>Whether somebody looks at an address that is not of the API: what is wrong with it is told by a page.</summary>
    public static bool IsOfSomebodyWhoLooks(HttpRequest request) =>
        !NotPages.Any(of => request.Path.StartsWithSegments(of, StringComparison.OrdinalIgnoreCase)) && request.Headers.Accept.Any(accept => accept?.Contains("text/html", StringComparison.OrdinalIgnoreCase) == true);

    /// <summary>Tells what is wrong by a page.</summary>
    public static Task Tell(HttpContext context, ProblemJson problem) =>
        context.RequestServices.GetRequiredService<PageRenderer>().WriteProblem(context, new PageRequest(context, AddressOf(context.Request)), problem);

    private static Task Get(HttpContext context, IReadOnlyCollection<string> parameters, Func<PageRequest, Task<PageView>> show)
    {
        var asked = AddressOf(context.Request);
        var plain = Plain(asked);
        if (plain.ToString() == asked.ToString())
            return Answer(context, plain, Checked);
        context.Response.Redirect(plain.ToString());
        return Task.CompletedTask;

        Task<PageView> Checked(PageRequest request)
        {
            Check(request.Address, parameters);
            return show(request);
        }
    }

    private static async Task Post(HttpContext context, bool namesClients, Func<PageRequest, Task<PageView>> show, Func<PageRequest, Task<PageAddress?>> act, LongAct? goesOn = null)
    {
        var address = AddressOf(context.Request);
        IFormCollection form;
        try
        {
            form = await SentForm.Read(context, namesClients);
        }
        catch (RefusedException refused)
        {
            var why = refused.Why;
            await Answer(context, address, _ => throw new RefusedException(why));
            return;
        }

        var (filled, renderer) = (new PageRequest(context, address) { Filled = form }, context.RequestServices.GetRequiredService<PageRenderer>());
        var acting = FormKey.IsOwn(context, form) ? act(filled) : Task.FromException<PageAddress?>(new RefusedException(FormKey.Foreign));
        if (goesOn is not null && !await LongActAnswer.IsSoonOver(acting, filled.Progress))
        {
            await new LongActAnswer(renderer, context, filled, goesOn).Write(acting);
            return;
        }

        try
        {
            if (await acting is { } after)
            {
                context.Response.Redirect(after.ToString());
                context.Response.StatusCode = StatusCodes.Status303SeeOther;
                return;
            }
        }
        catch (Exception failed) when (!context.RequestAborted.IsCancellationRequested)
        {
            var problem = renderer.ProblemOf(context, failed);
            filled = new PageRequest(context, address) { Filled = form, Refused = problem with { Field = FormField.Nearest(problem.Field, [.. form.Keys.OrderBy(key => form[key].ToString().Length == 0)]) } };
        }

        await Answer(context, address, _ => ShowAgain(filled, show));
    }

    private static async Task<PageView> ShowAgain(PageRequest filled, Func<PageRequest, Task<PageView>> show)
    {
        if (filled.Refused is not { } refused)
            return await show(filled);
        try
        {
            return await show(filled) with { Status = refused.Status };
        }
        catch (Exception) when (!filled.Cancel.IsCancellationRequested)
        {
            // Where there is no page to show, what was wrong in the first place is still to be told.
            throw new RefusedException(refused);
        }
    }

    private static async Task Answer(HttpContext context, PageAddress address, Func<PageRequest, Task<PageView>> show)
    {
        var (renderer, request) = (context.RequestServices.GetRequiredService<PageRenderer>(), new PageRequest(context, address));
        try
        {
            await renderer.Write(context, request, await show(request));
        }
        catch (Exception failed) when (!context.RequestAborted.IsCancellationRequested && !context.Response.HasStarted)
        {
            await renderer.WriteProblem(context, request, renderer.ProblemOf(context, failed));
        }
    }

    private static PageAddress AddressOf(HttpRequest request) => new(
        request.Path.ToUriComponent(), [.. request.Query.SelectMany(parameter => parameter.Value.Select(value => (parameter.Key, value ?? "")))]);

    /// <summary>Without fields of a form that were left empty, and moments as they are written: an address that is worth sending to somebody.</summary>
    private static PageAddress Plain(PageAddress asked) => asked with
    {
        Parameters =
        [
            .. from parameter in asked.Parameters
               where parameter.Value.Length > 0
               select Moments.Contains(parameter.Name) && Zoneless().IsMatch(parameter.Value)
                   ? (parameter.Name, parameter.Value.Length == "2026-05-01T08:00".Length ? $"{parameter.Value}:00Z" : $"{parameter.Value}Z")
                   : parameter,
        ],
    };

    [GeneratedRegex(@"^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,7})?)?$", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Zoneless();
}
