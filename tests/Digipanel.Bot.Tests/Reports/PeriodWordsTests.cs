using Digipanel.Bot.Reports;

namespace Digipanel.Bot.Tests.Reports;

public sealed class PeriodWordsTests
{
    // A Sunday, so that this week began six days ago.
    private static readonly DateOnly Today = new(2026, 11, 22);

    [Theory]
    [InlineData("", "2026-11-22", "2026-11-22")]
    [InlineData("Hari ini", "2026-11-22", "2026-11-22")]
    [InlineData("kemarin", "2026-11-21", "2026-11-21")]
    [InlineData("minggu", "2026-11-16", "2026-11-22")]
    [InlineData("minggu  lalu", "2026-11-09", "2026-11-15")]
    [InlineData("bulan", "2026-11-01", "2026-11-30")]
    [InlineData("BULAN LALU", "2026-10-01", "2026-10-31")]
    [InlineData("last month", "2026-10-01", "2026-10-31")]
    [InlineData("2026-11-01", "2026-11-01", "2026-11-01")]
    [InlineData("2026-11-01 2026-11-15", "2026-11-01", "2026-11-15")]
    [InlineData("15/11/2026 s/d 1/11/2026", "2026-11-01", "2026-11-15")]
    [InlineData("dari 1-11-2026 sampai 15.11.2026", "2026-11-01", "2026-11-15")]
    [InlineData("2026-02", "2026-02-01", "2026-02-28")]
    [InlineData("2026-11-20 2027-01-01", "2026-11-20", "2026-11-22")]
    [InlineData("2025-11-22 2026-11-22", "2025-11-22", "2026-11-22")]
    public void Days_are_understood_as_admins_write_them(string words, string first, string last)
    {
        var period = PeriodWords.Find(words, Today);
        Assert.NotNull(period);
        Assert.Equal((first, last), ($"{period.First:yyyy-MM-dd}", $"{period.Last:yyyy-MM-dd}"));
    }

    [Theory]
    [InlineData("besok")]
    [InlineData("2026-11-23")]
    [InlineData("2026-13-01")]
    [InlineData("2026-02-30")]
    [InlineData("2026-11-01 2026-11-02 2026-11-03")]
    [InlineData("2025-11-21 2026-11-22")]
    [InlineData("0001-01-01")]
    [InlineData("9999-12")]
    [InlineData("2026-12")]
    [InlineData("٢٠٢٦-١١-٠١")]
    [InlineData("1 5000 karena")]
    public void What_is_no_stretch_of_days_or_too_long_or_to_come_is_none(string words) => Assert.Null(PeriodWords.Find(words, Today));

    [Fact]
    public void A_day_is_the_shops_not_that_of_greenwich()
    {
        Assert.Equal(Today, ReportPeriod.Today(new DateTimeOffset(2026, 11, 21, 17, 0, 0, TimeSpan.Zero)));
        Assert.Equal(Today.AddDays(-1), ReportPeriod.Today(new DateTimeOffset(2026, 11, 21, 16, 59, 59, TimeSpan.Zero)));
        Assert.Equal(new DateTimeOffset(2026, 11, 21, 17, 0, 0, TimeSpan.Zero), ReportPeriod.Of(ReportSpan.Today, Today).From);
    }

    [Theory]
    [InlineData("Today", "2026-11-20T17:00", "2026-11-21T07:00")]
    [InlineData("Yesterday", "2026-11-19T17:00", "2026-11-20T17:00")]
    [InlineData("Week", "2026-11-08T17:00", "2026-11-15T07:00")]
    [InlineData("Month", "2026-09-30T17:00", "2026-10-22T07:00")]
    [InlineData("LastMonth", "2026-08-31T17:00", "2026-09-30T17:00")]
    public void What_is_not_over_is_compared_with_as_much_of_the_days_before(string name, string from, string until)
    {
        var before = ReportPeriod.Of(Enum.Parse<ReportSpan>(name), Today).Before(new DateTimeOffset(2026, 11, 22, 7, 0, 0, TimeSpan.Zero));
        Assert.Equal((from, until), ($"{before.From.UtcDateTime:yyyy-MM-ddTHH:mm}", $"{before.Until.UtcDateTime:yyyy-MM-ddTHH:mm}"));
    }

    [Fact]
    public void The_thirty_first_is_compared_with_the_whole_shorter_month_and_nothing_is_compared_with_itself()
    {
        var now = new DateTimeOffset(2026, 3, 31, 10, 0, 0, TimeSpan.Zero);
        var march = ReportPeriod.Of(ReportSpan.Month, ReportPeriod.Today(now));
        Assert.Equal(march.From, march.Before(now).Until);
    }
}
