using Fleet.Actors.ReadModel;
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

    private static RecordingStream Record(HttpRequest request, [FromServices] FleetReadModel fleet, [FromServices] FleetSettings settings)
    {
        var (from, to) = request.Question().Stretch();
        return new RecordingStream(fleet.Recordings.Open(from, to, ClientRules.Default with { PatternMaxAge = settings.PatternMaxAge }, settings.Presence.Timeout));
    }
}
