using System.Net;

namespace Fleet.Host.Commands.Api;

/// <summary>A question that was not answered; the message tells a person why.</summary>
/// <param name="message">The whole message.</param>
/// <param name="status">What the host answered instead; null: no host did.</param>
/// <param name="retryAfterSeconds">When the host takes the same question again; null: it does not say.</param>
/// <param name="parameter">The parameter of the question that is wrong; null: none, or the host does not say.</param>
/// <param name="cause">What was caught.</param>
internal sealed class ApiException(string message, HttpStatusCode? status = null, int? retryAfterSeconds = null, string? parameter = null, Exception? cause = null) : Exception(message, cause)
{
    /// <summary>What the host answered instead; null: no host did.</summary>
    public HttpStatusCode? Status { get; } = status;

    /// <summary>When the host takes the same question again; null: it does not say.</summary>
    public int? RetryAfterSeconds { get; } = retryAfterSeconds;

    /// <summary>The parameter of the question that is wrong; null: none, or the host does not say.</summary>
    public string? Parameter { get; } = parameter;

    /// <summary>The same question may be answered later.</summary>
    public bool MayPass => Status is null or >= HttpStatusCode.InternalServerError or HttpStatusCode.TooManyRequests;
}
