using Fleet.Core.Clients;
using Fleet.Core.Settings;
using Fleet.Core.Vocabulary;
using Fleet.Host.Http;
using Fleet.Journal.Questions;
using Fleet.Protocol.Http;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace Fleet.Host.Tests.Http;

public sealed class ClientCsvStreamTests
{
    [Fact]
    public async Task No_page_is_asked_for_when_the_caller_has_gone()
    {
        using var gone = new CancellationTokenSource();
        var asked = 0;
        var stream = new ClientCsvStream(Page("a", next: "1"), async _ =>
        {
            asked++;
            await gone.CancelAsync();
            return Page("b", next: "2");
        });
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => stream.ExecuteAsync(Context(gone.Token)));
        Assert.Equal(1, asked);
    }

    [Fact]
    public async Task A_page_that_is_refused_for_now_is_asked_for_again()
    {
        var refused = 0;
        var context = Context(CancellationToken.None);
        await new ClientCsvStream(Page("a", next: "1"), _ => refused++ < 2 ? throw new QuestionRefusedException(QuestionRefusal.Busy, TimeSpan.FromMilliseconds(1)) : Task.FromResult(Page("b", next: null))).ExecuteAsync(context);
        context.Response.Body.Position = 0;
        var lines = (await new StreamReader(context.Response.Body).ReadToEndAsync()).Split("\r\n");
        Assert.Equal(["clientId", "a", "b", ""], lines.Select(line => line.Split(',')[0]));
    }

    private static ClientPageJson Page(string client, string? next) =>
        new([ApiAnswers.Of(ClientId.Parse(client), ClientState.None with { Exists = true }, 1, DateTimeOffset.UnixEpoch, SettingsBook.Empty)], next, 1, null);

    private static DefaultHttpContext Context(CancellationToken aborted) => new() { RequestAborted = aborted, Response = { Body = new MemoryStream() } };
}
