using Fleet.Actors.Members;

namespace Fleet.Host.Webhooks;

/// <summary>Wires webhooks into the host.</summary>
internal static class WebhookExtensions
{
    /// <summary>Those of the settings, over the host's feed.</summary>
    public static IServiceCollection AddWebhooks(this IServiceCollection services) => services.AddSingleton<FleetWebhooks>().MakeAfterJoin<FleetWebhooks>();
}
