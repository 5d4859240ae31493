namespace Fleet.Host.Commands.Answers;

/// <summary>A client was forgotten, as the API tells it.</summary>
internal sealed record ForgottenAnswer(string ClientId, long Offset);
