namespace Fleet.Host.Commands.Answers;

/// <summary>An icon change, as the stream tells it.</summary>
internal sealed record ChangeAnswer(string ClientId, string Group, string To, IReadOnlyList<string> Conditions, DateTimeOffset ObservedAt);
