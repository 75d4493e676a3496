using Dapper;
using Digipanel.Bot.Storage;
using Digipanel.Bot.Tests.Support;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;
using SQLitePCL;

namespace Digipanel.Bot.Tests.Storage;

public sealed class StoreTests : IDisposable
{
    private readonly TestStore _test = new();

    [Fact]
    public async Task A_work_that_throws_is_undone_alone()
    {
        var works = Enumerable.Range(0, 50).Select(i => _test.Store.InTransaction(tx =>
        {
            tx.Execute("INSERT INTO inbox (source, external_id, received_at) VALUES ('test', @id, 0)", new { id = $"{i}" });
            return i % 3 == 0 ? throw new InvalidOperationException($"work {i}") : i;
        })).ToList();

        for (var i = 0; i < works.Count; i++)
        {
            if (i % 3 == 0)
            {
                Assert.Equal($"work {i}", (await Assert.ThrowsAsync<InvalidOperationException>(() => works[i])).Message);
            }
            else
            {
                Assert.Equal(i, await works[i]);
            }
        }

        Assert.Equal(works.Count(w => w.IsCompletedSuccessfully), _test.Store.Read(c => c.ExecuteScalar<int>("SELECT count(*) FROM inbox")));
    }

    [Fact]
    public async Task A_batch_in_which_a_work_throws_is_run_anew_and_what_the_others_did_counts_once()
    {
        using var gate = new ManualResetEventSlim();
        var held = _test.Store.InTransaction(_ => gate.Wait()); // meanwhile the others queue, and become one batch
        var runs = new int[10];
        var works = Enumerable.Range(0, runs.Length).Select(i => _test.Store.InTransaction(tx =>
        {
            runs[i]++;
            tx.Execute("INSERT INTO inbox (source, external_id, received_at) VALUES ('test', @id, 0)", new { id = $"{i}" });
            return i == 5 ? throw new InvalidOperationException("the sixth") : tx.Connection.ExecuteScalar<int>("SELECT count(*) FROM inbox");
        })).ToList();
        gate.Set();
        await held;

        await Assert.ThrowsAsync<InvalidOperationException>(() => works[5]);
        works.RemoveAt(5);
        Assert.Equal(Enumerable.Range(1, 9), await Task.WhenAll(works)); // each saw what came before it, once
        Assert.Equal([2, 2, 2, 2, 2, 2, 1, 1, 1, 1], runs);
        Assert.Equal(9, _test.Store.Read(c => c.ExecuteScalar<int>("SELECT count(*) FROM inbox")));
    }

    [Fact]
    public async Task What_committed_is_there_after_a_restart()
    {
        await _test.Store.InTransaction(tx => tx.Execute("INSERT INTO inbox (source, external_id, received_at) VALUES ('test', 'x', 0)"));
        _test.Reopen();
        Assert.Equal(1, _test.Store.Read(c => c.ExecuteScalar<int>("SELECT count(*) FROM inbox")));
    }

    [Fact]
    public async Task A_commit_that_fails_fails_every_work_of_its_batch_and_keeps_nothing()
    {
        using var test = new TestStore(new DiesBeforeCommit());
        await Assert.ThrowsAsync<IOException>(() => test.Store.InTransaction(tx => tx.Execute("INSERT INTO inbox (source, external_id, received_at) VALUES ('test', 'x', 0)")));
        Assert.Equal(0, test.Store.Read(c => c.ExecuteScalar<int>("SELECT count(*) FROM inbox")));

        // and the writer lives on: the second commit of this observer passes
        await test.Store.InTransaction(tx => tx.Execute("INSERT INTO inbox (source, external_id, received_at) VALUES ('test', 'y', 0)"));
        Assert.Equal(1, test.Store.Read(c => c.ExecuteScalar<int>("SELECT count(*) FROM inbox")));
    }

