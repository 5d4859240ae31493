using Fleet.Pages.Answers;
using Fleet.Protocol.Http;

namespace Fleet.Pages.Audit;

/// <summary>What operators did.</summary>
/// <param name="Address">What was asked for.</param>
/// <param name="Page">The answer.</param>
public sealed record AuditModel(PageAddress Address, AuditJson Page);
