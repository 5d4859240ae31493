using Microsoft.OpenApi;

namespace Fleet.Host.OpenApi;

/// <summary>The chapters of the document.</summary>
internal static class Chapters
{
    public const string Clients = "Clients";
    public const string Fleet = "Fleet";
    public const string Settings = "Settings";
    public const string Tasks = "Tasks";
    public const string Icons = "Icons";
    public const string Host = "Host";

    /// <summary>In the order of the document.</summary>
    public static ISet<OpenApiTag> All => new HashSet<OpenApiTag>
    {
        new() { Name = Clients, Description = "Single clients: what they report, how they are, what became of them, and why." },
        new() { Name = Fleet, Description = "The fleet as a whole: counts, differences, and the stream of icon changes." },
        new() { Name = Settings, Description = "What clients are to do: for the fleet, for a group, for one client." },
        new() { Name = Tasks, Description = "What clients are to do: whom it is for, how fast it comes to them, and what becomes of it." },
        new() { Name = Icons, Description = "The 54 icons of the system tray." },
        new() { Name = Host, Description = "The host itself." },
    };
}
