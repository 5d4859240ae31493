using Fleet.Core.Clients;
using Fleet.Protocol.Journal;
using Messages = Fleet.Nodes.V1;

namespace Fleet.Protocol.Nodes;

/// <summary>Refusals, as nodes tell them to each other.</summary>
internal static class RefusalCodec
{
    public static Messages.Refusal Write(Refusal refusal)
    {
        var told = new Messages.Refusal { Code = (int)refusal.Code, Message = refusal.Message, Field = refusal.Field ?? "" };
        if (refusal.RetryAfter is { } later)
            told.RetryAfter = (long)later.TotalMilliseconds;
        return told;
    }

    public static Refusal Read(RowFields fields, Messages.Refusal told, string field) => new(
        fields.Member<RefusalCode>(told.Code, $"{field}.code"),
        told.Message,
        PartCodec.TextOrNull(told.Field),
        told.HasRetryAfter ? TimeSpan.FromMilliseconds(told.RetryAfter) : null);
}
