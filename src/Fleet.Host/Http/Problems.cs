using Fleet.Core.Clients;
using Fleet.Core.Vocabulary;

namespace Fleet.Host.Http;

/// <summary>The problems that more than one endpoint answers with.</summary>
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
        new(StatusCodes.Status503ServiceUnavailable, Words.Of(RefusalCode.Unavailable), "The server did not get to it in time: send the same again.", RetryAfterSeconds: 1);

    /// <summary>The answer to a report, or another command, that was not taken.</summary>
    public static Problem Of(Refused refused) => new(
        StatusOf(refused.Refusal.Code),
        Words.Of(refused.Refusal.Code),
        refused.Refusal.Message,
        refused.Refusal.Field,
        // Whole seconds, as the header has them.
        refused.Refusal.RetryAfter is { } after ? Math.Max(1, (int)Math.Ceiling(after.TotalSeconds)) : null,
        refused.LastSeq);

    private static int StatusOf(RefusalCode code) => code switch
    {
        RefusalCode.NotFound => StatusCodes.Status404NotFound,
        RefusalCode.TooLarge => StatusCodes.Status413PayloadTooLarge,
        RefusalCode.WindowExceeded => StatusCodes.Status429TooManyRequests,
        RefusalCode.Busy or RefusalCode.Unavailable or RefusalCode.Expired => StatusCodes.Status503ServiceUnavailable,
        RefusalCode.Gap or RefusalCode.SessionUnknown or RefusalCode.Superseded or RefusalCode.DuplicateIdentity => StatusCodes.Status409Conflict,
        _ => StatusCodes.Status400BadRequest,
    };
}
