namespace Fleet.ReadModel.Projections;

/// <summary>The journal does not go as far as the tables that were built from it.</summary>
internal sealed class JournalBehindException(string message) : IOException(message);
