using System.Text.Json;
using Fleet.Core.Vocabulary;
using Fleet.Host.Commands.Api;
using Fleet.Host.Commands.Display;
using Fleet.Host.Commands.Options;
using Fleet.Protocol.Http;

namespace Fleet.Host.Commands;

/// <summary>Settings for people: a line for each, named by its path.</summary>
internal static class SettingsSheet
{
    private static readonly CsvTable<LevelHistoryJson.ItemJson> HistoryTable = new(
    [
        ("offset", item => item.Offset),
        ("recordedAt", item => item.RecordedAt),
        ("by", item => item.By),
        ("address", item => item.Address),
        ("before", item => TextOf(item.Before)),
        ("after", item => TextOf(item.After)),
    ]);

    /// <summary>What a level says.</summary>
    public static void Show(Screen screen, ApiAnswer said, bool asJson)
    {
        if (asJson)
        {
            screen.WriteJson(said.Json);
            return;
        }

        var sheet = new Sheet(new Column("SETTING"), new Column("VALUE"));
        var lines = Leaves(FactTexts.Json(said.Read<LevelJson>())).ToList();
        foreach (var (name, value) in lines)
            sheet.Add(name, value);
        if (lines.Count > 0)
            sheet.Write(screen);
        else
            screen.Note("It says nothing: all settings are inherited.");
    }

    /// <summary>What is in force for a client.</summary>
    public static void Show(Screen screen, ClientSettingsJson settings)
    {
        screen.WriteLine($"{Words.Of(settings.State)}{(settings.WaitsFor is { } wait ? $", waits for: {Words.Of(wait)}" : "")}{(settings.Error is { } error ? $" ({error})" : "")}");
        var drift = settings.Drift.Select(fact => Facts.Of(fact).Name).ToHashSet();
        var sheet = new Sheet(new Column("SETTING"), new Column("VALUE"), new Column("FROM"), new Column("DRIFT"));
        var from = Leaves(FactTexts.Json(settings.From)).ToDictionary(leaf => leaf.Name, leaf => leaf.Value);
        foreach (var (name, value) in Leaves(FactTexts.Json(settings.Effective)))
            sheet.Add(name, value, from[name], drift.Contains(name) ? "reported otherwise" : "");
        sheet.Write(screen);
    }

    /// <summary>What a level said.</summary>
    public static AnswerView<LevelHistoryJson> HistoryView(Screen screen)
    {
        var sheet = new Sheet(
            new Column("OFFSET") { Counts = true, Dispensable = 1 }, new Column("RECORDED (UTC)"), new Column("BY"), new Column("ADDRESS") { Dispensable = 2 }, new Column("CHANGE") { Wraps = true });
        return AnswerView.Of<LevelHistoryJson, LevelHistoryJson.ItemJson>(page => Show(page, sheet, screen), HistoryTable, page => page.Items) with { Nothing = "Nothing was ever said." };
    }

    private static void Show(LevelHistoryJson page, Sheet sheet, Screen screen)
    {
        var items = page.Items.ToList();
        foreach (var item in items)
            sheet.Add($"{item.Offset}", Times.Precise(item.RecordedAt), item.By, item.Address, Change(item));
        if (items.Count > 0)
            sheet.Write(screen);
    }

    private static string Change(LevelHistoryJson.ItemJson item)
    {
        var (before, after) = (Leaves(FactTexts.Json(item.Before)).ToDictionary(leaf => leaf.Name, leaf => leaf.Value), Leaves(FactTexts.Json(item.After)).ToDictionary(leaf => leaf.Name, leaf => leaf.Value));
        return string.Join(", ", before.Keys.Union(after.Keys)
            .Where(name => before.GetValueOrDefault(name) != after.GetValueOrDefault(name))
            .Select(name => $"{name}: {before.GetValueOrDefault(name, "inherited")} → {after.GetValueOrDefault(name, "inherited")}"));
    }

    private static string TextOf(LevelJson level) => FactTexts.Json(level).GetRawText();

    private static IEnumerable<(string Name, string Value)> Leaves(JsonElement settings, string path = "")
    {
        foreach (var member in settings.EnumerateObject())
        {
            var name = path + member.Name;
            if (member.Value.ValueKind == JsonValueKind.Object)
            {
                foreach (var leaf in Leaves(member.Value, $"{name}."))
                    yield return leaf;
            }
            else
            {
                yield return (name, member.Value.ValueKind switch
                {
                    JsonValueKind.Array => string.Join(", ", member.Value.EnumerateArray().Select(word => word.GetString())),
                    JsonValueKind.True => "yes",
                    JsonValueKind.False => "no",
                    _ => member.Value.ToString(),
                });
            }
        }
    }
}
