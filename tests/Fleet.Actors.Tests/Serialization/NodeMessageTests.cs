using Akka.Actor;
using Akka.Configuration;
using Akka.TestKit.Xunit2;
using CsCheck;
using Fleet.Actors.Client;
using Fleet.Actors.Serialization;
using Fleet.Core.Clients;
using Fleet.Protocol.Nodes;
using Fleet.Testing;
using Xunit;

namespace Fleet.Actors.Tests.Serialization;

/// <summary>The language between nodes: complete, the same as it always was, and strict with what it does not know.</summary>
public sealed class NodeMessageTests : TestKit
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Serialization");
    private static readonly Config Shipped = ConfigurationFactory.ParseString(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "hocon", "serialization.conf")));
    private readonly NodeMessageSerializer _serializer;

    public NodeMessageTests() : base(ConfigurationFactory.ParseString(Patience.Hocon).WithFallback(Shipped)) => _serializer = new NodeMessageSerializer((ExtendedActorSystem)Sys);

    public static TheoryData<string> Names => [.. NodeMessageSamples.All.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_message_arrives_as_it_was_sent(string name)
    {
        var sent = NodeMessageSamples.All[name];
        Assert.Same(typeof(NodeMessageSerializer), Sys.Serialization.FindSerializerFor(sent).GetType());
        AssertSame(sent, _serializer.FromBinary(_serializer.ToBinary(sent), _serializer.Manifest(sent)));
    }

    [Fact]
    public void What_older_nodes_send_is_understood()
    {
        Assert.All(NodeMessageSamples.OfOlderNodes, sent =>
        {
            var (manifest, bytes) = Goldens()[sent.Key];
            AssertSame(sent.Value, _serializer.FromBinary(Convert.FromHexString(bytes), manifest));
        });
    }

    [Theory]
    [InlineData(long.MaxValue)]
    [InlineData(long.MinValue)]
    public void A_time_that_is_left_is_bounded(long milliseconds)
    {
        var sent = new Fleet.Nodes.V1.CommandMessage { Client = "pc-1", Age = new Fleet.Nodes.V1.AgePattern(), TimeLeft = milliseconds };
        var read = (ToClient)_serializer.FromBinary(Google.Protobuf.MessageExtensions.ToByteArray(sent), NodeManifests.Command);
        Assert.InRange(read.Deadline!.Value.Left, TimeSpan.Zero, TimeSpan.FromHours(1));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_first_version_understands_it_and_is_understood(string name)
    {
        var (manifest, bytes) = Goldens()[name];
        var sent = NodeMessageSamples.All[name];
        Assert.Equal((manifest, bytes), (_serializer.Manifest(sent), Convert.ToHexStringLower(_serializer.ToBinary(sent))));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void What_a_newer_version_adds_is_ignored(string name)
    {
        var sent = NodeMessageSamples.All[name];
        // Field 200, a text.
        byte[] newer = [.. _serializer.ToBinary(sent), 0xc2, 0x0c, 0x03, (byte)'n', (byte)'e', (byte)'w'];
        AssertSame(sent, _serializer.FromBinary(newer, _serializer.Manifest(sent)));
    }

    [Fact]
    public void A_newer_kind_of_message_is_refused_by_name()
    {
        var refused = Assert.Throws<NodeMessageException>(() => _serializer.FromBinary([], "zz"));
        Assert.Equal("A message of kind 'zz' of another node cannot be read: this version knows no such kind; a newer one sends it too early.", refused.Message);
    }

    [Fact]
    public void A_newer_command_is_refused_by_its_field()
    {
        var newer = new Fleet.Nodes.V1.CommandMessage { Client = "pc-1" };
        var refused = Assert.Throws<NodeMessageException>(() => _serializer.FromBinary(Google.Protobuf.MessageExtensions.ToByteArray(newer), NodeManifests.Command));
        Assert.Contains("field body", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Rubbish_is_refused_and_does_nothing_else() =>
        Gen.Select(Gen.OneOf([.. NodeMessageSamples.All.Values.Select(Gen.Const)]), Gen.Int[0, 400], Gen.Byte).Sample((sent, at, noise) =>
        {
            var bytes = _serializer.ToBinary(sent);
            if (bytes.Length == 0)
                return;
            bytes[at % bytes.Length] ^= noise;
            try
            {
                _serializer.FromBinary(bytes, _serializer.Manifest(sent));
            }
            catch (NodeMessageException)
            {
                // The one way to say no.
            }
        });

    [Fact]
    public void Every_kind_of_message_command_and_reply_is_among_the_samples()
    {
        var samples = NodeMessageSamples.All.Values;
        Assert.Equal(NodeMessageSerializer.Types.OrderBy(t => t.Name), samples.Select(s => s.GetType()).Distinct().OrderBy(t => t.Name));
        Assert.Equal(Kinds<ClientCommand>(), samples.OfType<ToClient>().Select(to => to.Body).OfType<ClientCommand>().Select(c => c.GetType()).Distinct().OrderBy(t => t.Name));
        Assert.Equal(Kinds<ClientReply>(), samples.OfType<ClientAnswer>().Select(answer => answer.Reply.GetType()).Distinct().OrderBy(t => t.Name));
        Assert.Equal(NodeMessageSamples.All.Keys.Concat(NodeMessageSamples.OfOlderNodes.Keys).Order(), Goldens().Keys.Order());
    }

    [Fact]
    public void A_message_that_nobody_bound_cannot_be_sent()
    {
        var forgotten = new Forgotten();
        var refused = Assert.Throws<System.Runtime.Serialization.SerializationException>(() => Sys.Serialization.Serialize(forgotten));
        Assert.Contains(typeof(Forgotten).FullName!, refused.ToString(), StringComparison.Ordinal);
    }

    /// <summary>A deadline runs from where it is read.</summary>
    private static void AssertSame(object sent, object read)
    {
        if (sent is ToClient { Deadline: { } deadline } to)
        {
            var left = Assert.IsType<ToClient>(read).Deadline!.Value.Left;
            Assert.InRange(left, TimeSpan.FromTicks(1), deadline.Left);
            (sent, read) = (to with { Deadline = null }, (ToClient)read with { Deadline = null });
        }

        Assert.Equal(sent, read);
    }

    private static IEnumerable<Type> Kinds<T>() => typeof(T).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(T))).OrderBy(t => t.Name);

    private static Dictionary<string, (string Manifest, string Bytes)> Goldens() =>
        File.ReadAllLines(Path.Combine(Folder, "node-messages.1.txt")).Select(line => line.Split(' ')).ToDictionary(parts => parts[0], parts => (parts[1], parts[2]));

    private sealed record Forgotten;
}
