using Fleet.Pages.Answers;
using Fleet.Pages.Targets;
using Fleet.Protocol.Http;

namespace Fleet.Pages.Tasks;

/// <summary>Tasks, and the form of a new one.</summary>
/// <param name="Address">What was asked for.</param>
/// <param name="Page">The tasks.</param>
/// <param name="Entered">What is filled in, by the name of the field; with what is usual.</param>
/// <param name="Target">Whom the new one is for.</param>
/// <param name="Refused">Why the form was not taken; null: nothing was refused.</param>
/// <param name="Made">The task that the form made already, which is why; null: another reason, or none.</param>
/// <param name="FormKey">What the form has to carry.</param>
public sealed record TasksModel(PageAddress Address, TaskPageJson Page, Func<string, string, string> Entered, TargetModel Target, ProblemJson? Refused, string? Made, string FormKey);

/// <summary>One task.</summary>
/// <param name="Address">What was asked for.</param>
/// <param name="Task">The task.</param>
/// <param name="Targets">A page of its targets.</param>
/// <param name="Refused">Why an order was not taken; null: nothing was refused.</param>
/// <param name="FormKey">What the forms have to carry.</param>
/// <param name="Now">When this was found out.</param>
public sealed record TaskModel(PageAddress Address, ManagedTaskJson Task, TargetPageJson Targets, ProblemJson? Refused, string FormKey, DateTimeOffset Now);
