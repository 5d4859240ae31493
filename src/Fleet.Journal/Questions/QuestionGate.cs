namespace Fleet.Journal.Questions;

/// <summary>
/// Answers questions on threads of its own, a bounded number at a time, so that neither heavy ones nor a store that hangs take the threads
/// away that everything else runs on. Nobody waits for a store that is silent for too long, or for the threads of others for too long.
/// </summary>
/// <remarks>
/// A thread that waits for a store cannot be called back: its asker is answered without it, and it counts as busy until the store, or
/// the operating system, lets it go.
/// </remarks>
public sealed class QuestionGate : IDisposable
{
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(1);
    private readonly Lock _gate = new();
    private readonly Queue<Asked> _waiting = new();
    private readonly List<Asked> _running = [];
    private readonly SemaphoreSlim _work = new(0);
    private readonly GateSettings _settings;
    private readonly Action _silent;
    private readonly Timer _watch;
    private int _threads;
    private volatile bool _isClosed;

    /// <param name="settings">The bounds.</param>
    /// <param name="silent">Is called when the store has been silent for too long.</param>
    public QuestionGate(GateSettings settings, Action? silent = null)
    {
        (_settings, _silent) = (settings, silent ?? (() => { }));
        var every = settings.Patience / 16;
        _watch = new Timer(_ => Watch(), null, every, every);
    }

    /// <summary>Asks when it is one's turn.</summary>
    /// <param name="ask">Runs on a thread of the gate; stops between two rows of a store once nobody waits for it.</param>
    /// <param name="cancel">The asker has gone.</param>
    /// <exception cref="QuestionRefusedException">Too many ask, or the store does not answer.</exception>
    public Task<T> Ask<T>(Func<T> ask, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        var asked = new Asked<T>(ask, cancel);
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_isClosed, this);
            if (IsStuck)
                asked.GiveUp(new QuestionRefusedException(QuestionRefusal.Silent, RetryAfter));
            else if ((long)_waiting.Count + _running.Count >= (long)_settings.Places + _settings.Queue)
                asked.GiveUp(new QuestionRefusedException(QuestionRefusal.Busy, RetryAfter));
            else
                Enqueue(asked);
        }

        return asked.Answer;
    }

    /// <summary>Threads whose askers have been told so are all in the store: who waits would only wait for the same.</summary>
    private bool IsStuck =>
        _running.Count == _settings.Places && _running.TrueForAll(running => running.IsAnswered && IsSilent(running));

    /// <summary>The store owes it an answer for too long.</summary>
    private bool IsSilent(Asked running) => running.Silence >= _settings.PatienceAfter(running.Waited);

    /// <summary>Its threads end when they have nothing more to do.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            if (_isClosed)
                return;
            _isClosed = true;
            while (_waiting.TryDequeue(out var asked))
                asked.GiveUp(new ObjectDisposedException(nameof(QuestionGate)));
            if (_threads > 0)
                _work.Release(_threads);
        }

        _watch.Dispose();
    }

    private void Enqueue(Asked asked)
    {
        _waiting.Enqueue(asked);
        if (_threads < _settings.Places && _threads < _waiting.Count + _running.Count)
        {
            _threads++;
            new Thread(Answer) { IsBackground = true, Name = $"{_settings.Name} {_threads}" }.Start();
        }

        _work.Release();
    }

    private void Answer()
    {
        while (true)
        {
            _work.Wait();
            Asked? asked;
            lock (_gate)
            {
                if (_isClosed)
                    return;
                // What was given up while it waited has left its ticket.
                if (!_waiting.TryDequeue(out asked) || asked.IsAnswered)
                    continue;
                asked.Begins();
                _running.Add(asked);
            }

            asked.Run();
            lock (_gate)
                _running.Remove(asked);
        }
    }

    private void Watch()
    {
        List<Asked> late;
        var (isSilent, isNew) = (false, false);
        lock (_gate)
        {
            foreach (var asked in _running.Where(IsSilent))
            {
                isSilent = true;
                isNew |= asked.GiveUp(new QuestionRefusedException(QuestionRefusal.Silent, RetryAfter));
            }

            var wait = IsStuck ? TimeSpan.Zero : isSilent && _settings.Wait > _settings.Patience ? _settings.Patience : _settings.Wait;
            // Who waits because all threads wait for the store is told so.
            isSilent |= _running.Count == _settings.Places && _running.TrueForAll(running => running.Silence >= _settings.Wait / 2);
            late = [.. _waiting.Where(asked => asked.Age >= wait)];
        }

        foreach (var asked in late)
            asked.GiveUp(new QuestionRefusedException(isSilent ? QuestionRefusal.Silent : QuestionRefusal.Busy, RetryAfter));
        if (isNew)
            _silent();
    }
}
