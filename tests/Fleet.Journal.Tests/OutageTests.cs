using Fleet.Core.Clients;
using Fleet.Journal.Stores;
using Fleet.Testing;
using Xunit;

namespace Fleet.Journal.Tests;

/// <summary>A store that takes nothing for a while.</summary>
public abstract class OutageTests : IDisposable
{
    private readonly StoreKind _kind;
    private readonly JournalFixture _journal;
    private volatile bool _broken = true;

    protected OutageTests(StoreKind kind)
    {
        _kind = kind;
        _journal = new JournalFixture(kind);
        _journal.Store.BeforeAppend = _ => _broken ? new IOException("no space") : null;
        _journal.Store.OnProbe = () => _broken ? new IOException("no space") : null;
    }

    public void Dispose()
    {
        _broken = false;
        _journal.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task A_short_one_is_waited_for_and_nobody_fails()
    {
        using var patient = new JournalFixture(_kind, JournalFixture.NeverGivesUp);
        patient.Store.BeforeAppend = _ => _broken ? new IOException("no space") : null;
        var task = patient.Write(Rows.Write("pc-1", 1));
        patient.RunUntil(() => patient.Store.Appends >= 3, "tried three times");
        Assert.False(task.IsCompleted);
        _broken = false;
        patient.RunUntil(() => task.IsCompleted, "written");
        await task;
        Assert.Equal(1, patient.Read("pc-1")!.SequenceNr);
        // The row is answered first.
        patient.RunUntil(() => patient.Admission.Failing is null, "recovered");
    }

    [Fact]
    public void While_it_lasts_nothing_gets_in_and_the_refusal_says_why_and_when_to_try_again()
    {
        Assert.Null(_journal.Admission.Enter());
        _ = _journal.Write(Rows.Write("pc-1", 1));
        Eventually.True(() => _journal.Admission.Failing is not null, "failing");
        var refusal = _journal.Admission.Enter()!;
        Assert.Equal(RefusalCode.Unavailable, refusal.Code);
        Assert.Contains("no space", refusal.Message);
        Assert.InRange(refusal.RetryAfter!.Value, _journal.Settings.MinBackoff, _journal.Settings.MaxBackoff);
    }

    [Fact]
    public async Task A_long_one_fails_what_waits_and_ends_by_itself_without_a_write()
    {
        var task = _journal.Write(Rows.Write("pc-1", 1));
        _journal.RunUntil(() => task.IsCompleted, "given up");
        await Assert.ThrowsAsync<StoreUnavailableException>(() => task);
        Assert.NotNull(_journal.Admission.Failing);

        _journal.RunUntil(() => _journal.Store.Probes >= 3, "tried");
        Assert.NotNull(_journal.Admission.Failing);
        _broken = false;
        _journal.RunUntil(() => _journal.Admission.Failing is null, "recovered");
        await _journal.Write(Rows.Write("pc-1", 1));
    }

    [Fact]
    public async Task What_comes_while_it_is_long_already_fails_without_another_attempt()
    {
        var first = _journal.Write(Rows.Write("pc-1", 1));
        _journal.RunUntil(() => first.IsCompleted, "given up");
        await Assert.ThrowsAsync<StoreUnavailableException>(() => first);
        var appends = _journal.Store.Appends;
        // It had passed the door before that was closed.
        var late = _journal.Write(Rows.Write("pc-2", 1));
        _journal.RunUntil(() => late.IsCompleted, "given up, too");
        await Assert.ThrowsAsync<StoreUnavailableException>(() => late);
        Assert.Equal(appends, _journal.Store.Appends);
    }

    [Fact]
    public void The_wait_between_attempts_doubles_up_to_its_bound_and_half_of_it_is_chance()
    {
        var outage = new Outage(_journal.Settings, _journal.Time, _journal.Time.GetTimestamp()) { Cause = new IOException("away") };
        var waits = new List<double>();
        for (var attempt = 0; attempt < 8; attempt++)
        {
            waits.Add(outage.Pause.TotalMilliseconds);
            var wait = Task.Run(outage.Wait);
            _journal.RunUntil(() => wait.IsCompleted, "waited for");
        }

        int[] longest = [50, 100, 200, 400, 800, 1600, 2000, 2000];
        Assert.All(waits, (wait, attempt) => Assert.InRange(wait, longest[attempt] / 2, longest[attempt]));
    }

    [Fact]
    public async Task An_end_during_it_does_not_hang()
    {
        var task = _journal.Write(Rows.Write("pc-1", 1));
        Eventually.True(() => _journal.Admission.Failing is not null, "failing");
        var end = Task.Run(_journal.Engine.Dispose);
        _journal.RunUntil(() => end.IsCompleted, "ended");
        await Assert.ThrowsAsync<StoreUnavailableException>(() => task);
    }
}

public sealed class OutageTestsOnSqlite() : OutageTests(StoreKind.Sqlite);

[Trait("Needs", "processes")]
public sealed class OutageTestsOnPostgres() : OutageTests(StoreKind.Postgres);
