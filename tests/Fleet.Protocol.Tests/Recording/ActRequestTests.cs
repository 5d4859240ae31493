using System.Text;
using Fleet.Core.Settings;
using Fleet.Core.Tasks;
using Fleet.Core.Vocabulary;
using Fleet.Protocol.Recording;
using Fleet.Protocol.Wire;
using Xunit;

namespace Fleet.Protocol.Tests.Recording;

/// <summary>An operator's act is sent as what the API reads as just that.</summary>
public sealed class ActRequestTests
{
    private static readonly LevelSettings All = new()
    {
        RealTimeScan = ManagedScan.Enabled,
        ScanMethod = ManagedMethod.Smart,
        Roaming = false,
        ScheduledUpdate = true,
        IncludeRoamingAndOffline = true,
        Sources = new UpdateSources([UpdateSource.UpdateAgent, UpdateSource.Server]),
        Every = Recurrence.Week,
        At = UpdateTime.Parse("mon 12:00"),
    };

    public static TheoryData<SettingsPatch> Patches =>
    [
        SettingsPatch.Whole(All),
        SettingsPatch.Whole(LevelSettings.None),
        new SettingsPatch(Leaves.Roaming, new LevelSettings { Roaming = true }),
        new SettingsPatch(Leaves.RealTimeScan | Leaves.Every | Leaves.At, new LevelSettings { RealTimeScan = ManagedScan.Disabled }),
    ];

    [Theory]
    [MemberData(nameof(Patches))]
    public void A_change_of_clients(SettingsPatch patch)
    {
        var target = new Selection.Named([ClientId.Parse("pc-1"), ClientId.Parse("pc-2")]);
        var request = ActRequest.Of(new OperatorAct.ChangeSettings(target, patch));
        Assert.Equal(("POST", "/v1/settings/changes"), (request.Method, request.Path));
        Assert.True(SettingsChangeBody.TryRead(Encoding.UTF8.GetBytes(request.Body!), out var selection, out var read, out var refusal), refusal?.Message);
        Assert.Equal(target, selection);
        Assert.Equal(patch.Over(All), read.Over(All));
        Assert.Equal(patch.Over(LevelSettings.None), read.Over(LevelSettings.None));
    }

    [Fact]
    public void A_level()
    {
        var request = ActRequest.Of(new OperatorAct.PutLevel(GroupName.Parse("sales"), All));
        Assert.Equal(("PUT", "/v1/groups/sales/settings"), (request.Method, request.Path));
        Assert.True(SettingsBody.TryRead(Encoding.UTF8.GetBytes(request.Body!), out var level, out _));
        Assert.Equal(All, level);
        Assert.Equal(("/v1/settings", "{}"), (ActRequest.Of(new OperatorAct.PutLevel(Group: null, LevelSettings.None)) is var nothing ? (nothing.Path, nothing.Body) : default));
    }

    [Fact]
    public void A_task()
    {
        foreach (var rollout in new[] { Rollout.Usual, new Rollout(30, new Increase(1.5, 10), new Abort(20, 5), [new Wave(5, Approve: true), new Wave(95, Approve: false)]) })
        {
            var task = new TaskDefinition(
                TaskId.Parse("scan"), TaskKind.UpdateNow, new Selection.Filtered("group=a&q=x"), WhenUnreachable.Keep, TimeSpan.FromDays(2), TimeSpan.FromSeconds(1.5), 3, rollout, "says \"hm\"");
            var request = ActRequest.Of(new OperatorAct.MakeTask(task));
            Assert.True(TaskBody.TryRead(Encoding.UTF8.GetBytes(request.Body!), () => throw new InvalidOperationException("it has an id"), out var read, out var refusal), refusal?.Message);
            Assert.Equal(task, read);
        }

        Assert.Equal(new ActRequest("POST", "/v1/tasks/scan/approve", Body: null), ActRequest.Of(new OperatorAct.OrderTask(TaskId.Parse("scan"), TaskOrder.Approve)));
    }
}
