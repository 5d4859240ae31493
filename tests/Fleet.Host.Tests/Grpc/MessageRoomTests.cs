using Fleet.Host.Grpc.Messages;
using Fleet.Testing;
using Xunit;

namespace Fleet.Host.Tests.Grpc;

/// <summary>Who waits for room in the node's memory, who is told that there will be none, and who is let in all the same.</summary>
public sealed class MessageRoomTests : IDisposable
{
    private const long All = UnfinishedMessages.MaxBytes;

    private readonly UnfinishedMessages _node = new();

    public void Dispose() => _node.Dispose();

    [Fact]
    public async Task Where_halves_of_messages_take_all_room_there_is_none_to_wait_for()
    {
        var half = await Part(All);
        var other = new MessageRoom(_node);
        Assert.False(await other.HoldPart(1, default));
        half.Free();
        Assert.True(await other.HoldPart(1, default));
    }

    [Fact]
    public async Task Batches_that_have_come_are_waited_for_until_they_are_worked_through()
    {
        var half = await Part(All / 2);
        var batch = await Batch(All / 2);
        var other = new MessageRoom(_node);
        var waits = other.HoldPart(All / 2, default).AsTask();
        Assert.False(waits.IsCompleted);
        Assert.True(other.IsWaiting);
        batch.Free();
        Assert.True(await waits.WaitAsync(Patience.Long));
        Assert.False(other.IsWaiting);
        Assert.False(await batch.HoldPart(1, default));
        half.Free();
    }

    [Fact]
    public async Task Who_waits_is_told_so_when_only_halves_are_left()
    {
        await Part(All - 4096);
        var batch = await Batch(1);
        var waits = new MessageRoom(_node).HoldPart(8192, default).AsTask();
        Assert.False(waits.IsCompleted);
        batch.Free();
        Assert.False(await waits.WaitAsync(Patience.Long));
    }

    [Fact]
    public async Task Halves_of_messages_do_not_keep_batches_out_which_come_in_one_after_another_then()
    {
        var half = await Part(All);
        var first = await Batch(10_000);
        var second = new MessageRoom(_node);
        var waits = second.HoldBatch(10_000, default).AsTask();
        Assert.False(waits.IsCompleted);
        first.Free();
        await waits.WaitAsync(Patience.Long);
        second.Free();
        half.Free();
        Assert.True(await half.HoldPart(All, default));
    }

    [Fact]
    public async Task A_batch_takes_the_room_that_its_parts_have_taken()
    {
        var room = await Part(All);
        await room.HoldBatch(All, default);
        var waits = new MessageRoom(_node).HoldPart(All, default).AsTask();
        Assert.False(waits.IsCompleted);
        room.Free();
        Assert.True(await waits.WaitAsync(Patience.Long));
    }

    [Fact]
    public async Task Who_goes_waits_no_more_and_takes_nothing_along()
    {
        using var gone = new CancellationTokenSource();
        var batch = await Batch(All);
        var other = new MessageRoom(_node);
        var waits = other.HoldPart(1, gone.Token).AsTask();
        await gone.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waits);
        other.Free();
        batch.Free();
        Assert.True(await other.HoldPart(All, default));
    }

    private async Task<MessageRoom> Part(long bytes)
    {
        var room = new MessageRoom(_node);
        Assert.True(await room.HoldPart(bytes, default));
        return room;
    }

    private async Task<MessageRoom> Batch(long bytes)
    {
        var room = new MessageRoom(_node);
        await room.HoldBatch(bytes, default);
        return room;
    }
}
