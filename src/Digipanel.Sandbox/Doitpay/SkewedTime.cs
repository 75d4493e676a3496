namespace Digipanel.Sandbox.Doitpay;

/// <summary>Doitpay's clock: everybody's, and as much ahead of it as the switch says. Only what it shows is off; waiting takes as long as ever.</summary>
internal sealed class SkewedTime(TimeProvider time, DoitpayServerOptions options) : TimeProvider
{
    public override long TimestampFrequency => time.TimestampFrequency;

    public override TimeZoneInfo LocalTimeZone => time.LocalTimeZone;

    public override DateTimeOffset GetUtcNow() => time.GetUtcNow() + options.ClockAhead;

    public override long GetTimestamp() => time.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => time.CreateTimer(callback, state, dueTime, period);
}
