using System.Net;
using Fleet.Core.Clients;
using Fleet.Core.Vocabulary;
using Fleet.Host.Commands.Api;
using Fleet.Host.Commands.Display;
using Fleet.Protocol.Http;
using Fleet.ReadModel.Queries;
using Fleet.Story;
using Spectre.Console;

namespace Fleet.Host.Commands;

/// <summary>Makes a story of what a host tells: its clients at a moment, and every change after it.</summary>
/// <param name="api">The host.</param>
/// <param name="screen">Where something may be said.</param>
/// <param name="isWatched">Somebody looks on.</param>
internal sealed class StoryOfHost(FleetApi api, Screen screen, bool isWatched)
{
    /// <summary>What a story is made of is held in memory: some hundred bytes a change.</summary>
    public const int MostChanges = 2_000_000;

    /// <summary>Those that went for good: what is told of them later does not bring them back, a session does.</summary>
    private readonly HashSet<ClientId> _left = [];

    private long _taken;
    private long _damaged;

    /// <summary>Asks for it.</summary>
    /// <param name="from">Where it begins, or where the journal does if that is later.</param>
    /// <param name="to">Where it ends.</param>
    /// <param name="cancel">Gives up.</param>
    /// <returns>The story, and the moment of its time zero.</returns>
    /// <exception cref="ApiException">The host is away or refuses, or the stretch is too long.</exception>
    public async Task<(FleetStory Story, DateTimeOffset Start)> Ask(DateTimeOffset from, DateTimeOffset to, CancellationToken cancel)
    {
        if (from >= to)
            throw new ApiException($"--from takes a moment that has been, and is before --to: {Times.Exact(from)} is not before {Times.Exact(to)}.", HttpStatusCode.BadRequest);
        var result = isWatched
            ? await screen.Console.Status().StartAsync("Asking for the fleet as it was", view => Ask(from, to, text => view.Status(text), cancel))
            : await Ask(from, to, _ => { }, cancel);
        if (_damaged > 0)
            screen.Note($"{_damaged:N0} rows of the journal cannot be read, and are not in it.");
        return result;
    }

    private async Task<(FleetStory Story, DateTimeOffset Start)> Ask(DateTimeOffset from, DateTimeOffset to, Action<string> show, CancellationToken cancel)
    {
        var changes = new ApiQuestion("v1/changes").With("from", from).With("to", to);
        var start = await Began(from, changes, cancel);
        var log = new StoryLog(TimeSpan.Zero, to - start);
        if (start == from)
            await TakeFleet(log, from, show, cancel);
        await foreach (var page in api.AskAll(changes.With("limit", PageLimits.Most), cancel))
        {
            if (Take(page, log, start) is { } last)
                show($"{_taken:N0} changes, until {Times.Exact(last.RecordedAt)}");
            if (_taken > MostChanges)
                throw new ApiException($"There are more than {MostChanges:N0} changes in this time: ask for less of it.", HttpStatusCode.BadRequest);
        }

        foreach (var act in await StoryActs.Of(api, start, to, cancel))
            log.Take(act);
        return (log.Tell(), start);
    }

    /// <summary>Where the story begins: the moment that is asked for, or the first change where there is no journal before it.</summary>
    private async Task<DateTimeOffset> Began(DateTimeOffset from, ApiQuestion changes, CancellationToken cancel)
    {
        try
        {
            await api.Get(new ApiQuestion("v1/clients").With("at", from).With("limit", 1), cancel);
            return from;
        }
        catch (ApiException e) when (e is { Status: HttpStatusCode.BadRequest, Parameter: "at" })
        {
            if ((await api.Get(changes.With("limit", 1), cancel)).Read<HistoryJson>().Items.FirstOrDefault() is not { } first)
                throw new ApiException("Nothing had happened by then: the journal begins later, or is empty.", HttpStatusCode.BadRequest);
            screen.Note($"The journal begins at {Times.Precise(first.RecordedAt)}, and so does the story.");
            return first.RecordedAt;
        }
    }

    private async Task TakeFleet(StoryLog log, DateTimeOffset from, Action<string> show, CancellationToken cancel)
    {
        var before = TimeSpan.FromTicks(-1);
        await foreach (var page in api.AskAll(new ApiQuestion("v1/clients").With("at", from).With("limit", PageLimits.Most), cancel))
        {
            foreach (var client in page.Read<ClientPageJson>().Items)
                log.Take(before, client.ClientId, Told(client.Group, client.Connection, client.Presence.Cause, client.Conditions));
            show("Asking for the fleet as it was");
        }
    }

    private HistoryItemJson? Take(ApiAnswer answer, StoryLog log, DateTimeOffset start)
    {
        HistoryItemJson? last = null;
        var page = answer.Read<HistoryJson>();
        foreach (var item in page.Items)
        {
            var client = item.ClientId ?? throw Other();
            if (item.Presence != PresenceCause.Goodbye)
                _left.Remove(client);
            else if (Presence.IsForGood(item.Goodbye))
                _left.Add(client);
            var isCounted = item.Forgotten is not true && !_left.Contains(client);
            log.Take(item.RecordedAt - start, client, isCounted ? Told(item.Group ?? throw Other(), item.Connection, item.Presence, item.Conditions ?? throw Other()) : null);
            last = item;
            _taken++;
        }

        _damaged += page.Damaged?.Count() ?? 0;
        return last;
    }

    private static ToldClient Told(GroupName group, Connection connection, PresenceCause cause, IEnumerable<Conditions> conditions) =>
        new(group, connection, Troubles.Of(connection, cause, conditions.Aggregate(Conditions.None, (all, one) => all | one)));

    private static ApiException Other() => new("The host does not tell of a change what a story needs: it is of another version than this command.", HttpStatusCode.OK);
}
