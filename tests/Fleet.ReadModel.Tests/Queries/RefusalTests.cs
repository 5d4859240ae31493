using Fleet.Core.Clients;
using Fleet.Core.Vocabulary;
using Fleet.ReadModel.Queries;
using Fleet.Testing;
using Xunit;

namespace Fleet.ReadModel.Tests.Queries;

/// <summary>Questions that make no sense are refused with the parameter's name and what it takes.</summary>
public sealed class RefusalTests : IDisposable
{
    private readonly TestFleet _fleet = new();

    public RefusalTests()
    {
        _fleet.Write(
        [
            Row("a", Arbitrary.Start),
            Row("b", Arbitrary.Start.AddMinutes(1)),
            Row("c", Arbitrary.Start.AddMinutes(2)),
        ]);
        _fleet.Time.SetUtcNow(Arbitrary.Later);
        _fleet.Project();
    }

    [Theory]
    [InlineData("")]
    [InlineData("!")]
    [InlineData("AAAA")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public void A_malformed_cursor(string cursor)
    {
        Refused(QueryFault.BadCursor, "cursor", () => _fleet.Queries.Clients(new ClientsQuery { Cursor = cursor }));
        Refused(QueryFault.BadCursor, "cursor", () => _fleet.Queries.History(new HistoryQuery(ClientId.Parse("a")) { Cursor = cursor }));
        Refused(QueryFault.BadCursor, "cursor", () => _fleet.Queries.Diff(new DiffQuery(Arbitrary.Start, Arbitrary.Start) { Cursor = cursor }));
    }

    [Fact]
    public void A_cursor_of_another_list()
    {
        var cursor = _fleet.Queries.Clients(new ClientsQuery { Limit = 1 }).Next!;
        Assert.Equal(cursor, Uri.EscapeDataString(cursor));
        Assert.Single(_fleet.Queries.Clients(new ClientsQuery { Limit = 1, Cursor = cursor }).Items);
        Refused(QueryFault.BadCursor, "cursor", () => _fleet.Queries.Clients(new ClientsQuery { Descending = true, Cursor = cursor }));
        Refused(QueryFault.BadCursor, "cursor", () => _fleet.Queries.Clients(new ClientsQuery { Filter = ClientFilter.All.With(ClientFilters.Prefix, ClientId.Parse("a")), Cursor = cursor }));
        Refused(QueryFault.BadCursor, "cursor", () => _fleet.Queries.Clients(new ClientsQuery { Cursor = (cursor[0] == 'A' ? 'B' : 'A') + cursor[1..] }));
        Refused(QueryFault.BadCursor, "cursor", () => _fleet.Queries.History(new HistoryQuery(ClientId.Parse("a")) { Cursor = cursor }));
    }

    [Fact]
    public void A_time_before_the_journal_began()
    {
        var early = Arbitrary.Start.AddTicks(-1);
        Refused(QueryFault.BeforeBegin, "at", () => _fleet.Queries.Summary(early, []));
        Refused(QueryFault.BeforeBegin, "at", () => _fleet.Queries.Client(ClientId.Parse("a"), early));
        Refused(QueryFault.BeforeBegin, "at", () => _fleet.Queries.Explain(ClientId.Parse("a"), early));
        Refused(QueryFault.BeforeBegin, "at", () => _fleet.Queries.History(new HistoryQuery(ClientId.Parse("a")) { At = early }));
        Refused(QueryFault.BeforeBegin, "from", () => _fleet.Queries.Diff(new DiffQuery(early, Arbitrary.Start)));
    }

    [Fact]
    public void A_begin_after_the_end() =>
        Refused(QueryFault.OutOfRange, "from", () => _fleet.Queries.Diff(new DiffQuery(Arbitrary.Start.AddMinutes(1), Arbitrary.Start)));

    [Fact]
    public void A_client_that_nobody_heard_of()
    {
        var stranger = ClientId.Parse("stranger");
        Refused(QueryFault.NotFound, null, () => _fleet.Queries.Client(stranger));
        Refused(QueryFault.NotFound, null, () => _fleet.Queries.Explain(stranger));
        Refused(QueryFault.NotFound, null, () => _fleet.Queries.History(new HistoryQuery(stranger)));
        Refused(QueryFault.NotFound, null, () => _fleet.Queries.Client(ClientId.Parse("c"), Arbitrary.Start));
    }

    [Fact]
    public void A_client_that_is_not_visible_yet()
    {
        _fleet.Write([Row("d", Arbitrary.Start.AddMinutes(3))]);
        Refused(QueryFault.NotFound, null, () => _fleet.Queries.Client(ClientId.Parse("d")));
    }

    [Fact]
    public async Task An_offset_beyond_the_end_of_the_journal()
    {
        var refused = await Assert.ThrowsAsync<QueryException>(() => _fleet.WaitFor(4));
        Assert.Equal((QueryFault.OffsetAhead, "minOffset", (TimeSpan?)null), (refused.Code, refused.Parameter, refused.RetryAfter));
    }

    [Fact]
    public async Task An_offset_that_does_not_become_visible_in_time()
    {
        _fleet.Write([Row("d", Arbitrary.Start.AddMinutes(3))]);
        var wait = _fleet.WaitFor(4);
        Assert.False(wait.IsCompleted);
        Eventually.True(
            () =>
            {
                _fleet.Time.Advance(TimeSpan.FromMilliseconds(50));
                return wait.IsCompleted;
            },
            "refused");
        var refused = await Assert.ThrowsAsync<QueryException>(() => wait);
        Assert.Equal(QueryFault.Lagging, refused.Code);
        Assert.NotNull(refused.RetryAfter);
    }

    [Fact]
    public async Task An_offset_that_becomes_visible_ends_the_wait()
    {
        _fleet.Write([Row("d", Arbitrary.Start.AddMinutes(3))]);
        var wait = _fleet.WaitFor(4);
        Assert.False(wait.IsCompleted);
        _fleet.Project();
        _fleet.Visible.Seen(4);
        await wait;
        Assert.Equal(4, _fleet.Queries.Summary([]).Total);
    }

    [Fact]
    public async Task However_long_it_takes_who_waits_asks_the_store_once()
    {
        _fleet.Write([Row("d", Arbitrary.Start.AddMinutes(3))]);
        var waits = Enumerable.Range(0, 20).Select(_ => _fleet.WaitFor(4)).ToList();
        for (var time = TimeSpan.Zero; time < TestFleet.Patience / 2; time += TimeSpan.FromMilliseconds(50))
            _fleet.Time.Advance(TimeSpan.FromMilliseconds(50));
        _fleet.Visible.Seen(3);
        Assert.DoesNotContain(waits, wait => wait.IsCompleted);
        Assert.Equal(20, _fleet.Looks);
        _fleet.Visible.Seen(4);
        await Task.WhenAll(waits);
        await _fleet.WaitFor(4);
        // Also what is visible long since is asked for: it may be of a journal that was replaced.
        Assert.Equal(21, _fleet.Looks);
    }

    public void Dispose() => _fleet.Dispose();

    private static void Refused(QueryFault fault, string? parameter, Func<object> ask)
    {
        var refused = Assert.Throws<QueryException>(ask);
        Assert.Equal((fault, parameter), (refused.Code, refused.Parameter));
    }

    private static Happening Row(string client, DateTimeOffset at)
    {
        var decision = Core.Clients.Client.Decide(ClientState.None, ClientMemory.None, new TakeReport(1, 0, at, ReportedFacts.None), at, ClientRules.Default);
        var happened = decision.Events[0];
        return new Happening(ClientId.Parse(client), 1, at, happened, ClientState.None, Core.Clients.Client.Apply(ClientState.None, happened));
    }
}
