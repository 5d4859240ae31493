using Fleet.Sim.Drive;
using Fleet.Sim.Reads;
using Fleet.Sim.Timeline;
using Fleet.Sim.Workers.Messages;

namespace Fleet.Sim.Workers;

/// <summary>Several workers as one generator: what is asked of it is asked of all of them, and their answers are put together.</summary>
internal sealed class Crew(IReadOnlyList<WorkerLink> links, TimelineOrder order, DriveOptions drive, ReadOrder reads, TimeProvider time) : IGenerator
{
    /// <summary>How well a start at one moment has to be known.</summary>
    private static readonly TimeSpan MostApart = TimeSpan.FromMilliseconds(50);

    /// <summary>Between the word to begin and the beginning: time enough for that word to arrive.</summary>
    private static readonly TimeSpan Lead = TimeSpan.FromSeconds(1);

    private readonly Deal _deal = new(order.Options.Seed, links.Count);
    private readonly int[][] _clients = [.. Enumerable.Range(0, links.Count).Select(part => new Deal(order.Options.Seed, links.Count).ClientsOf(part, order.Clients))];
    private readonly Prepared[] _prepared = new Prepared[links.Count];
    private readonly ClockReading[] _clocks = new ClockReading[links.Count];
    private long _start;

    /// <inheritdoc/>
    public DriveProgress Progress => DriveMerge.Of([.. links.Select(link => link.Progress!)]);

    /// <summary>Those of its workers.</summary>
    public IReaders Readers { get; } = new CrewReaders(links, reads.Readers);

    /// <inheritdoc/>
    public TimeSpan Elapsed => time.GetElapsedTime(_start);

    /// <summary>Brings all of them to one start, and waits for it.</summary>
    /// <exception cref="WorkerRefusedException">One of them does not take orders from here.</exception>
    /// <exception cref="GeneratorLostException">One of them is not there, or busy, or cannot begin with the others.</exception>
    public async Task BeginAsync(CancellationToken cancel)
    {
        await EachAsync(async part => _prepared[part] = await links[part].PrepareAsync(PartOf(part)), cancel);
        await EachAsync(async part => _clocks[part] = await links[part].CompareClocksAsync(), cancel);
        if (_clocks.Max(clock => clock.Bound) is var bound && bound > MostApart)
            throw Late(Array.FindIndex(_clocks, clock => clock.Bound == bound), $"answers so slowly that its clock is known to {bound.TotalMilliseconds:0.#} ms only, where {MostApart.TotalMilliseconds:0} ms are allowed");

        var (now, shows) = (time.GetTimestamp(), time.GetUtcNow() + Lead);
        _start = now + (long)(Lead.TotalSeconds * time.TimestampFrequency);
        await EachAsync(async part =>
        {
            var late = await links[part].BeginAsync(time.GetElapsedTime(0, _start) + _clocks[part].Steady, shows);
            if (late > TimeSpan.Zero)
                throw Late(part, $"heard of the start {late.TotalMilliseconds:0.#} ms after it");
        }, cancel);
        if (Elapsed < TimeSpan.Zero)
            await Task.Delay(-Elapsed, time, cancel);
        await LookAsync();
    }

    /// <inheritdoc/>
    public Task PlayedAsync() => AskAllAsync(Ask.UntilPlayed);

    /// <inheritdoc/>
    public async Task<PlayedSteps> StopPlayingAsync()
    {
        var played = await AskAllAsync(Ask.StopPlaying);
        return new PlayedSteps(_deal, [.. played.Select(word => word.Played.Steps)], TimeSpan.FromTicks(played.Max(word => word.Played.Through)));
    }

    /// <inheritdoc/>
    public Task BeginMeasuringAsync() => AskAllAsync(Ask.BeginMeasuring);

    /// <inheritdoc/>
    public Task SettledAsync() => AskAllAsync(Ask.Settle);

    /// <inheritdoc/>
    public Task SendHomeAsync() => AskAllAsync(Ask.SendHome);

    /// <inheritdoc/>
    public async Task<DriveProgress> LookAsync() => DriveMerge.Of([.. (await AskAllAsync(Ask.Progress)).Select(word => word.Progress.ToProgress())]);

