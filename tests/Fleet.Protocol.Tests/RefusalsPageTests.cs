using Fleet.Core.Clients;
using Fleet.Core.Vocabulary;
using Fleet.Protocol.Wire;
using Xunit;

namespace Fleet.Protocol.Tests;

public sealed class RefusalsPageTests
{
    private static readonly string[] Rows =
        [.. File.ReadLines(Path.Combine(AppContext.BaseDirectory, "refusals.md")).Where(line => line.StartsWith("| `", StringComparison.Ordinal))];

    [Fact]
    public void Every_word_of_a_refusal_or_a_closing_is_explained_once_and_no_other() => Assert.Equal(
        Words.All<RefusalCode>().Concat(Words.All<ClosingReason>()).Order(),
        Rows.Select(row => row.Split('`')[1]).Order());

    [Fact]
    public void Every_word_of_a_notice_is_explained_too() => Assert.All(
        Words.All<NoticeCode>(), word => Assert.Contains(File.ReadLines(Path.Combine(AppContext.BaseDirectory, "refusals.md")), line => line.StartsWith($"    {word} ", StringComparison.Ordinal)));

    [Fact]
    public void Every_row_says_what_to_do() => Assert.All(Rows, row => Assert.DoesNotContain(row.Split('|')[1..^1], string.IsNullOrWhiteSpace));
}
