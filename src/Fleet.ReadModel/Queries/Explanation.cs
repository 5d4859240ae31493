using Fleet.ReadModel.Model;
using Fleet.Core.Vocabulary;

namespace Fleet.ReadModel.Queries;

/// <summary>Why a client is as it is.</summary>
/// <param name="Client">The client; icon, conditions and actions follow from its state.</param>
/// <param name="Facts">The change that made each fact what it is; what was never told has none.</param>
/// <param name="Presence">The change that made it present, or absent; null: it never had a session.</param>
/// <param name="Duplicate">The change by which two machines were found to use its id; null: they do not, or its row cannot be read.</param>
public sealed record Explanation(ClientRecord Client, IReadOnlyDictionary<Fact, Origin> Facts, Origin? Presence, Origin? Duplicate);
