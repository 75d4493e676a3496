using Dapper;
using Digipanel.Bot.Storage;
using Digipanel.Bot.Tests.Support;
using Microsoft.Data.Sqlite;

namespace Digipanel.Bot.Tests.Storage;

public sealed class StatementTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly SqliteConnection _connection;

    public StatementTests()
    {
        _connection = Database.OpenWriter(_folder.ConnectionString);
        _connection.Execute("CREATE TABLE t (id INTEGER PRIMARY KEY, word TEXT UNIQUE, number INTEGER)");
    }

    public static TheoryData<string?> Words { get; } = ["", "saldo", null, "emoji 🎉 and a\0zero", new string('ä', 5_000)];

    public void Dispose()
    {
        _connection.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [MemberData(nameof(Words))]
    public void A_text_comes_back_as_it_went_in(string? word)
    {
        using (var insert = Statement.On(_connection, "INSERT INTO t (word) VALUES (?1)"))
        {
            Assert.Equal(1, insert.Bind(1, word).Run());
        }

        using var read = Statement.On(_connection, "SELECT word FROM t");
        Assert.True(read.Step());
        Assert.Equal(word, read.TextOrNull(0));
        Assert.Equal(word, _connection.QuerySingle<string?>("SELECT word FROM t"));
    }

    [Fact]
    public void Numbers_keep_all_their_bits()
    {
        using var read = Statement.On(_connection, "SELECT ?1, ?2, ?3").Bind(1, long.MinValue).Bind(2, (long?)long.MaxValue).Bind(3, (long?)null);

        Assert.True(read.Step());
        Assert.Equal((long.MinValue, long.MaxValue, true), (read.Number(0), read.Number(1), read.IsNull(2)));
        Assert.False(read.Step());
    }

    [Fact]
    public void What_has_run_to_its_end_does_not_run_again_until_it_is_given_back()
    {
        using (var insert = Statement.On(_connection, "INSERT INTO t (word) VALUES ('x') ON CONFLICT DO NOTHING RETURNING id"))
        {
            Assert.True(insert.Step());
            Assert.Equal(1, insert.Run());
            Assert.False(insert.Step());
        }

        Assert.Equal(1, _connection.ExecuteScalar<int>("SELECT count(*) FROM t"));
        using var again = Statement.On(_connection, "INSERT INTO t (word) VALUES ('x') ON CONFLICT DO NOTHING RETURNING id");
        Assert.False(again.Step());
        Assert.Equal(0, again.Run());
    }

    [Fact]
    public void A_statement_works_again_after_it_failed()
    {
        Insert("one");

        var failure = Assert.Throws<SqliteException>(() => Insert("one"));

        Assert.Equal((2067, "UNIQUE constraint failed: t.word"), (failure.SqliteExtendedErrorCode, failure.Message.Split('\'')[1]));
        Insert("two");
        Assert.Equal(2, _connection.ExecuteScalar<int>("SELECT count(*) FROM t"));
    }

    [Fact]
    public void A_text_that_is_in_use_already_is_prepared_once_more()
    {
        Insert("one");
        Insert("two");
        using var outer = Statement.On(_connection, "SELECT word FROM t ORDER BY id");
        Assert.True(outer.Step());
        using (var inner = Statement.On(_connection, "SELECT word FROM t ORDER BY id"))
        {
            Assert.True(inner.Step());
            Assert.Equal("one", inner.Text(0));
        }

        Assert.True(outer.Step());
        Assert.Equal("two", outer.Text(0));
    }

    [Fact]
    public void A_command_that_reads_while_the_same_one_is_read_disturbs_nobody()
    {
        Insert("one");
        Insert("two");

        var pairs = new List<string>();
        foreach (var outer in _connection.Query<string>("SELECT word FROM t ORDER BY id", buffered: false))
        {
            pairs.AddRange(_connection.Query<string>("SELECT word FROM t ORDER BY id", buffered: false).Select(inner => $"{outer} {inner}"));
        }

        Assert.Equal(["one one", "one two", "two one", "two two"], pairs);
    }

    [Fact]
    public void The_same_text_with_other_parameters_forgets_the_ones_before()
    {
        const string sql = "SELECT coalesce(@word, '-') || coalesce(@number, '-')";

        Assert.Equal("a1", _connection.ExecuteScalar<string>(sql, new { word = "a", number = (long?)1 }));
        Assert.Equal("-2", _connection.ExecuteScalar<string>(sql, new { word = (string?)null, number = (long?)2 }));
        Assert.Throws<InvalidOperationException>(() => _connection.ExecuteScalar<string>(sql, new { word = "a" }));
    }

    [Fact]
    public void Prepared_statements_live_through_a_change_of_the_tables()
    {
        Insert("one");
        _connection.Execute("ALTER TABLE t ADD COLUMN more TEXT NOT NULL DEFAULT 'x'");
        Insert("two");

        Assert.Equal(2, _connection.Query("SELECT * FROM t").AsList().Count);
    }

    [Fact]
    public void What_is_being_read_is_read_to_its_end_while_hundreds_of_other_texts_come_by()
    {
        Insert("one");
        Insert("two");
        using var statement = Statement.On(_connection, "SELECT word FROM t ORDER BY id");
        Assert.True(statement.Step());
        using var rows = _connection.ExecuteReader("SELECT word FROM t ORDER BY id");
        Assert.True(rows.Read());

        for (var i = 0; i < 600; i++)
        {
            Assert.Equal(i, _connection.ExecuteScalar<int>($"SELECT {i}"));
        }

        Assert.True(statement.Step());
        Assert.Equal("two", statement.Text(0));
        Assert.True(rows.Read());
        Assert.Equal("two", rows.GetString(0));
    }

    private void Insert(string word)
    {
        using var insert = Statement.On(_connection, "INSERT INTO t (word) VALUES (?1)");
        insert.Bind(1, word).Run();
    }
}
