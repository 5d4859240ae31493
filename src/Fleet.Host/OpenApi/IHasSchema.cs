using Microsoft.OpenApi;

namespace Fleet.Host.OpenApi;

/// <summary>A converter that knows what its values look like in JSON.</summary>
internal interface IHasSchema
{
    /// <summary>A schema of its own for every caller.</summary>
    OpenApiSchema Schema { get; }
}
