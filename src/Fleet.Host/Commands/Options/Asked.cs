using System.CommandLine;
using Fleet.Host.Commands.Api;
using Fleet.Host.Commands.Display;

namespace Fleet.Host.Commands.Options;

/// <summary>What a command is asked to do, and with what.</summary>
/// <param name="Parsed">The command line.</param>
/// <param name="Api">The host.</param>
/// <param name="Screen">Where the answer goes.</param>
/// <param name="Time">What time it is.</param>
/// <param name="AsJson">The answer is for a machine.</param>
internal sealed record Asked(ParseResult Parsed, FleetApi Api, Screen Screen, TimeProvider Time, bool AsJson)
{
    /// <summary>Asks one question, and shows the answer: as it is, or to a person.</summary>
    public async Task Show<T>(ApiQuestion question, Action<T> toPerson, CancellationToken cancel) where T : class
    {
        var answer = await Api.Get(question, cancel);
        if (AsJson)
            Screen.WriteJson(answer.Json);
        else
            toPerson(answer.Read<T>());
    }

    /// <summary>The same with an answer that comes in pages.</summary>
    public async Task ShowPages<T>(ApiQuestion question, Paging paging, Action<T> toPerson, CancellationToken cancel) where T : class
    {
        var pages = Api.Ask(paging.AddTo(question, Parsed), paging.All(Parsed), cancel);
        if (!AsJson)
        {
            string? next = null;
            await foreach (var page in pages)
            {
                toPerson(page.Read<T>());
                next = page.Next;
            }

            if (next is not null)
                Screen.Note("There is more: --all lists all of it.");
        }
        else if (paging.All(Parsed))
        {
            await Pages.Write(pages, Screen.Output, cancel);
            Screen.WriteJson([]);
        }
        else
        {
            await foreach (var page in pages)
                Screen.WriteJson(page.Json);
        }
    }
}
