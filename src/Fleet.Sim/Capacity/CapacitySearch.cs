using Fleet.Sim.Statistics;

namespace Fleet.Sim.Capacity;

/// <summary>
/// Finds the highest load that a server carries, once: steps up or down until it is between two loads, bisection, and then the same in trials of
/// full length, which as a rule is one that confirms. A load that is not carried is tried once more before it counts, as a machine may hiccup; a
/// trial that the machine has spoilt counts for nothing. The method is told in docs/capacity.md.
/// </summary>
/// <param name="plan">What is searched.</param>
/// <param name="budget">How long it may take.</param>
/// <param name="tryAsync">Makes one trial: of a load, at full length or shorter.</param>
internal sealed class CapacitySearch(SearchPlan plan, SearchBudget budget, Func<double, bool, Task<TrialJudgement>> tryAsync)
{
    /// <summary>Of the first step in a repeat, which begins where the searches before it ended. Steps grow up to the double.</summary>
    private const double RepeatFactor = 1.3;

    private const double MostFactor = 2;
    private const int MissesThatCount = 2;

    private double _lower;
    private double? _upper;
    private bool _upperIsGenerators;
    private bool _isOver;

    /// <summary>Searches.</summary>
    /// <param name="from">What the searches before found; empty: nothing is known.</param>
    /// <returns>Null: the time was over before anything was proven.</returns>
    public async Task<CapacityBounds?> FindAsync(IReadOnlyList<double> from)
    {
        var known = from.Where(lower => lower > 0).ToList();
        await SearchAsync(known.Count == 0 ? plan.Start : Median.Of(known), known.Count == 0 ? MostFactor : RepeatFactor, fullLength: false);
        if (_lower is > 0 and var guess)
        {
            // What was carried for a short time only is no lower bound: a queue may have been filling.
            _lower = 0;
            await SearchAsync(guess, 1 + plan.Precision, fullLength: true);
        }

        return _isOver && _lower == 0 ? null : new CapacityBounds(_lower, _upperIsGenerators ? null : _upper, _upperIsGenerators ? _upper : null);
    }

    private async Task SearchAsync(double load, double factor, bool fullLength)
    {
        _isOver = false;
        await BracketAsync(load, factor, fullLength);
        await NarrowAsync(fullLength);
    }

    private async Task BracketAsync(double load, double factor, bool fullLength)
    {
        for (; ; factor = Math.Min(MostFactor, factor * factor))
        {
            var isCarried = await CarriesAsync(load, fullLength);
            if (_isOver || (isCarried ? _upper is not null || load >= plan.Most : _lower > 0 || load <= plan.Least))
                return;
            load = isCarried ? Math.Min(plan.Most, Round(load * factor)) : Math.Max(plan.Least, Round(load / factor));
        }
    }

    private async Task NarrowAsync(bool fullLength)
    {
        while (!_isOver && _lower > 0 && _upper is { } upper && upper / _lower > 1 + plan.Precision)
        {
            var middle = Round(Math.Sqrt(_lower * upper));
            if (middle <= _lower || middle >= upper)
                return;
            await CarriesAsync(middle, fullLength);
        }
    }

    private async Task<bool> CarriesAsync(double load, bool fullLength)
    {
        for (var misses = 0; ;)
        {
            _isOver = !budget.Allows(fullLength);
            if (_isOver)
                return false;
            var judgement = await tryAsync(load, fullLength);
            budget.Take(judgement);
            if (judgement.Kept)
            {
                _lower = load;
                return true;
            }

            if (judgement.SpoiltBy is not null || ++misses < MissesThatCount)
                continue;
            (_upper, _upperIsGenerators) = (load, judgement.GeneratorLimit);
            return false;
        }
    }

    /// <summary>Whole numbers, and no more than three digits that count.</summary>
    private double Round(double load)
    {
        var unit = Math.Max(plan.Kind == LoadKind.Clients ? 1 : 0.01, Math.Pow(10, Math.Floor(Math.Log10(load)) - 2));
        return Math.Max(plan.Least, Math.Round(load / unit) * unit);
    }
}

/// <summary>What one search found.</summary>
/// <param name="Lower">The highest load that was carried in a trial of full length; 0 if none was.</param>
/// <param name="Upper">The lowest load that the server did not carry; null if none was found.</param>
/// <param name="GeneratorLimit">The lowest load that the generator could not make; null if it could make all.</param>
public sealed record CapacityBounds(double Lower, double? Upper, double? GeneratorLimit);
