using Fleet.Core.Clients;
using Fleet.Core.Vocabulary;
using Fleet.Protocol.Recording;

namespace Fleet.Sim.Timeline;

/// <summary>What happens to a virtual client: an input of the simulation, never a reaction of the client to the server.</summary>
public abstract record Step;

/// <summary>The client comes online: it connects and says hello, with whatever reports wait at it.</summary>
public sealed record ComeOnline : Step;

/// <summary>The client takes its leave.</summary>
public sealed record SayGoodbye(GoodbyeReason Reason) : Step;

/// <summary>The client's stream is cut in a way that the server notices at once.</summary>
public sealed record BreakOff : Step;

/// <summary>The cable is pulled: nothing more is sent or read, and the server has to find the silence out.</summary>
public sealed record UnplugCable : Step;

/// <summary>The client observes something and reports it: now if it is connected, else when it is again.</summary>
public sealed record ObserveFacts(ReportedFacts Facts) : Step;

/// <summary>The client stops reading what the server sends, and goes on sending.</summary>
public sealed record GoDeaf : Step;

/// <summary>
/// The client's machine is re-imaged: what it observed while it was away is gone, and its reports are numbered from 1, in a new epoch. One that is
/// connected is cut off.
/// </summary>
public sealed record ReImage : Step;

/// <summary>The client reads again.</summary>
public sealed record HearAgain : Step;

/// <summary>What the client will do about settings or a task, if it is sent them: told before.</summary>
public sealed record Intend(ClientIntent Intent) : Step;

/// <summary>The client did something as the server had it: in a timeline as it was played, and in no other.</summary>
public sealed record Undergo(Deed Deed) : Step;

/// <summary>One step of one client.</summary>
/// <param name="At">Since the start of the run; whole microseconds.</param>
/// <param name="Client">Index of the client, from 0.</param>
/// <param name="Number">Counts the client's events, from 1.</param>
/// <param name="Step">What happens.</param>
public readonly record struct TimelineEvent(TimeSpan At, int Client, long Number, Step Step);
