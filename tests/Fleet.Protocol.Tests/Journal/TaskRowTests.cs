using CsCheck;
using Fleet.Core.Clients;
using Fleet.Core.Tasks;
using Fleet.Core.Vocabulary;
using Fleet.Protocol.Journal;
using Xunit;

namespace Fleet.Protocol.Tests.Journal;

/// <summary>The rows of tasks, which are no clients.</summary>
public sealed class TaskRowTests
{
    private static readonly DateTimeOffset At = new(2026, 3, 2, 8, 30, 0, 125, TimeSpan.Zero);

    private static readonly TaskDefinition Full = new(
        TaskId.Parse("scan-1"), TaskKind.ScanNow, new Selection.OfGroup(GroupName.Parse("sales")), WhenUnreachable.Keep, TimeSpan.FromDays(1), TimeSpan.FromMinutes(30), 2,
        new Rollout(600, new Increase(1.5, 100), new Abort(10, 20), [new Wave(5, Approve: true), new Wave(95, Approve: false)]), "after the incident");

    private static readonly Dictionary<string, (FleetTask Task, Act? Act)> Samples = new()
    {
        ["task"] = (
            new FleetTask(Full, At, "open", 240) { IsMade = true, State = TaskState.Cancelled, Wave = 1, IsExpired = true, EndedAt = At.AddHours(1), TurnedAway = 7 },
            new Act(new Operator("open", "10.0.0.7"), "task-cancel", "{}", "{}")),
        ["task-begun"] = (
            new FleetTask(Full with { Kind = TaskKind.UpdateNow, Target = new Selection.Named([ClientId.Parse("pc-1"), ClientId.Parse("pc-2")]), Rollout = Rollout.Usual, Remark = "" }, At, "open", 2), null),
        ["task-of-many"] = (
            new FleetTask(Full with { Target = new Selection.Named([.. Enumerable.Range(0, 101).Select(number => ClientId.Parse($"pc-{number}"))]).Kept() }, At, "open", 101) { IsMade = true }, null),
        ["task-of-a-filter"] = (new FleetTask(Full with { Target = new Selection.Filtered("connection=online") }, At, "open", 2) { IsMade = true }, null),
        ["task-of-everybody"] = (new FleetTask(Full with { Target = new Selection.Filtered("") }, At, "open", 2) { IsMade = true }, null),
    };

    private static readonly TargetPart Part = new(1_000,
    [
        new NewTarget(ClientId.Parse("pc-1"), TargetState.Queued, null),
        new NewTarget(ClientId.Parse("pc-2"), TargetState.Refused, TargetReason.Offline),
        new NewTarget(ClientId.Parse("pc-3"), TargetState.Waiting, TargetReason.Roaming),
    ]);

    public static TheoryData<string> Names => [.. Samples.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_task_is_written_as_it_always_was_and_read(string name)
    {
        var (task, act) = Samples[name];
        Golden.AssertWritten("tasks", name, TaskRows.Write(task, act));
        foreach (var bytes in Golden.All("tasks", name))
            Assert.Equal(task, TaskRows.Read(bytes));
    }

    [Fact]
    public void Targets_are_written_as_they_always_were_and_read()
    {
        Golden.AssertWritten("tasks", "targets", TaskRows.Write(Part));
        foreach (var bytes in Golden.All("tasks", "targets"))
            Assert.Equal(Part, TaskRows.ReadPart(bytes));
    }

    [Fact]
    public void Every_golden_has_its_sample() => Assert.Equal([.. Samples.Keys.Append("targets").Order()], Golden.Names("tasks"));

    [Fact]
    public void Any_flipped_bit_is_noticed()
    {
        var (task, part) = (TaskRows.Write(Samples["task"].Task, Samples["task"].Act), TaskRows.Write(Part));
        for (var bit = 0; bit < 8 * task.Length; bit++)
            Assert.Throws<JournalFormatException>(() => TaskRows.Read(Flipped(task, bit)));
        for (var bit = 0; bit < 8 * part.Length; bit++)
            Assert.Throws<JournalFormatException>(() => TaskRows.ReadPart(Flipped(part, bit)));
    }

    [Fact]
    public void Damaged_rows_are_told_by_one_exception_or_read_as_another_row() =>
        Gen.OneOf(Rubbish.Bytes, Rubbish.Damaged(Golden.All("tasks"))).Sample(bytes =>
        {
            try
            {
                var read = TaskRows.Read(bytes);
                Assert.Equal(read, TaskRows.Read(TaskRows.Write(read, act: null)));
            }
            catch (JournalFormatException)
            {
                // Told.
            }
        });

    [Fact]
    public void The_task_of_a_part_stands_in_its_name()
    {
        Assert.Equal(TaskId.Parse("scan:1"), TaskRows.TaskOf(TaskRows.IdOf(TaskId.Parse("scan:1"), 17)));
        Assert.Throws<JournalFormatException>(() => TaskRows.TaskOf("/group/sales"));
    }

    private static byte[] Flipped(byte[] bytes, int bit)
    {
        var flipped = (byte[])bytes.Clone();
        flipped[bit / 8] ^= (byte)(1 << (bit % 8));
        return flipped;
    }
}
