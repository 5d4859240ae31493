using Fleet.ReadModel.Store;

namespace Fleet.ReadModel.Tables;

/// <summary>Brings the tables of one generation forward, inside a transaction of its caller.</summary>
internal interface IGenerationWriter : IDisposable
{
    /// <summary>Null: somebody else was faster, and nothing was written.</summary>
    Generation? Apply(Generation generation, ProjectionBatch batch);
}
