using Microsoft.OpenApi;

namespace Fleet.Host.OpenApi;

/// <summary>A parameter of an address: the one declaration for those who refuse all others and for the document.</summary>
/// <param name="Name">As it is spelled.</param>
/// <param name="Description">For a person: what it means.</param>
/// <param name="Schema">What it takes; a list: it may be given more than once.</param>
internal sealed record DocumentParameter(string Name, string Description, OpenApiSchema Schema)
{
    /// <summary>Without it there is no answer.</summary>
    public bool IsRequired { get; init; }

    /// <summary>In the query, unless it is said otherwise.</summary>
    public ParameterLocation In { get; init; } = ParameterLocation.Query;

    /// <summary>As the document has it.</summary>
    public OpenApiParameter Described => new() { Name = Name, In = In, Description = Description, Required = IsRequired, Schema = Schema };
}
