using Fleet.Actors.Levels;
using Fleet.Actors.Members;
using Fleet.Actors.ReadSide;
using Fleet.Core.Clients;
using Fleet.Core.Settings;
using Fleet.Core.Vocabulary;
using Fleet.Host.Clients;
using Fleet.ReadModel.Model;
using Fleet.ReadModel.Queries;

namespace Fleet.Host.Http;

/// <summary>Where settings are read and written, whichever level they are of.</summary>
internal sealed class SettingsDesk(FleetLevels levels, IClients clients, FleetReadModel fleet, [FromKeyedServices(Reads.Managing)] ReadByAll read)
{
    /// <summary>What a level says.</summary>
    /// <param name="address">Which one.</param>
    /// <param name="at">At a moment of the past; null: now.</param>
    /// <param name="cancel">The asker has gone.</param>
    public async Task<(LevelSettings? Level, Problem? Problem)> Get(SettingsAddress address, DateTimeOffset? at, CancellationToken cancel)
    {
        if (address.Client is { } client)
            return await Get(client, at, cancel);
        var level = (at is { } moment
            ? await fleet.Ask(queries => queries.SettingsAt(moment, address.Group is { } then ? [then] : []), cancel)
            : levels.Node.Book).OfLevel(address.Group).Settings;
        return level == LevelSettings.None && address.Group is { } group && !await IsKnown(group, cancel) ? (null, SettingsProblems.UnknownGroup) : (level, null);
    }

    /// <summary>Changes what a level says.</summary>
    /// <returns>Of whom waits for the offset it is seen; or why the change is not taken.</returns>
    public async Task<(long Offset, Problem? Problem)> Put(SettingsAddress address, SettingsPatch patch, Operator by, string? ifMatch, CancellationToken cancel)
    {
        // Whoever has to be told may be at a node that does not know the message.
        if (!read.IsSo)
            return (0, Problems.OlderNode);
        if (address.Client is { } client)
            return await Put(client, new PutSettings(patch, by, ifMatch), cancel);
        var answer = await levels.Put(new PutLevelSettings(address.Group, patch, by, ifMatch), IClients.AnswerWithin, cancel);
        return (answer.Level.Offset, answer.Refusal is { } refusal ? Problems.Of(refusal) : null);
    }

    /// <summary>What a level said, change by change.</summary>
    public Task<LevelHistoryPage> History(LevelHistoryQuery query, CancellationToken cancel) => fleet.Ask(queries => queries.LevelHistory(query), cancel);

    private async Task<(LevelSettings?, Problem?)> Get(ClientId client, DateTimeOffset? at, CancellationToken cancel)
    {
        if (at is { } moment)
            return ((await fleet.Ask(queries => queries.Client(client, moment), cancel)).State.Settings.Own, null);
        var view = await clients.Get(client, cancel);
        return view.Damage is { } damage ? throw QueryException.Damaged(damage)
            : view.State.Exists ? (view.State.Settings.Own, null)
            : (null, ClientEndpoints.Absent(view));
    }

    private async Task<(long, Problem?)> Put(ClientId client, PutSettings put, CancellationToken cancel)
    {
        var answer = await clients.Tell(client, put, IClients.AnswerWithin, cancel);
        return answer.Reply switch
        {
            Refused { Refusal.Code: RefusalCode.NotFound } => (0, ClientEndpoints.Absent(await clients.Get(client, cancel))),
            Refused refused => (0, Problems.Of(refused.Refusal)),
            _ => (answer.Offset, null),
        };
    }

    private Task<bool> IsKnown(GroupName group, CancellationToken cancel) =>
        fleet.Ask(queries => queries.Read(snapshot => snapshot.Counts(CellKind.Group, group.Value).Count > 0), cancel);
}
