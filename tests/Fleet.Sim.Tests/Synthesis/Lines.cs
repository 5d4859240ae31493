using System.Buffers;
using System.Text;
using Fleet.Protocol.Recording;
using Fleet.Sim.Synthesis;
using Fleet.Sim.Recording;
using Fleet.Sim.Scenario.Reading;
using Fleet.Sim.Timeline;

namespace Fleet.Sim.Tests.Synthesis;

/// <summary>Timelines as text, for comparisons that show what differs.</summary>
internal static class Lines
{
    /// <summary>The event lines of a timeline.</summary>
    public static string Of(ITimeline timeline)
    {
        var lines = new ArrayBufferWriter<byte>();
        using var writer = new EventLineWriter(lines);
        foreach (var happened in timeline.Events())
            writer.Write(RecordedSteps.ToInput(happened, timeline.Clients[happened.Client]));
        return Encoding.UTF8.GetString(lines.WrittenSpan);
    }

    /// <summary>A timeline of one population with a life, and perhaps more sections.</summary>
    public static ScenarioTimeline Tiny(string life, string more = "", string duration = "1h", int clients = 100, string leaveReason = "unloaded", TimelineOptions? options = null) => new(
        ScenarioReader.Read(
            $$"""
            name: tiny
            description: For a test.
            clients: {{clients}}
            duration: {{duration}}
            populations:
              - { name: pc, share: 100%, smart-protection: connected, leave-reason: {{leaveReason}}, life: { {{life}} } }
            {{more}}
            """,
            "tiny.yaml"),
        options ?? new TimelineOptions(7));
}
