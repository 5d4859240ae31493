namespace Fleet.Sim.Capacity;

/// <summary>
/// Finds the highest load that a server carries: doubling until it does not, bisection between, and in the end a trial of
/// full length for the lower bound. A load that is not carried is tried once more before it counts, as a machine may hiccup.
/// The method is told in docs/capacity.md.
/// </summary>
/// <param name="plan">What is searched.</param>
/// <param name="tryAsync">Makes one trial: of a load, at full length or shorter.</param>
public sealed class CapacitySearch(SearchPlan plan, Func<double, bool, Task<TrialJudgement>> tryAsync)
{
    /// <summary>Of the step up or down in a repeat, which begins where the search before it ended.</summary>
    private const double RepeatFactor = 1.3;

    private double _lower;
    private double? _upper;
    private bool _upperIsGenerators;

    /// <summary>Searches once.</summary>
    /// <param name="from">What the repeats before found; empty: nothing is known.</param>
    public async Task<CapacityBounds> FindAsync(IReadOnlyList<double> from)
    {
        (_lower, _upper, _upperIsGenerators) = (0, null, false);
        var known = from.Where(lower => lower > 0).ToList();
        await BracketAsync(known.Count == 0 ? plan.Start : Median.Of(known), known.Count == 0 ? 2 : RepeatFactor);
        await NarrowAsync();
        await ProveAsync();
        return new CapacityBounds(_lower, _upperIsGenerators ? null : _upper, _upperIsGenerators ? _upper : null);
    }

    private async Task BracketAsync(double load, double factor)
    {
        while (true)
        {
            if (await CarriesAsync(load, fullLength: false))
            {
                if (_upper is not null || load >= plan.Most)
                    return;
                load = Math.Min(plan.Most, Round(load * factor));
            }
            else
            {
                if (_lower > 0 || load <= plan.Least)
                    return;
                load = Math.Max(plan.Least, Round(load / factor));
            }
        }
    }

    private async Task NarrowAsync()
    {
        while (_lower > 0 && _upper is { } upper && upper / _lower > 1 + plan.Precision)
        {
            var middle = Round(Math.Sqrt(_lower * upper));
            if (middle <= _lower || middle >= upper)
                return;
            await CarriesAsync(middle, fullLength: false);
        }
    }

    /// <summary>What was carried for a short time only is no lower bound: a queue may have been filling.</summary>
    private async Task ProveAsync()
    {
        for (var load = _lower; load > 0; load = Round(load / (1 + plan.Precision)))
        {
            _lower = 0;
            if (load < plan.Least || await CarriesAsync(load, fullLength: true))
                return;
        }
    }

    private async Task<bool> CarriesAsync(double load, bool fullLength)
    {
        var judgement = await tryAsync(load, fullLength);
        if (!judgement.Kept)
            judgement = await tryAsync(load, fullLength);
        if (judgement.Kept)
            _lower = load;
        else
            (_upper, _upperIsGenerators) = (load, judgement.GeneratorLimit);
        return judgement.Kept;
    }

    /// <summary>Whole numbers, and no more than three digits that count.</summary>
    private double Round(double load)
    {
        var unit = Math.Max(plan.Kind == LoadKind.Clients ? 1 : 0.01, Math.Pow(10, Math.Floor(Math.Log10(load)) - 2));
        return Math.Max(plan.Least, Math.Round(load / unit) * unit);
    }
}
