using Fleet.Pages.Answers;
using Fleet.Protocol.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Fleet.Pages.Serving;

/// <summary>Somebody wants a page.</summary>
/// <param name="http">His request.</param>
/// <param name="address">What he asks for, by the address.</param>
internal sealed class PageRequest(HttpContext http, PageAddress address)
{
    /// <summary>What he asks for.</summary>
    public PageAddress Address { get; } = address;

    /// <summary>Who answers.</summary>
    public IFleetQuestions Questions { get; } = http.RequestServices.GetRequiredService<IFleetQuestions>();

    /// <summary>Who acts.</summary>
    public IFleetActs Acts { get; } = http.RequestServices.GetRequiredService<IFleetActs>();

    /// <summary>The request itself.</summary>
    public HttpRequest Http => http.Request;

    /// <summary>The server's clock.</summary>
    public DateTimeOffset Now { get; } = http.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow();

    /// <summary>How long ago it was as answers tell it; null: they are of now. Known before anything is asked: who catches up meanwhile does not make new what was read before that.</summary>
    public TimeSpan? Behind { get; } = http.RequestServices.GetRequiredService<IFleetQuestions>().Behind;

    /// <summary>He has gone.</summary>
    public CancellationToken Cancel => http.RequestAborted;

    /// <summary>What every form of the page has to carry.</summary>
    public string FormKey { get; } = Parts.FormKey.Of(http);

    /// <summary>How far is what he has done; of an act that takes long.</summary>
    public ActProgress Progress { get; } = new();

    /// <summary>What he filled in, where the page is shown again with that.</summary>
    public IFormCollection Filled { get; init; } = FormCollection.Empty;

    /// <summary>All of that, as another form carries it that is to send the same; its own key is not in it.</summary>
    /// <param name="fields">Some that it does not carry.</param>
    public IReadOnlyList<(string Name, string Value)> FilledBut(params string[] fields) =>
        [.. Filled.Where(field => field.Key != Parts.FormKey.Field && !fields.Contains(field.Key)).SelectMany(field => field.Value.Select(value => (field.Key, value ?? "")))];

    /// <summary>Why it was not taken, by the field of the form; null: nothing was refused.</summary>
    public ProblemJson? Refused { get; init; }

    /// <summary>What he filled in or, where the form is new, what the address says or what is usual.</summary>
    public string Entered(string field, string usual = "") =>
        Filled.TryGetValue(field, out var text) ? text.ToString() : Address.Value(field) ?? usual;

    /// <summary>A part of the address's path.</summary>
    public string Route(string name) => (string)http.Request.RouteValues[name]!;
}
