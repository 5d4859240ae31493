using Microsoft.Playwright;

namespace Fleet.Benchmarks.Pages;

/// <summary>A tab of a browser that has seen nothing yet. Times are in milliseconds, and the browser's own.</summary>
internal sealed class Visit : IAsyncDisposable
{
    /// <summary>A page with a word and nothing else, of the same host.</summary>
    public const string Empty = "/health/live";

    /// <summary>When something was painted for the first time since the page was asked for.</summary>
    private const string FirstPaint = """
        () => new Promise(told => new PerformanceObserver((list, observer) => {
          const paint = list.getEntriesByName('first-contentful-paint')[0];
          if (paint) { observer.disconnect(); told(paint.startTime); }
        }).observe({ type: 'paint', buffered: true }))
        """;

    /// <summary>The slider is pulled; it is over when what the page says of the moment has been painted.</summary>
    private const string Pull = """
        async percent => {
          const handle = document.querySelector('input[data-moves=at]');
          const lead = document.querySelector('#page .lead');
          const [least, most] = [Number(handle.min), Number(handle.max)];
          const began = performance.now();
          const moved = new Promise(told => new MutationObserver((_, observer) => { observer.disconnect(); told(); }).observe(lead, { subtree: true, childList: true, characterData: true, attributes: true }));
          handle.value = least + Math.round((most - least) * percent / 100);
          handle.dispatchEvent(new Event('input', { bubbles: true }));
          await moved;
          await new Promise(requestAnimationFrame);
          await new Promise(told => setTimeout(told));
          return performance.now() - began;
        }
        """;

    private const string Ask = """
        async address => {
          const began = performance.now();
          await (await fetch(address)).text();
          await new Promise(requestAnimationFrame);
          await new Promise(told => setTimeout(told));
          return performance.now() - began;
        }
        """;

    private readonly IBrowserContext _context;

    private Visit(IBrowserContext context, IPage page) => (_context, Page) = (context, page);

    public IPage Page { get; }

    public static async Task<Visit> Open(IBrowser browser, Uri host)
    {
        var context = await browser.NewContextAsync(new BrowserNewContextOptions { BaseURL = host.ToString(), ViewportSize = new ViewportSize { Width = 1280, Height = 900 } });
        return new Visit(context, await context.NewPageAsync());
    }

    /// <summary>Goes to a page.</summary>
    public async Task<double> Paint(string address)
    {
        var answer = await Page.GotoAsync(address);
        return answer is { Ok: true } ? await Page.EvaluateAsync<double>(FirstPaint) : throw new InvalidOperationException($"{address}: {answer?.Status}");
    }

    /// <summary>Pulls the slider of the past, to a share of all time in percent.</summary>
    public Task<double> Step(int percent) => Page.EvaluateAsync<double>(Pull, percent);

    /// <summary>An answer with a word, and a frame.</summary>
    public Task<double> EmptyAnswer() => Page.EvaluateAsync<double>(Ask, Empty);

    public ValueTask DisposeAsync() => _context.DisposeAsync();
}
