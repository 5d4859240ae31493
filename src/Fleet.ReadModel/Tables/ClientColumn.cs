using Fleet.Journal.Sql;
using Fleet.ReadModel.Model;

namespace Fleet.ReadModel.Tables;

/// <summary>A column of the clients' table.</summary>
/// <param name="Name">As SQL takes it.</param>
/// <param name="Place">From 0.</param>
/// <param name="IsNullable">It may have no value.</param>
internal abstract record ClientColumn(string Name, int Place, bool IsNullable)
{
    /// <summary>For <c>CREATE TABLE</c>.</summary>
    public string Definition => $"{Name} {Type}{(IsNullable ? "" : " NOT NULL")}";

    protected abstract string Type { get; }

    /// <summary>The values of several clients, as an array.</summary>
    public abstract object ValuesOf(List<ClientRecord> clients);
}

/// <summary>A column of texts.</summary>
internal sealed record TextColumn(string Name, int Place, bool IsNullable, Func<ClientRecord, string?> Of) : ClientColumn(Name, Place, IsNullable)
{
    protected override string Type => "TEXT";

    public override object ValuesOf(List<ClientRecord> clients) => clients.ConvertAll(client => Of(client)).ToArray();

    public string Read(ISqlStatement row) => row.Text(Place);

    public string? ReadOrNull(ISqlStatement row) => row.TextOrNull(Place);
}

/// <summary>A column of numbers.</summary>
internal sealed record NumberColumn(string Name, int Place, bool IsNullable, Func<ClientRecord, long?> Of) : ClientColumn(Name, Place, IsNullable)
{
    protected override string Type => "INTEGER";

    public override object ValuesOf(List<ClientRecord> clients) => clients.ConvertAll(client => Of(client)).ToArray();

    public long Read(ISqlStatement row) => row.Int64(Place);

    public long? ReadOrNull(ISqlStatement row) => row.Int64OrNull(Place);
}
