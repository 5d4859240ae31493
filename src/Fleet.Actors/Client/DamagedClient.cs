using Fleet.Core.Clients;

namespace Fleet.Actors.Client;

/// <summary>
/// A client whose last row cannot be read. What it was is not known, so nothing of it is taken: a state from an earlier row would know
/// less than was acknowledged, and nobody would notice.
/// </summary>
internal static class DamagedClient
{
    /// <summary>Whatever it was, it is somebody: an operator can have it forgotten, and it begins anew then.</summary>
    public static ClientState State { get; } = ClientState.None with { Exists = true };

    /// <summary>The answer to a command; null: that one is carried out.</summary>
    public static ClientReply? ReplyTo(ClientCommand command) => command switch
    {
        Forget => null,
        // Who holds a session, and who sweeps, need not say it again: there is nothing to be ended or judged.
        EndSession or Reconsider => Done.Instance,
        // Of its numbers nothing is known but what it says itself.
        TakeReport report => new Refused(report.Seq, ClientRefusals.Damaged, report.Acked),
        _ => new Refused(0, ClientRefusals.Damaged, 0),
    };
}
