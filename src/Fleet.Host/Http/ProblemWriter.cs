using Akka.Actor;
using Fleet.Journal.Questions;
using Fleet.Journal.Reading;
using Fleet.Core.Clients;
using Fleet.Core.Vocabulary;
using Microsoft.AspNetCore.Diagnostics;

namespace Fleet.Host.Http;

/// <summary>Turns what no endpoint answered (unknown routes, wrong methods, exceptions) into problems, without a word of what is inside.</summary>
internal sealed class ProblemWriter(ILogger<ProblemWriter> log) : IExceptionHandler
{
    /// <param name="httpContext">The request.</param>
    /// <param name="exception">What it failed with.</param>
    /// <param name="cancellationToken">Its caller has gone.</param>
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (HungUp.Is(exception))
        {
            httpContext.Response.StatusCode = HungUp.Status;
            // Else the web server would read the rest of a body that does not come.
            httpContext.Abort();
            return true;
        }

        var problem = Of(exception);
        // Of a store that is away the journal and the projector tell, once: a line for every question meanwhile would only hide that.
        var level = problem.Status == StatusCodes.Status500InternalServerError ? LogLevel.Error : LogLevel.Debug;
        log.Log(level, exception, "{Method} {Path} failed", httpContext.Request.Method, httpContext.Request.Path);
        try
        {
            await problem.ExecuteAsync(httpContext);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // He did not wait for it.
        }

        return true;
    }

    /// <summary>The problem that an exception is, for whoever asked.</summary>
    public static Problem Of(Exception exception) => exception switch
    {
        BadHttpRequestException bad => OfStatus(bad.StatusCode),
        QuestionRefusedException { Why: QuestionRefusal.Busy } => Problems.Busy,
        QuestionRefusedException => Problems.StoreAway,
        TimeoutException or AskTimeoutException => Problems.Unavailable,
        _ when StoreOutage.Is(exception) => Problems.StoreAway,
        _ => OfStatus(StatusCodes.Status500InternalServerError),
    };

    /// <summary>For a response that has a status and no body.</summary>
    public static Task Write(StatusCodeContext context)
    {
        HeadRequests.AllowHead(context.HttpContext.Response);
        return OfStatus(context.HttpContext.Response.StatusCode).ExecuteAsync(context.HttpContext);
    }

    /// <summary>The problem that a status alone tells.</summary>
    public static Problem OfStatus(int status) => status switch
    {
        StatusCodes.Status404NotFound => new(status, Words.Of(RefusalCode.NotFound), "There is nothing at this address."),
        StatusCodes.Status405MethodNotAllowed => new(status, "method-not-allowed", "This address takes other methods: see the header Allow."),
        StatusCodes.Status412PreconditionFailed => new(status, "changed-meanwhile", "What is there is not what If-Match says."),
        StatusCodes.Status413PayloadTooLarge => new(status, Words.Of(RefusalCode.TooLarge), $"A body takes up to {Listening.ListeningExtensions.MaxBodySize} bytes."),
        StatusCodes.Status415UnsupportedMediaType => new(status, "unsupported-media-type", "The body takes Content-Type: application/json, in UTF-8 and without a Content-Encoding."),
        >= 500 => new(status, "internal", "An error inside the server; its log tells more."),
        _ => new(status, Words.Of(RefusalCode.Malformed), "The request cannot be read."),
    };
}
