using Fleet.Host.Grpc.Messages;
using Fleet.Testing;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Fleet.Host.Tests.Grpc;

/// <summary>Who waits for room in the node's memory, who is told that there will be none, and who is let in all the same.</summary>
public sealed class MessageRoomTests : IDisposable
{
    private const long All = UnfinishedMessages.MaxBytes;

    private readonly FakeTimeProvider _time = new();
    private readonly UnfinishedMessages _node;

    public MessageRoomTests() => _node = new UnfinishedMessages(_time);

    public void Dispose() => _node.Dispose();

    [Fact]
    public async Task Where_halves_of_messages_take_all_room_one_goes_to_its_end_and_who_waits_for_it_in_vain_is_told()
    {
        await Part(All);
        var goesOn = await Part(4096);
        Assert.True(await goesOn.HoldPart(8192, default));
        var next = new MessageRoom(_node);
        var waits = next.HoldPart(1, default).AsTask();
        Assert.True(next.IsWaiting);
        goesOn.Free();
        Assert.True(await waits.WaitAsync(Patience.Long));

        var last = new MessageRoom(_node).HoldPart(1, default).AsTask();
        Assert.False(last.IsCompleted);
        _time.Advance(UnfinishedMessages.Patience);
        Assert.False(await last.WaitAsync(Patience.Long));
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
        half.Free();
    }

    [Fact]
    public async Task Batches_are_waited_for_however_long_they_take_and_who_waits_goes_on_when_only_halves_are_left()
    {
        await Part(All - 4096);
        var batch = await Batch(1);
        var waits = new MessageRoom(_node).HoldPart(8192, default).AsTask();
        _time.Advance(10 * UnfinishedMessages.Patience);
        Assert.False(waits.IsCompleted);
        batch.Free();
        Assert.True(await waits.WaitAsync(Patience.Long));
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