    [Fact]
    public async Task All_queries_of_one_read_see_the_same_state()
    {
        var (before, after) = _test.Store.Read(database =>
        {
            var first = database.ExecuteScalar<int>("SELECT count(*) FROM inbox");
            _test.Store.InTransaction(tx => tx.Execute("INSERT INTO inbox (source, external_id, received_at) VALUES ('test', 'x', 0)")).GetAwaiter().GetResult();
            return (first, database.ExecuteScalar<int>("SELECT count(*) FROM inbox"));
        });

        Assert.Equal((0, 0), (before, after));
        Assert.Equal(1, _test.Store.Read(c => c.ExecuteScalar<int>("SELECT count(*) FROM inbox")));
        await _test.Store.InTransaction(tx => tx.Execute("DELETE FROM inbox")); // a read that has ended holds nothing
    }

    [Fact]
    public async Task The_log_is_copied_beside_the_writer_and_begins_anew()
    {
        await InsertAsync(1);
        var first = Salt();
        await InsertAsync(Checkpointer.RowsBetween);
        await ShopWorld.UntilAsync(
            () =>
            {
                InsertAsync(1).GetAwaiter().GetResult();
                return Salt() != first;
            },
            "the log begins anew");

        Assert.True(new FileInfo(DatabasePath).Length > 500_000, "What was in the log is in the database.");
    }

    private string DatabasePath => new SqliteConnectionStringBuilder(_test.ConnectionString).DataSource;