    /// <inheritdoc/>
    public async Task<DriveFigures> FiguresAsync() => DriveMerge.Of(await Task.WhenAll(Enumerable.Range(0, links.Count).Select(FiguresOfAsync)));

    /// <inheritdoc/>
    public Task GiveUpAsync() => Task.WhenAll(links.Where(link => link.Trouble is null).Select(async link =>
    {
        try
        {
            await link.AskAsync(Ask.GiveUp);
        }
        catch (GeneratorLostException)
        {
            // Of whom is lost there are no answers to be waited for; the figures say so.
        }
    }));

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Delivery>> DeliveriesAsync()
    {
        var told = await AskAllAsync(Ask.Deliveries);
        var deliveries = new Delivery[order.Clients];
        for (var part = 0; part < links.Count; part++)
        {
            for (var place = 0; place < _clients[part].Length; place++)
                deliveries[_clients[part][place]] = told[part].Deliveries.At(place);
        }

        return deliveries;
    }

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">Workers play no acts, and nobody waits for the moment of one.</exception>
    public Task ReachAsync(TimeSpan at) => throw new InvalidOperationException("Workers play no acts of an operator.");

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">There are acts: no worker takes such a timeline.</exception>
    public Task<IReadOnlyList<DoneDeed>> DeedsAsync() => order.Scenario.Acts.IsEmpty
        ? Task.FromResult<IReadOnlyList<DoneDeed>>([])
        : throw new InvalidOperationException("Workers do not tell what clients did about settings and tasks.");

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() => await Task.WhenAll(links.Select(link => link.DisposeAsync().AsTask()));

    private Prepare PartOf(int part)
    {
        var message = order.ToMessage();
        (message.Part, message.Parts) = (part, links.Count);
        message.Servers.Add(drive.Servers.Select(server => server.ToString()));
        message.Connections = Math.Max(drive.Servers.Count, (int)(((long)drive.Connections * _clients[part].Length + order.Clients - 1) / order.Clients));
        (message.Speed, message.Logins) = (drive.Speed.ToString(), (int)drive.Logins);
        if (drive.Trust.Roots is { } roots)
            message.Roots = roots;
        message.Readers = reads.OfPart(part, links.Count);
        message.Apis.Add(reads.Apis.Select(api => api.ToString()));
        return message;
    }

    /// <summary>What a worker measured; of one that is lost, what it said last.</summary>
    private async Task<DriveFigures> FiguresOfAsync(int part)
    {
        var (link, known) = (links[part], new WorkerPart(links[part].Address, _clients[part].Length, _prepared[part].Version, _clocks[part].Wall, _clocks[part].Bound));
        try
        {
            var message = (await link.AskAsync(Ask.Figures)).Figures;
            var figures = message.ToFigures();
            return figures with { Workers = [known with { Lateness = figures.Lateness.Percentiles, CpuShare = message.CpuShare, Sent = figures.Tally.Sent, Acked = figures.Tally.Acked }] };
        }
        catch (GeneratorLostException e)
        {
            var last = link.Progress?.Tally ?? default;
            return new DriveFigures(last, Distribution.None, Distribution.None, Distribution.None, e.Message)
            {
                Waiting = link.Progress?.Waiting ?? 0,
                Workers = [known with { Sent = last.Sent, Acked = last.Acked }],
            };
        }
    }

    private async Task<Word[]> AskAllAsync(Ask ask)
    {
        var answers = new Word[links.Count];
        await EachAsync(async part => answers[part] = await links[part].AskAsync(ask), CancellationToken.None);
        return answers;
    }

    /// <summary>Of all at once. Where one fails, that is told without waiting for the others.</summary>
    private async Task EachAsync(Func<int, Task> doAsync, CancellationToken cancel)
    {
        await foreach (var done in Task.WhenEach(Enumerable.Range(0, links.Count).Select(doAsync)).WithCancellation(cancel))
            await done;
    }

    private GeneratorLostException Late(int part, string how) => new($"The worker at {links[part].Address.GetLeftPart(UriPartial.Authority)} {how}.");
}
