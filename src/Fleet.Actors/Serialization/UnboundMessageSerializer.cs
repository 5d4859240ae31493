using System.Runtime.Serialization;
using Akka.Actor;
using Akka.Serialization;

namespace Fleet.Actors.Serialization;

/// <summary>
/// Stands where Akka would fall back to JSON of the type's name: a message that nobody has bound to a serializer fails where it is sent,
/// and is not found out by another node, or another version.
/// </summary>
/// <param name="system">Given by Akka.</param>
public sealed class UnboundMessageSerializer(ExtendedActorSystem system) : Serializer(system)
{
    /// <inheritdoc/>
    public override int Identifier => 1973;

    /// <inheritdoc/>
    public override bool IncludeManifest => true;

    /// <summary>Refuses.</summary>
    /// <exception cref="SerializationException">Always.</exception>
    public override byte[] ToBinary(object obj) => throw new SerializationException(
        $"{obj.GetType()} is bound to no serializer (hocon/serialization.conf), so it cannot be sent to another node.");

    /// <summary>Refuses.</summary>
    /// <exception cref="SerializationException">Always.</exception>
    public override object FromBinary(byte[] bytes, Type? type) => throw new SerializationException(
        $"{type} is bound to no serializer (hocon/serialization.conf), so it cannot come from another node.");
}