    // Bytes 16 to 23 of the log's header: another pair each time that it is begun (sqlite.org/fileformat2.html#walformat).
    private string Salt()
    {
        using var log = new FileStream(DatabasePath + "-wal", FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var header = new byte[32];
        log.ReadExactly(header);
        return Convert.ToHexString(header, 16, 8);
    }

    private Task InsertAsync(int rows) => _test.Store.InTransaction(tx => tx.Execute(
        """
        WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < @rows)
        INSERT INTO inbox (source, external_id, received_at) SELECT 'test', hex(randomblob(16)), 0 FROM n
        """,
        new { rows }));

    [Fact]
    public async Task A_second_bot_on_the_same_database_is_refused()
    {
        await _test.NewCustomerAsync();
        var e = Assert.Throws<InvalidOperationException>(() =>
            new Store(new StorageOptions { ConnectionString = _test.ConnectionString }, _test.Time, NullLogger<Store>.Instance));
        Assert.Contains("Another Digipanel.Bot", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Durability_is_full_and_foreign_keys_are_on()
    {
        var (journal, synchronous, foreignKeys) = await _test.Store.InTransaction(tx => (
            tx.Scalar<string>("PRAGMA journal_mode"), tx.Scalar<int>("PRAGMA synchronous"), tx.Scalar<int>("PRAGMA foreign_keys")));
        Assert.Equal(("wal", 2, 1), (journal, synchronous, foreignKeys));
    }

    [Fact]
    public void A_reader_cannot_write() =>
        Assert.Throws<SqliteException>(() => _test.Store.Read(c => c.Execute("DELETE FROM inbox")));

    [Fact]
    public async Task Works_run_in_the_order_they_were_asked_for()
    {
        var seen = new List<int>();
        await Task.WhenAll(Enumerable.Range(0, 1000).Select(i => _test.Store.InTransaction(_ => seen.Add(i))));
        Assert.Equal(Enumerable.Range(0, 1000), seen);
    }

    [Fact]
    public void An_edited_migration_stops_the_start()
    {
        using var connection = new SqliteConnection("Data Source=:memory:");
        connection.Open();
        var first = new Migrator.Migration(1, "0001_a.sql", "CREATE TABLE a (x)", "aa");
        Assert.Equal(1, Migrator.Apply(connection, DateTimeOffset.UnixEpoch, [first]));
        Assert.Equal(0, Migrator.Apply(connection, DateTimeOffset.UnixEpoch, [first]));
        Assert.Throws<InvalidOperationException>(() => Migrator.Apply(connection, DateTimeOffset.UnixEpoch, [first with { Sha256 = "bb" }]));
    }

    [Fact]
    public void A_database_of_a_newer_version_stops_the_start()
    {
        using var connection = new SqliteConnection("Data Source=:memory:");
        connection.Open();
        var first = new Migrator.Migration(1, "0001_a.sql", "CREATE TABLE a (x)", "aa");
        var second = new Migrator.Migration(2, "0002_b.sql", "CREATE TABLE b (x)", "bb");
        Migrator.Apply(connection, DateTimeOffset.UnixEpoch, [first, second]);
        Assert.Contains("newer", Assert.Throws<InvalidOperationException>(() => Migrator.Apply(connection, DateTimeOffset.UnixEpoch, [first])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_migration_that_fails_leaves_nothing_behind()
    {
        using var connection = new SqliteConnection("Data Source=:memory:");
        connection.Open();
        var broken = new Migrator.Migration(1, "0001_a.sql", "CREATE TABLE a (x); CREATE TABLE a (x)", "aa");
        Assert.Throws<SqliteException>(() => Migrator.Apply(connection, DateTimeOffset.UnixEpoch, [broken]));
        Assert.Equal(0, connection.ExecuteScalar<int>("SELECT count(*) FROM sqlite_schema WHERE name = 'a'"));
    }

    [Fact]
    public void A_disk_that_fills_up_during_a_migration_is_named_as_the_cause()
    {
        using var connection = new SqliteConnection("Data Source=:memory:");
        connection.Open();
        Migrator.Apply(connection, DateTimeOffset.UnixEpoch, []);
        connection.Execute($"PRAGMA max_page_count = {connection.ExecuteScalar<int>("PRAGMA page_count") + 2}");
        var large = new Migrator.Migration(1, "0001_a.sql", "CREATE TABLE a (x); INSERT INTO a VALUES (randomblob(100000))", "aa");
        Assert.Equal(raw.SQLITE_FULL, Assert.Throws<SqliteException>(() => Migrator.Apply(connection, DateTimeOffset.UnixEpoch, [large])).SqliteErrorCode);
    }

    [Fact]
    public async Task The_readiness_probe_really_writes_and_changes_nothing()
    {
        var log = new SqliteConnectionStringBuilder(_test.ConnectionString).DataSource + "-wal";
        var (length, applied) = (new FileInfo(log).Length, AppliedAt());
        await _test.Store.InTransaction(tx => tx.Execute(Database.ProbeSql));
        Assert.True(new FileInfo(log).Length > length);
        Assert.Equal(applied, AppliedAt());

        long AppliedAt() => _test.Store.Read(c => c.ExecuteScalar<long>("SELECT applied_at FROM schema_migrations WHERE number = 1"));
    }

    public void Dispose() => _test.Dispose();

    [Theory]
    [InlineData("to the end")]
    [InlineData("the first row")]
    [InlineData("one value")]
    [InlineData("a statement's first row")]
    [InlineData("a wrong column")]
    public async Task What_was_read_holds_neither_checkpoints_nor_later_readers_back(string how)
    {
        await _test.NewCustomerAsync("1");
        await _test.NewCustomerAsync("2");
        const string names = "SELECT name FROM customers ORDER BY id";
        try
        {
            _test.Store.Read<object?>(c => how switch
            {
                "to the end" => c.Query<string>(names).AsList(),
                "the first row" => c.QueryFirst<string>(names),
                "one value" => c.ExecuteScalar<string>(names),
                "a wrong column" => c.QueryFirst<DateTime>(names),
                _ => StepOnce(c, names),
            });
        }
        catch (Exception e) when (how == "a wrong column" && e is not Xunit.Sdk.XunitException)
        {
            // Dapper could not read it: what was borrowed is given back all the same.
        }

        await _test.NewCustomerAsync("3");
        using var other = new SqliteConnection(_test.ConnectionString);
        Assert.Equal(0, other.QuerySingle<(int Busy, int Log, int Done)>("PRAGMA wal_checkpoint(TRUNCATE)").Busy);
        Assert.Equal(3, _test.Store.Read(c => c.ExecuteScalar<int>("SELECT count(*) FROM customers")));
    }

    private static string StepOnce(SqliteConnection connection, string sql)
    {
        using var statement = Statement.On(connection, sql);
        Assert.True(statement.Step());
        return statement.Text(0);
    }

    private sealed class DiesBeforeCommit : IStoreObserver
    {
        private bool _died;

        public void BeforeCommit()
        {
            if (!_died)
            {
                _died = true;
                throw new IOException("the disk is full");
            }
        }

        public void AfterCommit()
        {
        }
    }
}
