using Fleet.Core.Clients;
using Fleet.Core.Vocabulary;

namespace Fleet.Host.Http;

/// <summary>The problems of settings.</summary>
internal static class SettingsProblems
{
    /// <summary>The name in the path is none.</summary>
    public static Problem BadGroup { get; } = new(StatusCodes.Status400BadRequest, Words.Of(RefusalCode.OutOfRange), $"A group takes {GroupName.Rule}.", "name");

    /// <summary>Nobody is in the group, and nothing is said for it.</summary>
    public static Problem UnknownGroup { get; } = new(StatusCodes.Status404NotFound, Words.Of(RefusalCode.NotFound), "There is no such group: no client is in it, and no settings were put to it.", "name");
}
