namespace Digipanel.Bot.Tests.Support;

/// <summary>
/// A clock that moves only when told to, with timers that fire on the way. (The package that has one cannot be had here.)
/// </summary>
public sealed class FakeTime(DateTimeOffset? start = null) : TimeProvider
{
    private readonly Lock _gate = new();
    private readonly List<FakeTimer> _timers = [];
    private DateTimeOffset _now = start ?? new DateTimeOffset(2026, 11, 22, 7, 0, 0, TimeSpan.Zero);
    private TimeSpan _stepped;

    /// <inheritdoc/>
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <summary>Timers that wait; lets a test know that something has begun to sleep.</summary>
    public int Waiting
    {
        get
        {
            lock (_gate)
            {
                return _timers.Count;
            }
        }
    }

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow()
    {
        lock (_gate)
        {
            return _now;
        }
    }

    /// <summary>Monotonic, as the machine's own: whoever sets the clock does not move it.</summary>
    public override long GetTimestamp()
    {
        lock (_gate)
        {
            return (_now - _stepped).UtcTicks;
        }
    }

    /// <summary>Moves on, firing each timer at its own moment.</summary>
    public void Advance(TimeSpan by)
    {
        var target = GetUtcNow() + by;
        while (true)
        {
            FakeTimer? due;
            lock (_gate)
            {
                due = _timers.Where(t => t.Due <= target).MinBy(t => t.Due);
                _now = due is null ? target : due.Due > _now ? due.Due : _now;
                if (due is null)
                {
                    return;
                }

                due.Rearm(_now);
                if (due.Due == DateTimeOffset.MaxValue)
                {
                    _timers.Remove(due);
                }
            }

            due.Fire();
        }
    }

    /// <summary>Sets the clock, forwards or back, firing nothing: an operator or NTP did it.</summary>
    public void Jump(DateTimeOffset to)
    {
        lock (_gate)
        {
            var by = to - _now;
            _now = to;
            _stepped += by;
            foreach (var timer in _timers)
            {
                timer.Shift(by);
            }
        }
    }

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new FakeTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    private sealed class FakeTimer(FakeTime time, TimerCallback callback, object? state) : ITimer
    {
        private TimeSpan _period = Timeout.InfiniteTimeSpan;

        public DateTimeOffset Due { get; private set; } = DateTimeOffset.MaxValue;

        public void Fire() => callback(state);

        public void Rearm(DateTimeOffset now) => Due = _period > TimeSpan.Zero ? now + _period : DateTimeOffset.MaxValue;

        public void Shift(TimeSpan by) => Due = Due == DateTimeOffset.MaxValue ? Due : Due + by;

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            bool now;
            lock (time._gate)
            {
                _period = period;
                time._timers.Remove(this);
                now = dueTime == TimeSpan.Zero;
                Due = dueTime == Timeout.InfiniteTimeSpan ? DateTimeOffset.MaxValue : time._now + dueTime;
                if (now)
                {
                    Rearm(time._now);
                }

                if (Due != DateTimeOffset.MaxValue)
                {
                    time._timers.Add(this);
                }
            }

            if (now)
            {
                Fire();
            }

            return true;
        }

        public void Dispose()
        {
            lock (time._gate)
            {
                time._timers.Remove(this);
            }
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
