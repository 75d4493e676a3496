namespace Digipanel.Bot.Topups.PayPage;

/// <summary>When the open page asks again: soon while somebody is likely to pay, seldom later, and not at all once nothing will change.</summary>
internal static class PayPace
{
    private static readonly TimeSpan LateMoneyWatched = TimeSpan.FromMinutes(15);

    /// <summary>Seconds until the next question; 0: no more.</summary>
    public static int NextSeconds(PayView view, DateTimeOffset now) => view.Stage switch
    {
        PayStage.Preparing => 2,
        PayStage.Delayed => 10,
        PayStage.Open => (now - Time(view.Topup.IssuedAt)).TotalMinutes switch
        {
            < 3 => 3,
            < 15 => 5,
            < 60 => 10,
            _ => 20,
        },
        PayStage.TimeOver => 10,
        PayStage.LookedInto => 60,
        PayStage.Expired or PayStage.Cancelled when now - Time(view.Topup.EndedAt) < LateMoneyWatched => 30,
        _ => 0,
    };

    private static DateTimeOffset Time(long? milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds ?? 0);
}
