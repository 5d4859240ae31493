using Fleet.Core.Vocabulary;
using Fleet.Sim.Scenario;
using Fleet.Sim.Timeline;

namespace Fleet.Sim.Synthesis;

/// <summary>The steps of coming and going, each made once.</summary>
internal static class PresenceSteps
{
    private static readonly ComeOnline Connected = new();
    private static readonly BreakOff Broken = new();
    private static readonly UnplugCable Unplugged = new();
    private static readonly GoDeaf Deaf = new();
    private static readonly HearAgain Hearing = new();
    private static readonly SayGoodbye?[] Goodbyes = [null, .. Enum.GetValues<GoodbyeReason>().Select(reason => new SayGoodbye(reason))];

    public static Step ShutDown => Goodbyes[(int)GoodbyeReason.ServiceStopped]!;

    public static Step ReImaged { get; } = new ReImage();

    public static Step Of(Verb verb, GoodbyeReason reason) => verb switch
    {
        Verb.Login or Verb.Connect => Connected,
        Verb.Leave => Goodbyes[(int)reason]!,
        Verb.Break => Broken,
        Verb.PullCable => Unplugged,
        _ => throw new ArgumentOutOfRangeException(nameof(verb), verb, "no verb of presence"),
    };

    public static Step OfReading(bool reads) => reads ? Hearing : Deaf;
}
