using System.Buffers;
using System.Security.Cryptography;
using Fleet.Core.Vocabulary;
using Fleet.Protocol.Recording;
using Fleet.Sim.Timeline;

namespace Fleet.Sim.Recording;

/// <summary>The fingerprint of a timeline: SHA-256 over the event lines of its recording. Can be taken while it is driven.</summary>
public sealed class TimelineHash : IDisposable
{
    private const int Batch = 1 << 16;

    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly ArrayBufferWriter<byte> _lines = new(Batch + 1_024);
    private readonly EventLineWriter _writer;

    /// <summary>Begins a fingerprint.</summary>
    public TimelineHash() => _writer = new EventLineWriter(_lines);

    /// <summary>The fingerprint of a whole timeline.</summary>
    public static string Of(ITimeline timeline)
    {
        using var hash = new TimelineHash();
        var acts = new Queue<RecordedAct>(RecordedSteps.ToLines(timeline.Acts));
        foreach (var happened in timeline.Events())
        {
            while (acts.TryPeek(out var act) && act.At <= happened.At.Ticks / TimeSpan.TicksPerMicrosecond)
                hash.Add(acts.Dequeue());
            hash.Add(happened, timeline.Clients[happened.Client]);
        }

        foreach (var act in acts)
            hash.Add(act);
        return hash.Finish();
    }

    /// <summary>Adds an act of the operator.</summary>
    public void Add(in RecordedAct act)
    {
        _writer.Write(act);
        if (_lines.WrittenCount >= Batch)
            Flush();
    }

    /// <summary>Adds the next event.</summary>
    public void Add(in TimelineEvent happened, (ClientId Id, GroupName Group) client)
    {
        _writer.Write(RecordedSteps.ToInput(happened, client));
        if (_lines.WrittenCount >= Batch)
            Flush();
    }

    /// <summary>The fingerprint in lowercase hex; begins anew.</summary>
    public string Finish()
    {
        Flush();
        return Convert.ToHexStringLower(_hash.GetHashAndReset());
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _writer.Dispose();
        _hash.Dispose();
    }

    private void Flush()
    {
        _hash.AppendData(_lines.WrittenSpan);
        _lines.ResetWrittenCount();
    }
}
