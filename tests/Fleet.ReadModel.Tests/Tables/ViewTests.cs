using System.Globalization;
using CsCheck;
using Fleet.Core.Vocabulary;
using Fleet.ReadModel.Tests.Queries;
using Fleet.Testing;
using Xunit;

namespace Fleet.ReadModel.Tests.Tables;

/// <summary>The views of docs/read-model.md say in words and times what the queries say.</summary>
public abstract class ViewTests(StoreKind kind)
{
    [Fact]
    public void Clients_are_shown_in_words() => Arbitrary.History.Sample(
        history =>
        {
            using var fleet = new TestFleet(kind);
            fleet.Write(history);
            fleet.Project();
            var shown = Rows(fleet, """
                SELECT client_id, group_name, connection, icon, conditions, presence_cause, present_since, goodbye, has_left, last_seq, last_report, heard_at, "offset"
                FROM clients ORDER BY client_id
                """);
            Assert.Equal(new Oracle(history).Clients().OrderBy(client => client.Client.Value, StringComparer.Ordinal).Select(client => Join(
                client.Client.Value, client.State.Group.Value, Words.Of(client.State.Connection), client.State.Icon!.Name,
                string.Join(' ', Words.OfEach(client.State.Conditions)), Words.Of(client.State.Presence.Cause), Time(client.State.Presence.Since),
                client.State.Presence.Goodbye is { } goodbye ? Words.Of(goodbye) : "", client.State.Presence.HasLeft ? 1 : 0, client.State.LastSeq,
                Time(client.State.LastObservedAt), Time(client.HeardAt), client.Offset)), shown);
        },
        iter: kind.Trials(30), threads: 1);

    [Fact]
    public void Counts_and_their_history_add_up() => Arbitrary.History.Sample(
        history =>
        {
            using var fleet = new TestFleet(kind);
            fleet.Write(history);
            fleet.Project();
            var counted = new Oracle(history).Summary([], at: null);
            Assert.Equal(counted.Total, long.Parse(Rows(fleet, "SELECT coalesce(sum(clients), 0) FROM client_counts WHERE has_left = 0").Single(), CultureInfo.InvariantCulture));
            Assert.Equal(
                counted.ByGroup.OrderBy(group => group.Key.Value, StringComparer.Ordinal).Select(group => Join(group.Key, group.Value)),
                Rows(fleet, "SELECT group_name, clients FROM group_totals ORDER BY group_name"));
            foreach (var row in Rows(fleet, """SELECT DISTINCT "offset", recorded_at FROM client_count_history"""))
            {
                var last = history.Single(happening => row.StartsWith($"{happening.Offset}|", StringComparison.Ordinal));
                Assert.Equal(Join(last.Offset, Time(last.RecordedAt)), row);
            }
        },
        iter: kind.Trials(30), threads: 1);

    [Fact]
    public void Acts_are_shown_as_the_rows_tell_them() => Arbitrary.History.Sample(
        history =>
        {
            using var fleet = new TestFleet(kind);
            fleet.Write(history);
            fleet.Project();
            Assert.Equal(
                history.Where(row => row.Event.Act is not null).Select(row => Join(
                    row.Offset, Time(row.RecordedAt), row.Event.Act!.Operator.By, row.Event.Act.Operator.Address, row.Event.Act.What, row.Client, row.Event.Act.Before, row.Event.Act.After)),
                Rows(fleet, """SELECT "offset", recorded_at, who, address, what, target, value_before, value_after FROM acts ORDER BY "offset" """));
        },
        iter: kind.Trials(10), threads: 1);

    private static string Time(DateTimeOffset? time) => time?.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture) ?? "";

    private static string Join(params object?[] values) => string.Join('|', values);

    private static object Text(object value) => value switch
    {
        DBNull => "",
        DateTime time => Time(new DateTimeOffset(time)),
        _ => value,
    };

    /// <summary>As any tool reads it.</summary>
    private static List<string> Rows(TestFleet fleet, string sql)
    {
        using var connection = fleet.OpenTables();
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The text is this test's own.
        command.CommandText = sql;
#pragma warning restore CA2100
        using var reader = command.ExecuteReader();
        var rows = new List<string>();
        while (reader.Read())
            rows.Add(Join([.. Enumerable.Range(0, reader.FieldCount).Select(i => Text(reader.GetValue(i)))]));
        return rows;
    }
}

public sealed class ViewTestsOnSqlite() : ViewTests(StoreKind.Sqlite);

[Trait("Needs", "processes")]
public sealed class ViewTestsOnPostgres() : ViewTests(StoreKind.Postgres);
