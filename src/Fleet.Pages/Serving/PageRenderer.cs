using System.Globalization;
using Fleet.Pages.Answers;
using Fleet.Pages.Layout;
using Fleet.Protocol.Http;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Fleet.Pages.Serving;

/// <summary>Writes pages. Each is whole before a word of it is sent, so what fails on the way is told in its place; but for one of an act that takes long, which tells that itself.</summary>
internal sealed class PageRenderer(IServiceProvider services, ILoggerFactory logs)
{
    /// <summary>Nothing but what the host itself serves, and nothing that stands in the text of a page, is run or taken for style.</summary>
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    /// <summary>So often, in seconds, a page looks whether the server has caught up.</summary>
    private const int LooksWhileBehind = 2;

    private readonly ILogger _log = logs.CreateLogger<PageRenderer>();

    /// <summary>Sends a page.</summary>
    public async Task Write(HttpContext http, PageRequest request, PageView page)
    {
        var html = await Html(request, page);
        Head(http.Response, page.Status);
        await http.Response.WriteAsync(html, http.RequestAborted);
    }

    /// <summary>Begins a page that is sent bit by bit, up to <see cref="LongAct.Here"/>.</summary>
    public async Task Begin(HttpContext http, PageRequest request, PageView page)
    {
        var html = (await Html(request, page)).Split(LongAct.Here.Value)[0];
        Head(http.Response, page.Status);
        // Neither what packs answers nor a proxy keeps a bit until there are more.
        http.Features.GetRequiredFeature<IHttpResponseBodyFeature>().DisableBuffering();
        http.Response.Headers["X-Accel-Buffering"] = "no";
        await Send(http, html);
    }

    /// <summary>Sends one more bit of it.</summary>
    public async Task Add<T>(HttpContext http, Dictionary<string, object?> parameters) where T : IComponent => await Send(http, await Html<T>(parameters));

    /// <summary>Ends it, with what stands after <see cref="LongAct.Here"/> by now.</summary>
    public async Task End(HttpContext http, PageRequest request, PageView page) => await Send(http, (await Html(request, page)).Split(LongAct.Here.Value)[1]);

    /// <summary>What is wrong, for who asked; what is wrong inside the server is logged.</summary>
    public ProblemJson ProblemOf(HttpContext http, Exception failed)
    {
        var problem = http.RequestServices.GetRequiredService<IFleetQuestions>().ProblemOf(failed);
        if (problem.Status == StatusCodes.Status500InternalServerError)
            _log.LogError(failed, "The page {Path} failed", http.Request.Path);
        return problem;
    }

    /// <summary>Sends what is wrong instead of a page.</summary>
    public Task WriteProblem(HttpContext http, PageRequest request, ProblemJson problem)
    {
        if (problem.RetryAfterSeconds is { } seconds)
            http.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        // What passes by itself is looked after by the page itself; a form may have been sent to where no page is.
        var asked = HttpMethods.IsGet(http.Request.Method) ? request.Address : null;
        return Write(http, request, PageView.Of<ProblemBody>(problem.Title, "", new ProblemModel(problem, asked)) with
        {
            IsProblem = true,
            Status = problem.Status,
            LooksEvery = asked is null || problem.RetryAfterSeconds is null ? 0 : Math.Max(2, problem.RetryAfterSeconds.Value),
        });
    }

    private static void Head(HttpResponse response, int status)
    {
        response.StatusCode = status;
        response.ContentType = "text/html; charset=utf-8";
        response.Headers.ContentSecurityPolicy = Policy;
        response.Headers["Referrer-Policy"] = "same-origin";
        response.Headers.CacheControl = "no-store";
    }

    private static async Task Send(HttpContext http, string html)
    {
        await http.Response.WriteAsync(html, http.RequestAborted);
        await http.Response.Body.FlushAsync(http.RequestAborted);
    }

    private async Task<string> Html(PageRequest request, PageView page)
    {
        var behind = page.IsProblem ? null : request.Behind;
        // What a form says of an act is not replaced.
        if (behind is not null && page.LooksEvery == 0 && HttpMethods.IsGet(request.Http.Method))
            page = page with { LooksEvery = LooksWhileBehind };
        return "<!doctype html>\n" + await Html<Shell>(new()
        {
            [nameof(Shell.Page)] = page,
            [nameof(Shell.Viewer)] = request.Acts.WhoActs(request.Http),
            [nameof(Shell.Now)] = request.Now,
            [nameof(Shell.Behind)] = behind,
        });
    }

    private async Task<string> Html<T>(Dictionary<string, object?> parameters) where T : IComponent
    {
        await using var renderer = new HtmlRenderer(services, logs);
        return await renderer.Dispatcher.InvokeAsync(async () => (await renderer.RenderComponentAsync<T>(ParameterView.FromDictionary(parameters))).ToHtmlString());
    }
}
