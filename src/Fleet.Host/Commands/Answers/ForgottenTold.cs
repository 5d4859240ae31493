namespace Fleet.Host.Commands.Answers;

/// <summary>A client was forgotten, as the API tells it.</summary>
internal sealed record ForgottenTold(string ClientId, long Offset);
