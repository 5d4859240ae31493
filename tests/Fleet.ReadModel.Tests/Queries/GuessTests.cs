using CsCheck;
using Fleet.Protocol.Journal;
using Fleet.ReadModel.Queries;
using Fleet.Testing;
using Xunit;

namespace Fleet.ReadModel.Tests.Queries;

/// <summary>What a row tells of the time before it.</summary>
public sealed class GuessTests
{
    [Fact]
    public void What_a_row_tells_of_the_client_before_it_is_what_the_client_was() => Arbitrary.History.Sample(
        history =>
        {
            var glancer = new RowGlancer();
            foreach (var row in history)
            {
                var (manifest, bytes) = JournalCodec.Encode(row.Event, row.After);
                if (!CountedIcon.TryGuess(glancer.Read(manifest, bytes), out var before))
                    continue;
                var was = row.Before.Presence.HasLeft ? null : row.Before.Icon;
                Assert.Equal(was, before.Icon);
                if (was is not null)
                    Assert.Equal(row.Before.Group, before.Group);
            }
        },
        iter: 2_000, threads: 1);
}
