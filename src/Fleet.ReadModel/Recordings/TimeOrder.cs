using Fleet.Protocol.Recording;

namespace Fleet.ReadModel.Recordings;

/// <summary>Inputs that come in the order of time, put into the order of a recording: those of one moment go by client.</summary>
internal sealed class TimeOrder
{
    private readonly List<RecordedInput> _moment = [];

    /// <summary>Adds an input, and gives those of earlier moments back.</summary>
    public IEnumerable<RecordedInput> Add(RecordedInput input)
    {
        if (_moment.Count > 0 && _moment[^1].At != input.At)
        {
            foreach (var earlier in Take())
                yield return earlier;
        }

        _moment.Add(input);
    }

    /// <summary>Gives the inputs of the last moment back.</summary>
    public List<RecordedInput> Take()
    {
        // Stable: a client's inputs keep their order by their numbers.
        List<RecordedInput> taken = [.. _moment.OrderBy(input => input.Client.Value, StringComparer.Ordinal).ThenBy(input => input.Number)];
        _moment.Clear();
        return taken;
    }
}
