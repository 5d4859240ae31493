using Fleet.ReadModel.Model;

namespace Fleet.ReadModel.Tables;

/// <summary>A column of the clients' table: of text, or of numbers.</summary>
/// <param name="Name">As SQL takes it.</param>
/// <param name="Text">Its value, if it is of text.</param>
/// <param name="Number">Its value, if it is of numbers.</param>
/// <param name="IsNullable">It may have no value.</param>
internal sealed record ClientColumn(string Name, Func<ClientRecord, string?>? Text, Func<ClientRecord, long?>? Number, bool IsNullable)
{
    /// <summary>For <c>CREATE TABLE</c>.</summary>
    public string Definition => $"{Name} {(Text is null ? "INTEGER" : "TEXT")}{(IsNullable ? "" : " NOT NULL")}";

    public static ClientColumn OfText(string name, Func<ClientRecord, string?> text, bool isNullable = false) => new(name, text, null, isNullable);

    public static ClientColumn OfNumber(string name, Func<ClientRecord, long?> number, bool isNullable = false) => new(name, null, number, isNullable);
}
