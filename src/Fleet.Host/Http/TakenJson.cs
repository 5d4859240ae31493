using Fleet.Actors.Client;
using Fleet.Core.Clients;
using Fleet.Core.Icons;
using Fleet.Core.Vocabulary;

namespace Fleet.Host.Http;

/// <summary>A report was taken.</summary>
/// <param name="ClientId">The client.</param>
/// <param name="Seq">The report's number.</param>
/// <param name="Offset">Who waits for this offset sees what the report brought about.</param>
/// <param name="Icon">What the system tray shows now.</param>
/// <param name="Changed">The report changed something.</param>
/// <param name="Repeated">It had been taken before; nothing happened.</param>
/// <param name="LastSeq">Highest number that was taken.</param>
internal sealed record TakenJson(ClientId ClientId, long Seq, long Offset, Icon? Icon, bool Changed, bool Repeated, long LastSeq)
{
    public static TakenJson Of(ClientAnswer answer, Taken taken) =>
        new(answer.Client, taken.Seq, answer.Offset, answer.Icon, taken.Changed, taken.Repeated, answer.LastSeq);
}
