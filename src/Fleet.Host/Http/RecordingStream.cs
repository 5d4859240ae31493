using Fleet.Actors.ReadModel.Recordings;
using Fleet.Protocol.Recording;

namespace Fleet.Host.Http;

/// <summary>Sends a recording while it is read from the journal. Who receives one without its footer knows that it was cut off.</summary>
internal sealed class RecordingStream(JournalRecording recording) : IResult
{
    /// <summary>JSON Lines.</summary>
    public const string MediaType = "application/jsonl";

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        using var open = recording;
        using var writer = new RecordingWriter(recording.Header);
        var (response, cancel) = (httpContext.Response, httpContext.RequestAborted);
        response.ContentType = MediaType;
        response.Headers.CacheControl = "no-store";
        if (httpContext.WantsHeadAlone())
            return;
        foreach (var input in recording.Inputs())
        {
            writer.Write(input);
            if (writer.Gathered.Length < RecordingWriter.Plenty)
                continue;
            await response.BodyWriter.WriteAsync(writer.Gathered, cancel);
            writer.Clear();
        }

        writer.Finish(recording.FleetHash());
        await response.BodyWriter.WriteAsync(writer.Gathered, cancel);
    }
}
