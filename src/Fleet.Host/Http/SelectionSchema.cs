using Fleet.Core.Vocabulary;
using Fleet.Host.OpenApi;
using Microsoft.OpenApi;

namespace Fleet.Host.Http;

/// <summary>Whom a body means that does something to many clients.</summary>
internal static class SelectionSchema
{
    public static OpenApiSchema Target => Schemas.Object(
        "Clients: one of the three members.", [],
        ("clients", "Clients by name.", Schemas.ListOf(Schemas.Matching(ClientId.Pattern))),
        ("group", "The clients of a group.", Schemas.Matching(GroupName.Pattern)),
        ("filter", "The clients that this question finds: what follows the question mark of GET /v1/clients. Filters alone; empty: everybody.", Schemas.Text)).Named("Target");
}
