using Fleet.Core.Clients;
using Fleet.Journal;

namespace Fleet.Actors.Tests;

/// <summary>A gate that says what a test wants, and counts who came and went.</summary>
internal sealed class CountingAdmission : IAdmission
{
    public Refusal? Says { get; set; }

    public Refusal? Failing { get; set; }

    public int Entered { get; private set; }

    public int Left { get; private set; }

    public Refusal? Enter()
    {
        if (Says is null)
            Entered++;
        return Says;
    }

    public void Exit() => Left++;
}
