using Fleet.Host.Tests.Commands;
using Fleet.Host.Tests.Deployment;
using Fleet.Host.Tests.Hosting;
using Fleet.ReadModel.Queries;
using Xunit;

namespace Fleet.Host.Tests.Http;

/// <summary>The table of filters, held against everything that is to know of each.</summary>
[Collection(OnSharedHost.Name)]
public sealed class FilterTests(SharedHost host)
{
    [Fact]
    public void Every_filter_is_a_row_of_the_table() => Assert.Equal(
        typeof(ClientFilters).GetProperties().Select(property => property.GetValue(null)).OfType<FilterRow>().Select(row => row.Name).Order(),
        ClientFilters.Rows.Select(row => row.Name).Order());

    [Fact]
    public void Every_filter_is_a_parameter_in_the_document()
    {
        var described = host.Document.Operations.Single(operation => operation.ToString() == "GET /v1/clients").Query.Select(parameter => parameter.Text("name")!);
        Assert.Empty(ClientFilters.Rows.Select(row => row.Name).Except(described));
    }

    [Fact]
    public void Every_filter_is_in_the_page_for_people() => Assert.All(ClientFilters.Rows, row => Assert.Contains($"`{row.Name}`", Repository.Text("docs/http.md")));

    [Fact]
    public async Task Every_filter_is_an_option_of_the_command()
    {
        var help = await CommandRun.OutputOf("clients", "--help");
        Assert.All(ClientFilters.Rows, row => Assert.Contains($"  {row.Option} <", help));
    }

    [Fact]
    public void Every_filter_changes_what_a_cursor_belongs_to()
    {
        var filters = ClientFilters.Rows.Select(row => row.Read(ClientFilter.All, [ValueOf(row)])).Prepend(ClientFilter.All);
        Assert.Distinct(filters.Select(filter => new ClientsQuery { Filter = filter }.Fingerprint));
    }

    private static string ValueOf(FilterRow row) => row.Texts.Words is [var word, ..] ? word : row.Accepts("x") ? "x" : "2026-03-02T08:00:00Z";
}
