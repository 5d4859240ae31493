using Fleet.Core.Icons;
using Fleet.Core.Vocabulary;

namespace Fleet.Host.Http;

/// <summary>What somebody has to do.</summary>
internal sealed record ActionJson(string Code, string By, string Text)
{
    public static ActionJson Of(RequiredAction action) => new(action.Code, Words.Of(action.By), action.Text);
}
