using Fleet.Actors.ReadSide;
using Fleet.Core.Clients;
using Fleet.Host.OpenApi;
using Fleet.Host.Settings;
using Microsoft.AspNetCore.Mvc;

namespace Fleet.Host.Http;

/// <summary>Stretches of the journal as recordings.</summary>
internal static class RecordingEndpoints
{
    public static void MapRecordings(this IEndpointRouteBuilder v1) =>
        v1.MapGet("/recordings", Record)
            .Describes("getRecording", "Record a stretch of the past", RecordingSchema.Description)
            .Asks(ApiParameters.From, ApiParameters.To)
            .Answers("The recording.", RecordingStream.MediaType, RecordingSchema.Lines, () => RecordingSchema.Example);

    private static async Task<RecordingStream> Record(
        HttpRequest request, [FromServices] FleetReadModel fleet, [FromServices] FleetSettings settings, CancellationToken cancel)
    {
        var (from, to) = request.Question().Stretch();
        var rules = ClientRules.Default with { PatternMaxAge = settings.PatternMaxAge };
        return new RecordingStream(await fleet.Record(from, to, rules, settings.Presence.Timeout, cancel), fleet);
    }
}
