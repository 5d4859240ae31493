using System.Text.RegularExpressions;
using CsCheck;
using Fleet.Core.Vocabulary;
using Xunit;

namespace Fleet.Core.Tests.Vocabulary;

public sealed class IdentifierTests
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._:-";

    [Fact]
    public void Every_text_of_the_alphabet_up_to_128_characters_is_an_id() =>
        Gen.String[Gen.Char[Alphabet], 1, 128].Sample(text =>
            ClientId.Parse(text).Value == text && GroupName.Parse(text).Value == text && ClientId.Parse(text).ToString() == text);

    [Fact]
    public void One_character_of_another_kind_spoils_it() =>
        Gen.Select(Gen.String[Gen.Char[Alphabet], 0, 20], Gen.Char.Where(c => !Alphabet.Contains(c)), Gen.String[Gen.Char[Alphabet], 0, 20])
            .Sample((head, odd, tail) => !ClientId.TryParse(head + odd + tail, out _) && !GroupName.TryParse(head + odd + tail, out _));

    [Fact]
    public void Nothing_and_129_characters_are_no_id()
    {
        Assert.False(ClientId.TryParse(null, out _));
        Assert.False(ClientId.TryParse("", out _));
        Assert.False(ClientId.TryParse(new string('a', 129), out _));
        Assert.Throws<FormatException>(() => ClientId.Parse("a b"));
        Assert.Throws<FormatException>(() => GroupName.Parse("ä"));
    }

    [Fact]
    public void The_pattern_says_the_same() => Gen.String[Gen.Char[Alphabet + " /\u00fc@"], 0, 140]
        .Sample(text => Regex.IsMatch(text, ClientId.Pattern, RegexOptions.NonBacktracking) == ClientId.TryParse(text, out _)
            && GroupName.Pattern == ClientId.Pattern);

    [Fact]
    public void Case_tells_ids_apart() => Assert.NotEqual(ClientId.Parse("pc-1"), ClientId.Parse("PC-1"));

    [Fact]
    public void The_default_group_is_called_default() => Assert.Equal(GroupName.Parse("default"), GroupName.Default);
}
