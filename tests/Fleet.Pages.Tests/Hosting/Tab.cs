using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Fleet.Testing;
using Microsoft.Playwright;
using Xunit;

namespace Fleet.Pages.Tests.Hosting;

/// <summary>A tab of the browser, which keeps what went wrong in it.</summary>
internal sealed class Tab : IAsyncDisposable
{
    private readonly IBrowserContext _context;
    private readonly List<string> _errors = [];

    private Tab(IBrowserContext context, IPage page)
    {
        (_context, Page) = (context, page);
        page.Console += (_, message) => Note(message.Type == "error", message.Text);
        page.PageError += (_, error) => Note(isError: true, error);
        page.Dialog += (_, dialog) => Note(isError: true, $"dialog: {dialog.Message}");
    }

    public IPage Page { get; }

    /// <summary>What went wrong.</summary>
    public IReadOnlyList<string> Errors
    {
        get
        {
            lock (_errors)
                return [.. _errors];
        }
    }

    public static async Task<Tab> Open(IBrowser browser, Uri host, BrowserNewContextOptions? options)
    {
        options ??= new BrowserNewContextOptions();
        options.BaseURL = host.ToString();
        var context = await browser.NewContextAsync(options);
        context.SetDefaultTimeout((float)Patience.Long.TotalMilliseconds);
        return new Tab(context, await context.NewPageAsync());
    }

    /// <summary>One more tab of the same browser, with its cookies.</summary>
    public async Task<Tab> Another() => new(_context, await _context.NewPageAsync());

    /// <summary>Goes to a page, and waits until all of it is there.</summary>
    public async Task Go(string address, int status = 200)
    {
        var answer = await Page.GotoAsync(address);
        Assert.Equal(status, answer!.Status);
    }

    /// <summary>Clicks on something, and waits until all of the page is there to which that leads, if it does: the browser says that it has come to one when that begins.</summary>
    public async Task Click(ILocator what)
    {
        await what.ClickAsync();
        await IsWhole();
    }

    /// <summary>Waits until all of the page is there. What is only counted, or asked for by a script, is not waited for by itself.</summary>
    public Task IsWhole() => Page.WaitForLoadStateAsync();

    /// <summary>Nothing is wrong with it for those who see, hear or touch it in other ways.</summary>
    public Task IsAccessible(string what) => IsAccessible(what, new AxeRunOptions { Rules = new() { ["target-size"] = new() { Enabled = true } } });

    /// <summary>Its texts can be read; of a page of which all else was looked at in other colours.</summary>
    public Task HasContrast(string what) => IsAccessible(what, new AxeRunOptions { RunOnly = new RunOnlyOptions { Type = "rule", Values = ["color-contrast", "link-in-text-block"] } });

    private async Task IsAccessible(string what, AxeRunOptions rules)
    {
        var found = await Page.RunAxe(rules);
        Assert.True(found.Violations.Length == 0, $"{what}: {string.Join("; ", found.Violations.Select(wrong => $"{wrong.Id}: {string.Join(", ", wrong.Nodes.Take(3).Select(node => node.Html))}"))}");
    }

    /// <summary>Nothing has to be pushed aside to be read.</summary>
    public async Task FitsItsWidth(string what) =>
        Assert.True(await Page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= document.documentElement.clientWidth"), $"{what} is wider than the screen");

    /// <summary>Waits until it has come to an address that begins so, and all of the page is there. It looks again and again, and so cannot miss it.</summary>
    public async Task IsAt(string start)
    {
        await Eventually.Holds(() => Task.FromResult(new Uri(Page.Url).PathAndQuery.StartsWith(start, StringComparison.Ordinal)), $"the tab at {start}");
        await IsWhole();
    }

    /// <summary>Presses keys one after the other. The browser's own way to do that waits without a bound.</summary>
    public async Task Press(params string[] keys)
    {
        foreach (var key in keys)
            await Page.Keyboard.PressAsync(key).WaitAsync(Patience.Long);
    }

    /// <summary>Waits for what a script answers.</summary>
    public Task Until(string script, string what) => Eventually.Holds(() => Page.EvaluateAsync<bool>(script), what);

    public ValueTask DisposeAsync() => _context.DisposeAsync();

    private void Note(bool isError, string text)
    {
        if (!isError)
            return;
        lock (_errors)
            _errors.Add(text);
    }
}
