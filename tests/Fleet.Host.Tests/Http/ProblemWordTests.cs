using System.Reflection;
using Fleet.Core.Clients;
using Fleet.Protocol.Http;
using Xunit;

namespace Fleet.Host.Tests.Http;

/// <summary>What is wrong is the same for everybody; what to do about it when it passes follows from its time, and is said by a page otherwise than by a command.</summary>
public sealed class ProblemWordTests
{
    [Fact]
    public void What_passes_says_what_is_wrong_and_not_what_to_send()
    {
        var all = ((Type[])[typeof(Refusal), typeof(Fleet.Host.Http.Problems), typeof(Fleet.Actors.Client.ClientActor)])
            .SelectMany(of => of.Assembly.GetTypes())
            .Where(type => !type.ContainsGenericParameters)
            .SelectMany(type => type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic))
            .Select(Told)
            .Where(told => told.Passes)
            .Select(told => told.Text)
            .ToList();
        Assert.True(all.Count > 20, $"{all.Count} were found");
        Assert.DoesNotContain(all, text => text.Contains("send", StringComparison.OrdinalIgnoreCase));
    }

    private static (string Text, bool Passes) Told(FieldInfo field) =>
        typeof(ProblemJson).IsAssignableFrom(field.FieldType) && field.GetValue(null) is ProblemJson problem ? (problem.Detail, problem.RetryAfterSeconds is not null)
        : field.FieldType == typeof(Refusal) && field.GetValue(null) is Refusal refusal ? (refusal.Message, refusal.IsRetryable)
        : ("", false);
}
