using Fleet.Core.Icons;

namespace Fleet.Host.Http;

/// <summary>What somebody has to do.</summary>
internal sealed record RequiredActionJson(string Code, ActionOwner By, string Text)
{
    public static RequiredActionJson Of(RequiredAction action) => new(action.Code, action.By, action.Text);
}
