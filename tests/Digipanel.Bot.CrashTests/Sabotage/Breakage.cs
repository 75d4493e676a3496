namespace Digipanel.Bot.CrashTests.Sabotage;

/// <summary>One place in the bot's source and what a careless hand would make of it.</summary>
/// <param name="File">Below src/Digipanel.Bot.</param>
/// <param name="Text">Stands there exactly once: a refactoring that moves it must move this too.</param>
/// <param name="Broken">Put in its place; <c>Broken.Is("name")</c> is true while the breakage of that name is on.</param>
internal sealed record Patch(string File, string Text, string Broken);

/// <summary>A known breakage, and the tests that must go red for it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Project">The test project.</param>
/// <param name="Filter">Those of its tests that must notice, as <c>dotnet test --filter</c> takes it.</param>
/// <param name="Patches">Where.</param>
internal sealed record Breakage(string Name, string Project, string Filter, params Patch[] Patches)
{
    private const string Crash = "Digipanel.Bot.CrashTests";
    private const string Unit = "Digipanel.Bot.Tests";

    private const string OneInProgress = "ON CONFLICT (customer_id, item_key) WHERE state NOT IN ('delivered', 'failed') DO NOTHING";

    /// <summary>All of them.</summary>
    public static readonly IReadOnlyList<Breakage> All =
    [
        new("a unique constraint is dropped", Crash, Story("one link, pasted again"),
            new Patch("Storage/Migrator.cs", "var sql = reader.ReadToEnd();",
                """var sql = Broken.Is("a unique constraint is dropped") ? reader.ReadToEnd().Replace("CREATE UNIQUE INDEX orders_in_progress", "CREATE INDEX orders_in_progress") : reader.ReadToEnd();"""),
            // A paste looks first, for the answer's sake; the constraint is what holds when that look is wrong.
            new Patch("Downloads/PasteLinks.cs", "known.Where(k => k.IsRunning)", """known.Where(k => k.IsRunning && !Broken.Is("a unique constraint is dropped"))"""),
            new Patch("Downloads/OrderDesk.cs", "        RETURNING number\n        \"\"\";",
                $"        RETURNING number\n        \"\"\".Replace(Broken.Is(\"a unique constraint is dropped\") ? \"{OneInProgress}\" : \"-\", \"\");")),

        new("the commit comes after the sending", Crash, Story("one link"),
            new Patch("Downloads/SubmissionBooks.cs", "            Doubt(tx, order, \"process_died\");",
                """            if (Broken.Is("the commit comes after the sending")) tx.Execute("UPDATE orders SET state = 'accepted' WHERE number = @Number", new { order.Number }); else Doubt(tx, order, "process_died");""")),

        new("the inbox is skipped", Crash, Story("links that are cancelled"),
            new Patch("Messaging/Inbox.cs", ") == 1;", """) == 1 || Broken.Is("the inbox is skipped");""")),

        new("CHECK is ignored", Unit, "FullyQualifiedName~LedgerTests",
            new Patch("Storage/Database.cs", "PRAGMA foreign_keys=ON;", """PRAGMA foreign_keys=ON; {(Broken.Is("CHECK is ignored") ? "PRAGMA ignore_check_constraints=ON;" : "")}""")),

        new("money is released twice", Crash, Story("a download that fails"),
            new Patch("Downloads/OrderEnd.cs", "        var balance = Release(tx, order, reason);",
                """        var balance = Release(tx, order, reason); if (Broken.Is("money is released twice")) Ledger.Post(tx, TransferKind.Release, order.CustomerId, order.Price, order.SettleKey + ":again");""")),

        new("a message is recorded before it is sent", Crash, Story("one link"),
            new Patch("Messaging/OutboxSender.cs", "        var delivery = _unrecorded.TryGetValue",
                """        if (Broken.Is("a message is recorded before it is sent")) await _recorder.RecordAsync(row, new Delivery(new SendOutcome.Sent("-")), TimeSpan.Zero);"""
                + "\n        var delivery = _unrecorded.TryGetValue")),

        new("a lost answer is simply sent again", Crash, Story("one link"),
            new Patch("Downloads/Doubts.cs", "            BalanceVerdict.AllCharged => Verdict.Charged,",
                """            BalanceVerdict.AllCharged => Broken.Is("a lost answer is simply sent again") ? Verdict.NotCharged : Verdict.Charged,""")),

        new("updates are confirmed before they are stored", Crash, Story("one link"),
            new Patch("Chat/Telegram/TelegramPoller.cs", "        await PersistAsync(batch.Updates, ct);",
                """        if (Broken.Is("updates are confirmed before they are stored") && batch.Updates.Count > 0) await _client.GetUpdatesAsync(batch.LastUpdateId + 1, 1, TimeSpan.Zero, ct);"""
                + "\n        await PersistAsync(batch.Updates, ct);")),
    ];

    public override string ToString() => Name;

    private static string Story(string name) => $"DisplayName~\"{name}\"";
}
