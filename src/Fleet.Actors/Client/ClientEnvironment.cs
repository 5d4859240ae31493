using Fleet.Core.Clients;
using Fleet.Core.Vocabulary;
using Fleet.Actors.Levels;
using Fleet.Actors.Members;
using Fleet.Journal;

namespace Fleet.Actors.Client;

/// <summary>What every client actor of a node shares.</summary>
/// <param name="Rules">The settings that decisions depend on.</param>
/// <param name="Time">The server's clock.</param>
/// <param name="Admission">The bound of what is on its way to the journal.</param>
/// <param name="Directory">The way to sessions.</param>
/// <param name="Metrics">The counters.</param>
/// <param name="Standstill">Of a node that is not alone; null: nobody can take its clients over.</param>
/// <param name="Here">This node, if clients can be sent to it; null: they stay where they are.</param>
/// <param name="Epochs">Of a node in a cluster: whether all read the epochs of clients. Null: nobody else is there.</param>
/// <param name="Marks">The same of what the server keeps of a client beside what that tells.</param>
/// <param name="Managing">The same of what clients are managed by: what they understand, settings, tasks, acts.</param>
/// <param name="Levels">What the fleet and its groups say of settings; null: nobody says anything.</param>
/// <param name="Duplicates">Is told of clients that two machines use; null: nobody is.</param>
public sealed record ClientEnvironment(
    ClientRules Rules, TimeProvider Time, IAdmission Admission, ISessionDirectory Directory, ClientMetrics Metrics,
    StandstillWatch? Standstill = null, AdvertisedNode? Here = null, ReadByAll? Epochs = null, ReadByAll? Marks = null, ReadByAll? Managing = null,
    KnownLevels? Levels = null, DuplicateLog? Duplicates = null)
{
    private volatile ClientRules _last = Rules;

    /// <summary>The rules as they are while the members and the settings are these.</summary>
    public ClientRules RulesNow
    {
        get
        {
            var keepsMarks = Marks is null or { IsSo: true };
            var (last, manages, book) = (_last, keepsMarks && (Managing is null or { IsSo: true }), Levels?.Book ?? Rules.Settings);
            return last.KeepsMarks == keepsMarks && last.Manages == manages && ReferenceEquals(last.Settings, book)
                ? last
                : _last = Rules with { KeepsMarks = keepsMarks, Manages = manages, Settings = book };
        }
    }

    /// <summary>The same command without what a member would lose that is about.</summary>
    public ClientCommand AsRead(ClientCommand command) => command switch
    {
        TakeReport report when Epochs is { IsSo: false } => report with { Epoch = null },
        OpenSession hello => AsRead(hello),
        _ => command,
    };

    private OpenSession AsRead(OpenSession hello)
    {
        if (Managing is { IsSo: false })
            hello = hello with { Capabilities = Capabilities.None, SettingsTag = "" };
        return Epochs is { IsSo: false } ? hello with { Epoch = null } : hello;
    }
}
