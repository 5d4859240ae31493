using Akka.Configuration;

namespace Fleet.Benchmarks.Memory;

/// <summary>The configuration that ships.</summary>
internal static class Hocon
{
    public static Config Files(params string[] names) => names
        .Select(name => ConfigurationFactory.ParseString(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "hocon", name + ".conf"))))
        .Aggregate((all, next) => next.WithFallback(all));
}
