using Akka.Configuration;
using Fleet.Journal;

namespace Fleet.Host.Runtime;

/// <summary>Hands the faults for tests, <c>Fleet:Faults</c>, to the journal.</summary>
internal static class JournalFaults
{
    public static Config Overlay(TimeSpan commitDelay) =>
        ConfigurationFactory.ParseString($"{JournalSettings.Path}.faults.commit-delay = {commitDelay.TotalMilliseconds:0} ms");
}
