using CsCheck;
using Fleet.Core.Clients;
using Fleet.Sim.Drive;
using Xunit;

namespace Fleet.Sim.Tests.Drive;

public sealed class BacklogTests
{
    [Fact]
    public void Is_a_queue_that_can_be_looked_into()
    {
        Gen.Bool.List[0, 200].Sample(steps =>
        {
            var (backlog, model, next) = (new BacklogRing(), new List<int>(), 0);
            foreach (var add in steps)
            {
                if (add)
                {
                    backlog.Add(new WaitingReport(TimeSpan.FromTicks(++next), default, ReportedFacts.None, ReportMarks.None, Number: next));
                    model.Add(next);
                }
                else if (model.Count > 0)
                {
                    Assert.Equal(model[0], backlog.RemoveOldest().ObservedAt.Ticks);
                    model.RemoveAt(0);
                }

                Assert.Equal(model.Count, backlog.Count);
                for (var i = 0; i < model.Count; i++)
                    Assert.Equal(model[i], backlog[i].ObservedAt.Ticks);
            }
        });
    }
}
