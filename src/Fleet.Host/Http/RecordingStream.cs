using Fleet.Actors.ReadSide;
using Fleet.ReadModel.Recordings;
using Fleet.Protocol.Recording;

namespace Fleet.Host.Http;

/// <summary>Sends a recording while it is read from the journal. Who receives one without its footer knows that it was cut off.</summary>
internal sealed class RecordingStream(JournalRecording recording, FleetReadModel fleet) : IResult
{
    /// <summary>JSON Lines.</summary>
    public const string MediaType = "application/jsonl";

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        using var open = new RecordingLease(recording);
        var writer = new RecordingWriter(recording.Header);
        var (response, cancel) = (httpContext.Response, httpContext.RequestAborted);
        response.ContentType = MediaType;
        response.Headers.CacheControl = "no-store";
        if (httpContext.WantsHeadAlone())
            return;
        var (inputs, acts) = (recording.Inputs().GetEnumerator(), new Queue<RecordedAct>(recording.Acts));
        while (await fleet.Read(open, _ => Gather(inputs, acts, writer), cancel) is true)
            await Send();
        await Send();

        async Task Send()
        {
            await response.BodyWriter.WriteAsync(writer.Gathered, cancel);
            writer.Clear();
        }
    }

    /// <summary>False: that was all.</summary>
    private bool Gather(IEnumerator<RecordedInput> inputs, Queue<RecordedAct> acts, RecordingWriter writer)
    {
        while (writer.Gathered.Length < RecordingWriter.Plenty)
        {
            var isMore = inputs.MoveNext();
            while (acts.TryPeek(out var act) && (!isMore || act.At <= inputs.Current.At))
                writer.Write(acts.Dequeue());
            if (!isMore)
            {
                writer.Finish(recording.FleetHash());
                return false;
            }

            writer.Write(inputs.Current);
        }

        return true;
    }
}
