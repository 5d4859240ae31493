using System.Diagnostics.Metrics;
using Fleet.Core.Clients;
using Fleet.Core.Vocabulary;

namespace Fleet.Actors.Client;

/// <summary>Counts what client actors answer and write: <c>fleet_reports_total{result}</c>, <c>fleet_redirects_total</c>, <c>fleet_duplicate_identities_total</c>, <c>fleet_task_steps_total{state}</c>, <c>fleet_settings_answers_total{result}</c>.</summary>
public sealed class ClientMetrics : IDisposable
{
    private readonly Meter _meter = new("Fleet.Clients");
    private readonly Counter<long> _reports;
    private readonly Counter<long> _redirects;
    private readonly Counter<long> _duplicates;
    private readonly Counter<long> _steps;
    private readonly Counter<long> _answers;

    /// <summary>Registers the counters.</summary>
    public ClientMetrics()
    {
        _redirects = _meter.CreateCounter<long>("fleet_redirects_total", description: "Hellos at other nodes whose clients were sent to this one, which holds them.");
        _duplicates = _meter.CreateCounter<long>("fleet_duplicate_identities_total", description: "Times that two machines were found to use one client id.");
        _steps = _meter.CreateCounter<long>("fleet_task_steps_total", description: "Targets of tasks that came to another state at their clients, by the state.");
        _answers = _meter.CreateCounter<long>("fleet_settings_answers_total", description: "Settings that clients answered with something new: applied, or failed.");
        _reports = _meter.CreateCounter<long>("fleet_reports_total", description: "Reports by what became of them: changed, unchanged, repeated, or the code of the refusal.");
    }

    /// <inheritdoc/>
    public void Dispose() => _meter.Dispose();

    internal void CountRedirect() => _redirects.Add(1);

    internal void CountDuplicate() => _duplicates.Add(1);

    /// <summary>An event is durable.</summary>
    internal void Count(ClientEvent happened)
    {
        if (happened is TaskStepped step)
            _steps.Add(1, new KeyValuePair<string, object?>("state", Words.Of(step.Task.State)));
        else if (happened is SettingsAnswered answered)
            _answers.Add(1, new KeyValuePair<string, object?>("result", answered.Error is null ? "applied" : "failed"));
    }

    internal void Count(ClientCommand command, ClientReply reply)
    {
        if (command is TakeReport && _reports.Enabled)
            _reports.Add(1, new KeyValuePair<string, object?>("result", ResultOf(reply)));
    }

    private static string ResultOf(ClientReply reply) => reply switch
    {
        Taken { Repeated: true } => "repeated",
        Taken { Changed: true } => "changed",
        Refused refused => Words.Of(refused.Refusal.Code),
        _ => "unchanged",
    };
}
