using Microsoft.Extensions.DependencyInjection;

namespace Fleet.Actors.Members;

/// <summary>Makes a part of a node when the node has joined its cluster. Parts are made in the order in which they were added.</summary>
/// <remarks>
/// A host makes all that it starts, with whatever that is made of, before it starts the first; and the join is among what it starts. So
/// it is given functions: a node that no seed lets in has started no actor, and has asked the store for nothing.
/// </remarks>
public delegate void AfterJoin();

/// <summary>Adds parts of a node.</summary>
public static class AfterJoinExtensions
{
    /// <summary>Has a service made then, not when somebody asks for it first: its gauges are there before anybody comes.</summary>
    public static IServiceCollection MakeAfterJoin<T>(this IServiceCollection services) where T : notnull =>
        services.AddSingleton<AfterJoin>(all => () => all.GetRequiredService<T>());
}
