using Fleet.Core.Clients;
using Fleet.Core.Vocabulary;

namespace Fleet.Host.Http;

/// <summary>The problems that more than one endpoint answers with. They say what is wrong; what to do about one that passes follows from its time, and a page says that otherwise than a command.</summary>
internal static class Problems
{
    /// <summary>The id in the path is none.</summary>
    public static Problem BadClientId { get; } =
        new(StatusCodes.Status400BadRequest, Words.Of(RefusalCode.OutOfRange), $"A client id takes {ClientId.Rule}.", "clientId");

    /// <summary>Nobody has ever heard of the client.</summary>
    public static Problem UnknownClient { get; } =
        new(StatusCodes.Status404NotFound, Words.Of(RefusalCode.NotFound), "There is no such client.");

    /// <summary>An operator had the client forgotten.</summary>
    public static Problem ForgottenClient { get; } =
        new(StatusCodes.Status410Gone, "forgotten", "The client was forgotten; its history is kept.");

    /// <summary>Something inside did not answer in time.</summary>
    public static Problem Unavailable { get; } =
        new(StatusCodes.Status503ServiceUnavailable, Words.Of(RefusalCode.Unavailable), "The server did not get to it in time.", RetryAfterSeconds: 1);

    /// <summary>Not every member of the cluster knows what would be written.</summary>
    public static Problem OlderNode { get; } = Unavailable with { Detail = "A node of an older version is in the cluster, which would lose it.", RetryAfterSeconds = 60 };

    /// <summary>What the answer is read from is away.</summary>
    public static Problem StoreAway { get; } = Unavailable with { Detail = "The store does not answer." };

    /// <summary>Too many ask at a time.</summary>
    public static Problem Busy { get; } =
        new(StatusCodes.Status503ServiceUnavailable, Words.Of(RefusalCode.Busy), "As many questions are being answered, and wait, as the server takes at a time.", RetryAfterSeconds: 1);

    /// <summary>The stream cannot go on after what is no offset.</summary>
    public static Problem NoOffset { get; } = Of(new Refusal(RefusalCode.OutOfRange, "after takes one offset of the journal: a whole number, 0 or more.", "after"));

    /// <summary>Something was not taken.</summary>
    /// <param name="refusal">Why.</param>
    /// <param name="lastSeq">Where to go on, if it was a report that a client refused.</param>
    public static Problem Of(Refusal refusal, long? lastSeq = null) => new(
        StatusOf(refusal.Code),
        Words.Of(refusal.Code),
        refusal.Message,
        refusal.Field,
        // Whole seconds, as the header has them.
        refusal.RetryAfter is { } after ? Math.Max(1, (int)Math.Ceiling(after.TotalSeconds)) : null,
        lastSeq);

    private static int StatusOf(RefusalCode code) => code switch
    {
        RefusalCode.NotFound => StatusCodes.Status404NotFound,
        RefusalCode.ChangedMeanwhile => StatusCodes.Status412PreconditionFailed,
        RefusalCode.TooLarge => StatusCodes.Status413PayloadTooLarge,
        RefusalCode.WindowExceeded => StatusCodes.Status429TooManyRequests,
        RefusalCode.Busy or RefusalCode.Unavailable or RefusalCode.Expired => StatusCodes.Status503ServiceUnavailable,
        RefusalCode.Gap or RefusalCode.SessionUnknown or RefusalCode.Superseded or RefusalCode.DuplicateIdentity or RefusalCode.EpochOld => StatusCodes.Status409Conflict,
        _ => StatusCodes.Status400BadRequest,
    };
}
