using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;

namespace Fleet.Pages.Layout;

/// <summary>What a page shows.</summary>
/// <param name="Title">What it is about, for the browser's tab and the first heading.</param>
/// <param name="Section">Where it stands in the navigation: the address of its entry.</param>
/// <param name="Body">Its content.</param>
public sealed record PageView(string Title, string Section, RenderFragment Body)
{
    /// <summary>So often, in seconds, the page looks whether it has changed; 0: it stays as it is.</summary>
    public int LooksEvery { get; init; }

    /// <summary>The status of the answer.</summary>
    public int Status { get; init; } = StatusCodes.Status200OK;

    /// <summary>It tells what is wrong, in the place of a page.</summary>
    public bool IsProblem { get; init; }

    /// <summary>Another script that it loads; null: none.</summary>
    public string? Script { get; init; }

    /// <summary>A page that shows a model by a component.</summary>
    public static PageView Of<T>(string title, string section, object model) where T : IComponent => new(title, section, builder =>
    {
        builder.OpenComponent(0, typeof(T));
        builder.AddComponentParameter(1, "Model", model);
        builder.CloseComponent();
    });
}
