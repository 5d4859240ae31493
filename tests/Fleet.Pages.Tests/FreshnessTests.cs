using System.Reflection;
using Fleet.Pages.Answers;
using Fleet.Protocol.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Xunit;

namespace Fleet.Pages.Tests;

/// <summary>Pages of a server that catches up while it is asked.</summary>
public sealed class FreshnessTests
{
    [Fact]
    public async Task What_was_read_before_the_server_had_caught_up_is_not_told_as_new()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddPages();
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton(DispatchProxy.Create<IFleetQuestions, Catching>());
        builder.Services.AddSingleton(DispatchProxy.Create<IFleetActs, Nobody>());
        await using var app = builder.Build();
        app.MapPages();
        await app.StartAsync();
        using var http = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };

        var page = await http.GetStringAsync("/audit");
        Assert.Contains("What is shown is behind: it was so 12 s ago.", page, StringComparison.Ordinal);
        Assert.Contains("data-looks-every=\"2\"", page, StringComparison.Ordinal);
        page = await http.GetStringAsync("/audit");
        Assert.DoesNotContain("What is shown is behind", page, StringComparison.Ordinal);
        Assert.DoesNotContain("data-looks-every", page, StringComparison.Ordinal);
    }

    /// <summary>It is behind until it has answered for the first time.</summary>
    public class Catching : DispatchProxy
    {
        private TimeSpan? _behind = TimeSpan.FromSeconds(12);

        /// <inheritdoc/>
        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
        {
            if (targetMethod!.Name == $"get_{nameof(IFleetQuestions.Behind)}")
                return _behind;
            Assert.Equal(nameof(IFleetQuestions.Audit), targetMethod.Name);
            _behind = null;
            return Task.FromResult(new AuditJson([], null, 1));
        }
    }

    /// <summary>Whoever looks at a page.</summary>
    public class Nobody : DispatchProxy
    {
        /// <inheritdoc/>
        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) =>
            targetMethod!.ReturnType == typeof(string) && args is [HttpRequest] ? "open" : throw new NotSupportedException(targetMethod.Name);
    }
}
