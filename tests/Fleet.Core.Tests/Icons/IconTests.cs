using Fleet.Core.Icons;
using Fleet.Core.Vocabulary;
using Xunit;

namespace Fleet.Core.Tests.Icons;

public sealed class IconTests
{
    [Fact]
    public void The_state_space_has_90_different_states()
    {
        Assert.Equal(90, ClientStatus.All.Count);
        Assert.Equal(90, ClientStatus.All.Distinct().Count());
        Assert.DoesNotContain(ClientStatus.All, s => s is { ScanMethod: ScanMethod.Smart, SmartProtection: SmartProtection.NotUsed });
    }

    [Fact]
    public void Each_state_has_the_icon_of_the_one_catalogue_row_that_fits_it() =>
        Assert.All(ClientStatus.All, status =>
        {
            var row = Assert.Single(Catalogue.Rows, row => row.Fits(status));
            Assert.Equal(row.Icon, Icon.Of(status).Name);
        });

    [Fact]
    public void All_54_icons_are_reached_by_some_state() =>
        Assert.Equal(Icon.All.ToHashSet(), ClientStatus.All.Select(Icon.Of).ToHashSet());

    [Fact]
    public void Numbers_names_dimensions_and_seed_rows_are_those_of_the_catalogue_for_ever() =>
        Assert.Equal(Catalogue.Rows, Icon.All.Select(icon => new CatalogueRow(
            icon.Number,
            icon.Name,
            Words.Of(icon.Connection),
            Words.Of(icon.ScanMethod),
            icon.Pattern is { } pattern ? Words.Of(pattern) : "any",
            Words.Of(icon.RealTimeScan),
            icon.SmartProtection is { } link ? Words.Of(link) : "any",
            icon.Row)));

    [Fact]
    public void Names_and_texts_are_unique()
    {
        Assert.Equal(54, Icon.All.Select(i => i.Name).Distinct().Count());
        Assert.Equal(54, Icon.All.Select(i => i.Text).Distinct().Count());
    }

    [Fact]
    public void An_icon_is_found_by_its_name_and_by_its_number() =>
        Assert.All(Icon.All, icon =>
        {
            Assert.True(Icon.TryParse(icon.Name, out var byName));
            Assert.Same(icon, byName);
            Assert.Same(icon, Icon.OfNumber(icon.Number));
        });

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("online")]
    [InlineData("ONLINE-SMART-RTS-ENABLED-SPS-CONNECTED")]
    public void Other_names_find_none(string? name) => Assert.False(Icon.TryParse(name, out _));

    [Fact]
    public void Number_zero_is_no_icon_and_numbers_beyond_the_table_are_an_error()
    {
        Assert.Null(Icon.OfNumber(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => Icon.OfNumber(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Icon.OfNumber(55));
    }

    [Fact]
    public void A_status_outside_the_90_is_an_error()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Icon.Of(default));
        Assert.Throws<ArgumentOutOfRangeException>(() => Icon.Of(new ClientStatus(
            Connection.Online, ScanMethod.Smart, PatternStatus.UpToDate, RealTimeScan.Enabled, SmartProtection.NotUsed)));
    }
}
