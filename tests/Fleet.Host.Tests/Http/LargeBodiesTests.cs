using Fleet.Host.Http;
using Xunit;

namespace Fleet.Host.Tests.Http;

/// <summary>The room that bodies which name many clients share.</summary>
public sealed class LargeBodiesTests
{
    [Fact]
    public void What_all_of_them_take_is_bounded_and_given_back_once()
    {
        using var bodies = new LargeBodies();
        var first = bodies.ForOne();
        Assert.True(first.TryTake(LargeBodies.Room));
        using var second = bodies.ForOne();
        Assert.False(second.TryTake(1));
        first.Dispose();
        first.Dispose();
        Assert.True(second.TryTake(LargeBodies.Room));
        Assert.False(second.TryTake(1));
    }
}
