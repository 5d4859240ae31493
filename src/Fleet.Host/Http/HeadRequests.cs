namespace Fleet.Host.Http;

/// <summary>HEAD is GET without the body.</summary>
internal static class HeadRequests
{
    private static readonly object IsOne = new();

    /// <summary>Answers HEAD wherever GET is answered; to be called before the routes are looked up.</summary>
    public static void UseHead(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        if (HttpMethods.IsHead(context.Request.Method))
        {
            context.Items[IsOne] = IsOne;
            context.Request.Method = HttpMethods.Get;
            // By HTTP/2 the web server would send it, now that the method is another one.
            context.Response.Body = Stream.Null;
        }

        return next(context);
    });

    /// <summary>Nobody reads the body.</summary>
    public static bool WantsHeadAlone(this HttpContext context) => context.Items.ContainsKey(IsOne);

    /// <summary>What GET is allowed for, HEAD is, too.</summary>
    public static void AllowHead(HttpResponse response)
    {
        var allowed = response.Headers.GetCommaSeparatedValues("Allow");
        if (allowed.Contains(HttpMethods.Get))
            response.Headers.Allow = string.Join(", ", allowed.Append(HttpMethods.Head));
    }
}
