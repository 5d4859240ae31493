using Fleet.Sim.Drive;
using Xunit;

namespace Fleet.Sim.Tests.Drive;

public sealed class HelloPaceTests
{
    [Fact]
    public void There_is_room_for_more_where_hellos_are_answered_up_to_a_bound()
    {
        var pace = new HelloPace();
        Assert.False(pace.HasRoom(HelloPace.Most - 1));
        for (var i = 0; i < 10_000; i++)
            pace.Answered();
        Assert.True(pace.HasRoom(HelloPace.Most - 1));
        Assert.False(pace.HasRoom(HelloPace.Most));
    }

    [Fact]
    public void Open_there_is_always_room() => Assert.True(new HelloPace(LoginPace.Open).HasRoom(1_000_000));

    [Fact]
    public void There_is_room_for_fewer_where_they_are_not_but_always_for_some()
    {
        var pace = new HelloPace();
        for (var i = 0; i < 10_000; i++)
            pace.Missed();
        Assert.False(pace.HasRoom(HelloPace.Least));
        Assert.True(pace.HasRoom(HelloPace.Least - 1));
    }
}
