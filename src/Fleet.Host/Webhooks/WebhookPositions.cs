using Fleet.Journal.Positions;
using Fleet.Journal.Questions;
using Fleet.Journal.Stores;

namespace Fleet.Host.Webhooks;

/// <summary>Where each webhook is, kept in the store. One that hangs keeps no thread of others'.</summary>
internal sealed class WebhookPositions : IDisposable
{
    private const string Prefix = "webhook/";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(4);

    private readonly ReaderPositions _positions;
    private readonly QuestionGate _gate;

    public WebhookPositions(IStoreSettings store)
    {
        _positions = new ReaderPositions(() => store.OpenBeside("webhooks"));
        _gate = new QuestionGate(new GateSettings("webhook position", Places: 1, Queue: int.MaxValue, Patience) { Wait = TimeSpan.MaxValue });
    }

    /// <summary>Null: it has never begun.</summary>
    /// <exception cref="QuestionRefusedException">The store does not answer.</exception>
    public Task<long?> Of(string hook, CancellationToken cancel) => _gate.Ask(() => _positions.Of(Prefix + hook), cancel);

    /// <returns>False: it was not there.</returns>
    /// <exception cref="QuestionRefusedException">The store does not answer.</exception>
    public Task<bool> Move(string hook, long? from, long to, CancellationToken cancel) => _gate.Ask(() => _positions.Move(Prefix + hook, from, to), cancel);

    public void Dispose()
    {
        _gate.Dispose();
        _positions.Dispose();
    }
}
