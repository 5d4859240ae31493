using Fleet.Pages.Answers;
using Fleet.Pages.Layout;
using Fleet.Protocol.Http;
using Microsoft.AspNetCore.Http;

namespace Fleet.Pages.Serving;

/// <summary>
/// The answer to a form whose act takes long: a page that begins at once, tells how far it is while it is being sent, and at its end leads to where a short act would have
/// led. It is one answer to one request: no node has to remember anything for another one, no script has to run, and when the browser goes away the act stops as any other.
/// </summary>
internal sealed class LongActAnswer(PageRenderer renderer, HttpContext http, PageRequest request, LongAct act)
{
    /// <summary>Whoever has waited so long wants to know.</summary>
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(1);

    /// <summary>How often it is shown how far it is.</summary>
    private static readonly TimeSpan Shown = TimeSpan.FromSeconds(1);

    /// <summary>How often that is read aloud, in times that it is shown.</summary>
    private const int Spoken = 5;

    private int _steps;
    private long _spoken = -1;

    /// <summary>Waits for an act for as long as nothing has to be said of it. Before it has begun nothing is: what is wrong with a form has a status, and stands beside its field.</summary>
    /// <returns>Whether it is over.</returns>
    public static async Task<bool> IsSoonOver(Task acting, ActProgress progress)
    {
        await Task.WhenAny(acting, Task.WhenAll(progress.Begun, Task.Delay(Soon)));
        return acting.IsCompleted;
    }

    /// <summary>Sends the page, until the act is over.</summary>
    /// <param name="acting">The act; where to go then.</param>
    /// <exception cref="OperationCanceledException">The browser has gone.</exception>
    public async Task Write(Task<PageAddress?> acting)
    {
        try
        {
            await renderer.Begin(http, request, View(null, null));
            while (!acting.IsCompleted)
            {
                await WriteStep();
                await Task.WhenAny(acting, Task.Delay(Shown, request.Cancel));
            }

            await WriteStep();
        }
        finally
        {
            // Where the browser has gone it stops with the request, and is not left to itself before it has.
            await ((Task)acting).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        PageView end;
        try
        {
            end = View(await acting, null);
        }
        catch (Exception failed) when (!request.Cancel.IsCancellationRequested)
        {
            end = View(null, renderer.ProblemOf(http, failed));
        }

        // What it says by now is of now.
        await renderer.End(http, new PageRequest(http, request.Address), end);
    }

    private Task WriteStep()
    {
        var done = request.Progress.Done;
        var isSpoken = _steps++ % Spoken == 0 && done != _spoken;
        if (isSpoken)
            _spoken = done;
        return renderer.Add<ActStep>(http, new() { [nameof(ActStep.Done)] = done, [nameof(ActStep.Of)] = request.Progress.Of, [nameof(ActStep.What)] = act.Of, [nameof(ActStep.IsSpoken)] = isSpoken });
    }

    private PageView View(PageAddress? after, ProblemJson? refused) => PageView.Of<ActBody>(act.Title, act.Section, new ActModel(
        act, request.Progress, after, refused, request.Address.ToString(), request.FilledBut(), request.FormKey));
}
