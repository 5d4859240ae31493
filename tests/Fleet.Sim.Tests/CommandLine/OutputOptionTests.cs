using System.IO.Pipes;
using Fleet.Sim.CommandLine;
using Fleet.Sim.Recording;
using Xunit;

namespace Fleet.Sim.Tests.CommandLine;

public sealed class OutputOptionTests
{
    [Fact]
    public void What_cannot_be_written_takes_none_of_the_others_with_it()
    {
        var written = 0;
        var told = Assert.Throws<IOException>(() => OutputOption.WriteAll(
            () => throw new IOException("no room for the page"), () => written++, () => throw new UnauthorizedAccessException("no right to the recording"), () => written++));
        Assert.Equal(2, written);
        Assert.Contains("no room for the page", told.Message);
        Assert.Contains("no right to the recording", told.Message);
    }

    [Theory]
    [InlineData(true, "run", "day", "--json", "-")]
    [InlineData(true, "run", "day", "--json=-")]
    [InlineData(false, "run", "day", "--json", "a.json")]
    public void Standard_output_belongs_to_what_is_written_there(bool taken, params string[] arguments) =>
        Assert.Equal(taken, OutputOption.TakesStandardOutput(arguments));

    [Fact]
    public void A_device_is_written_to_and_not_replaced()
    {
        using var pipe = new AnonymousPipeServerStream(PipeDirection.In);
        var name = $"/dev/fd/{pipe.GetClientHandleAsString()}";
        AtomicFile.EnsureWritable(name, "--json");
        using (var file = new AtomicFile(name, "--json"))
        {
            file.Write("{}"u8);
            file.Complete();
        }

        pipe.DisposeLocalCopyOfClientHandle();
        using var reader = new StreamReader(pipe);
        Assert.Equal("{}", reader.ReadToEnd());
    }
}
