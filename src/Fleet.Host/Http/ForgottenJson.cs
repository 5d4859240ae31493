using Fleet.Core.Vocabulary;

namespace Fleet.Host.Http;

/// <summary>A client was forgotten.</summary>
/// <param name="ClientId">The client.</param>
/// <param name="Offset">Of the forgetting, in the journal.</param>
internal sealed record ForgottenJson(ClientId ClientId, long Offset);
