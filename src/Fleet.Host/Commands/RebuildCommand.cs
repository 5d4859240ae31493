using System.CommandLine;
using System.Net;
using Fleet.Host.Commands.Api;
using Fleet.Host.Commands.Display;
using Fleet.Host.Commands.Options;
using Fleet.Protocol.Http;
using Spectre.Console;

namespace Fleet.Host.Commands;

/// <summary><c>fleet rebuild</c>.</summary>
internal static class RebuildCommand
{
    private static readonly ApiQuestion Status = new("v1/read-model");
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(200);

    public static Command Create(CommonOptions common)
    {
        var command = new Command("rebuild", """
            Builds the tables that queries are answered from anew, from the journal. It waits until they have taken the place
            of the old ones, which answer until then. Ctrl+C ends the waiting, not the building.

            Example:
              fleet rebuild --api http://127.0.0.1:5080
            """);
        common.Does(command, Run);
        return command;
    }

    private static async Task Run(Asked asked, CancellationToken cancel)
    {
        var begun = await asked.Api.Post(new ApiQuestion("v1/read-model/rebuild"), cancel);
        var wanted = begun.Read<ReadModelJson>().Building?.Generation
            ?? throw new ApiException("The host has not begun to build: its log tells why.", HttpStatusCode.InternalServerError);
        ApiAnswer? done = null;
        if (asked.AsJson || asked.Screen.Width is null)
            done = await Wait(asked, begun, wanted, _ => { }, cancel);
        else
        {
            var progress = asked.Screen.Console.Progress().Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new ElapsedTimeColumn());
            await progress.StartAsync(async view =>
            {
                var task = view.AddTask("Building");
                done = await Wait(asked, begun, wanted, status => Show(task, status), cancel);
            });
        }

        if (asked.AsJson)
            asked.Screen.WriteJson(done!.Json);
        else
            Show(asked.Screen, done!.Read<ReadModelJson>());
    }

    /// <summary>Looks again and again, until queries are answered from the tables of that number or later ones.</summary>
    private static async Task<ApiAnswer> Wait(Asked asked, ApiAnswer answer, int wanted, Action<ReadModelJson> show, CancellationToken cancel)
    {
        while (true)
        {
            var status = answer.Read<ReadModelJson>();
            show(status);
            if (status.Generation >= wanted)
                return answer;
            if (status.Building?.Generation != wanted)
                throw new ApiException("The host has given the building up: its log tells why.", HttpStatusCode.InternalServerError);
            await Task.Delay(BetweenLooks, asked.Time, cancel);
            answer = await Look(asked.Api, cancel) ?? answer;
        }
    }

    /// <summary>Null: it is too busy building to tell.</summary>
    private static async Task<ApiAnswer?> Look(FleetApi api, CancellationToken cancel)
    {
        try
        {
            return await api.Get(Status, cancel);
        }
        catch (ApiException busy) when (busy.Status == HttpStatusCode.ServiceUnavailable)
        {
            return null;
        }
    }

    private static void Show(Screen screen, ReadModelJson built)
    {
        screen.WriteLine($"The read model is built anew, up to offset {built.Offset}.");
        if (built.Damaged is { } damaged)
            screen.Note($"Rows of the journal that cannot be read, and are left out: {damaged.Rows}.");
    }

    private static void Show(ProgressTask task, ReadModelJson status)
    {
        task.MaxValue = Math.Max(1, status.JournalEnd ?? 0);
        task.Value = status.Building?.Offset ?? task.MaxValue;
        task.Description = status.Building is { } building ? $"Building: offset {building.Offset:N0} of {status.JournalEnd ?? 0:N0}" : "Built";
    }
}
