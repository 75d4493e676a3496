namespace Digipanel.Bot.Downloads;

/// <content>One submission from its sending to its answer on record.</content>
internal sealed partial class SubmissionLane
{
    private void Begin(Order order, PacedRequest place)
    {
        var recorded = false;
        _underWay.Begin(
            order.Number,
            async alone => recorded = await SubmitAsync(order, place, alone),
            () =>
            {
                // Not before its end: a loop that looks in between would still find it under way, and never look again.
                // Only ever taken back: "&=" would read and write, and could undo what the loop or another end writes in between.
                if (!recorded)
                {
                    _recovered = false;
                }

                _balance.WasActive();
                Wake();
            });
    }

    /// <returns>False where there is no answer to record: as far as the rows know, it never came.</returns>
    private async Task<bool> SubmitAsync(Order order, PacedRequest place, Func<bool> alone)
    {
        SubmitOutcome? outcome = null;
        try
        {
            // Not cancelled when the program stops: a POST that is cut off is a POST in doubt. The time-out bounds it.
            outcome = await _connection.Client.SubmitAsync(order.Link, place, CancellationToken.None);
            _backOff.Report(outcome is SubmitOutcome.NotTaken, Time.GetUtcNow().ToUnixTimeMilliseconds());
            _reach.Report(outcome is not (SubmitOutcome.NotTaken or SubmitOutcome.Uncertain or SubmitOutcome.RateLimited), Time.GetUtcNow().ToUnixTimeMilliseconds());
            if (outcome is SubmitOutcome.Unauthorized or SubmitOutcome.NoBalance)
            {
                _balance.WasRefused();
            }

            LogOutcome(Account, order.Number, outcome.GetType().Name);
            await Store.InTransaction(tx => _books.Record(tx, order, outcome, alone()));
            return true;
        }
        catch (Exception e)
        {
            if (outcome is null)
            {
                LogNotRecorded(Account, order.Number, e);
                return false;
            }

            LogRecordLater(Account, order.Number, e);
            _underWay.Unrecorded.Keep(order, outcome, Time.GetUtcNow().ToUnixTimeMilliseconds());
            return true;
        }
    }

    private async Task<bool> RecordAgainAsync(bool all)
    {
        if (_underWay.Unrecorded.Count == 0)
        {
            return false;
        }

        // Not alone: others may have been charged since this answer told its balance.
        var (recorded, givenUp) = await _underWay.Unrecorded.RecordAsync(
            Time.GetUtcNow().ToUnixTimeMilliseconds(), all, (order, outcome) => Store.InTransaction(tx => _books.Record(tx, order, outcome, alone: false)));
        foreach (var (order, why) in givenUp)
        {
            LogNotRecorded(Account, order.Number, why);
            _recovered = false;
        }

        return recorded + givenUp.Count > 0;
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Lane {Account}: order {Order} submitted: {Outcome}")]
    private partial void LogOutcome(string account, long order, string outcome);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Lane {Account}: the answer for order {Order} could not be recorded yet; it is tried again")]
    private partial void LogRecordLater(string account, long order, Exception e);

    [LoggerMessage(Level = LogLevel.Error, Message = "Lane {Account}: the answer for order {Order} could not be recorded; the order counts as uncertain")]
    private partial void LogNotRecorded(string account, long order, Exception e);
}
