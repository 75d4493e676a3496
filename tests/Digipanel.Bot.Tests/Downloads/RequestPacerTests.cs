using Digipanel.Bot.Downloads;
using Digipanel.Bot.Tests.Support;

namespace Digipanel.Bot.Tests.Downloads;

public sealed class RequestPacerTests
{
    private const int Limit = 30;

    public static TheoryData<WindowKind, int, bool> Servers()
    {
        var data = new TheoryData<WindowKind, int, bool>();
        foreach (var kind in Enum.GetValues<WindowKind>())
        {
            foreach (var latency in (int[])[200, 1_000, 5_000])
            {
                data.Add(kind, latency, true);
                data.Add(kind, latency, false);
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Servers))]
    public void The_whole_budget_is_used_and_never_a_429(WindowKind kind, int latencyMs, bool headers)
    {
        var world = new PacedWorld(new ModelServer(kind, Limit, headers, clockOffsetMs: 12_345), latencyMs, seed: latencyMs);
        world.Run(minutes: 60);
        Assert.Equal(0, world.Server.Refused);
        Assert.InRange(world.Server.Taken, Limit * 60 * 97 / 100, Limit * 61);
    }

    [Fact]
    public void After_idling_the_whole_budget_may_go_at_once()
    {
        var world = new PacedWorld(new ModelServer(WindowKind.Sliding, Limit, headers: true), latencyMs: 200, seed: 1);
        world.Run(minutes: 0.01);
        world.SubmissionsWanted = 0;
        world.Run(minutes: 5);
        var before = world.Server.Taken;
        world.SubmissionsWanted = Limit;
        world.Run(minutes: 0.01);
        Assert.Equal(Limit, world.Server.Taken - before);
    }

    [Fact]
    public void A_lower_limit_than_ours_is_learnt_from_the_first_answer()
    {
        var world = new PacedWorld(new ModelServer(WindowKind.Sliding, 10, headers: true), latencyMs: 500, seed: 2);
        world.Run(minutes: 20);
        Assert.Equal(0, world.Server.Refused);
        Assert.InRange(world.Server.Taken, 10 * 20 * 97 / 100, 10 * 21);
    }

    [Theory]
    [InlineData(WindowKind.Aligned)]
    [InlineData(WindowKind.FromFirst)]
    [InlineData(WindowKind.Sliding)]
    public void A_restart_that_forgot_what_was_sent_is_told_once(WindowKind kind)
    {
        var server = new ModelServer(kind, Limit, headers: true);
        for (var i = 0; i < Limit; i++)
        {
            server.Arrive(PacedWorld.EpochMs - 2_000 + (i * 10), PacedWorld.EpochMs);
        }

        var world = new PacedWorld(server, latencyMs: 300, seed: 3);
        world.Run(minutes: 30);
        Assert.InRange(server.Refused, 0, 1);
        Assert.InRange(server.Taken, Limit * 29 * 97 / 100, Limit * 32);
    }

    [Fact]
    public void A_second_program_with_the_same_key_is_noticed_and_left_its_room()
    {
        var world = new PacedWorld(new ModelServer(WindowKind.Sliding, Limit, headers: true), latencyMs: 300, seed: 4) { StrangerEveryMs = 6_000 };
        world.Run(minutes: 60);
        // It takes places that we saw free a moment ago, so some 429s cannot be helped; what counts is that the budget stays used.
        Assert.InRange(world.Refused, 0, world.Server.Taken / 6);
        Assert.InRange(world.Server.Taken, Limit * 60 * 90 / 100, Limit * 61);
    }

    [Fact]
    public void A_server_that_counts_late_teaches_a_wider_slack()
    {
        // This one counts when it answers, four seconds after sending: the assumption of one second fails, once or twice.
        var world = new PacedWorld(new ModelServer(WindowKind.Sliding, Limit, headers: false), latencyMs: 4_000, seed: 5) { CountsWhenAnswering = true };
        world.Run(minutes: 60);
        Assert.InRange(world.Server.Refused, 0, 10);
        Assert.InRange(world.Server.Taken, Limit * 60 * 90 / 100, Limit * 61);
    }

    [Fact]
    public void Retry_after_is_obeyed()
    {
        var time = new FakeTime();
        var pacer = new RequestPacer(time, Limit, TimeSpan.FromMinutes(1));
        Take(pacer, RequestKind.Submission)!.Answered(new RateLimitInfo(true, null, null, null, TimeSpan.FromSeconds(17)));
        Assert.Null(pacer.TryTake(RequestKind.Submission, out var wait));
        Assert.Equal(TimeSpan.FromSeconds(17), wait);
        time.Advance(wait);
        var probe = Take(pacer, RequestKind.Submission);
        Assert.NotNull(probe);
        Assert.Null(Take(pacer, RequestKind.Submission)); // one alone asks how things stand
        probe.Answered(RateLimitInfo.Silent);
        Assert.NotNull(Take(pacer, RequestKind.Submission));
    }

    [Fact]
    public void An_absurd_retry_after_is_cut_to_ten_minutes()
    {
        var pacer = new RequestPacer(new FakeTime(), Limit, TimeSpan.FromMinutes(1));
        Take(pacer, RequestKind.Submission)!.Answered(new RateLimitInfo(true, null, null, null, TimeSpan.FromDays(900)));
        Assert.Null(pacer.TryTake(RequestKind.Submission, out var wait));
        Assert.Equal(TimeSpan.FromMinutes(10), wait);
    }

    [Fact]
    public void What_was_not_sent_costs_nothing()
    {
        var pacer = new RequestPacer(new FakeTime(), 1, TimeSpan.FromMinutes(1));
        for (var i = 0; i < 100; i++)
        {
            Take(pacer, RequestKind.Submission)!.NotSent();
        }

        Take(pacer, RequestKind.Submission)!.Unanswered();
        Assert.Null(Take(pacer, RequestKind.Submission));
    }

    [Fact]
    public void Submissions_go_before_polls_and_polls_never_starve()
    {
        var world = new PacedWorld(new ModelServer(WindowKind.Sliding, Limit, headers: true), latencyMs: 500, seed: 6) { PollsWanted = int.MaxValue };
        world.Run(minutes: 30);
        Assert.Equal(0, world.Server.Refused);
        Assert.InRange(world.Submissions, 8.5 * world.Polls, 9.5 * world.Polls);
    }

    [Fact]
    public void Polls_alone_may_use_the_whole_budget()
    {
        var world = new PacedWorld(new ModelServer(WindowKind.Sliding, Limit, headers: true), latencyMs: 500, seed: 7) { SubmissionsWanted = 0, PollsWanted = int.MaxValue };
        world.Run(minutes: 30);
        Assert.InRange(world.Polls, Limit * 30 * 97 / 100, Limit * 31);
    }

    private static PacedRequest? Take(RequestPacer pacer, RequestKind kind) => pacer.TryTake(kind, out _);
}

/// <summary>A pacer, a model server and a wire between them, on a clock that jumps from event to event.</summary>
internal sealed class PacedWorld
{
    public static readonly long EpochMs = new FakeTime().GetUtcNow().ToUnixTimeMilliseconds();

    private readonly FakeTime _time = new();
    private readonly PriorityQueue<Action, long> _events = new();
    private readonly RequestPacer _pacer;
    private readonly Random _random;
    private readonly int _latencyMs;
    private long _nextAsk;

    public PacedWorld(ModelServer server, int latencyMs, int seed)
    {
        Server = server;
        _latencyMs = latencyMs;
        _random = new Random(seed);
        _pacer = new RequestPacer(_time, 30, TimeSpan.FromMinutes(1));
    }

    public ModelServer Server { get; }

    public int SubmissionsWanted { get; set; } = int.MaxValue;

    public int PollsWanted { get; set; }

    public int StrangerEveryMs { get; init; }

    public bool CountsWhenAnswering { get; init; }

    public int Submissions { get; private set; }

    public int Polls { get; private set; }

    public int Refused { get; private set; }

    private long Now => _time.GetUtcNow().ToUnixTimeMilliseconds();

    public void Run(double minutes)
    {
        var end = Now + (long)(minutes * 60_000);
        if (StrangerEveryMs > 0)
        {
            _events.Enqueue(Stranger, Now);
        }

        Ask();
        while (_events.TryPeek(out var next, out var at) && at <= end)
        {
            _events.Dequeue();
            _time.Advance(TimeSpan.FromMilliseconds(Math.Max(0, at - Now)));
            next();
        }

        _time.Advance(TimeSpan.FromMilliseconds(Math.Max(0, end - Now)));
    }

    private void Stranger()
    {
        Server.Arrive(Now, Now);
        _events.Enqueue(Stranger, Now + StrangerEveryMs);
    }

    private void Ask()
    {
        while (PollsWanted > 0 && Try(RequestKind.Poll))
        {
            (PollsWanted, Polls) = (PollsWanted - 1, Polls + 1);
        }

        while (SubmissionsWanted > 0 && Try(RequestKind.Submission))
        {
            (SubmissionsWanted, Submissions) = (SubmissionsWanted - 1, Submissions + 1);
        }
    }

    private void AskAt(long at)
    {
        if (at < _nextAsk || _nextAsk <= Now)
        {
            _nextAsk = at;
            _events.Enqueue(Ask, at);
        }
    }

    private bool Try(RequestKind kind)
    {
        if (_pacer.TryTake(kind, out var retryIn) is not { } request)
        {
            AskAt(Now + (long)Math.Ceiling(retryIn.TotalMilliseconds));
            return false;
        }

        request.Sending();
        var up = _random.Next(5, 400); // under the second that the pacer takes for granted
        var answerAt = Now + Math.Max(up + 1, (_latencyMs / 2) + _random.Next(_latencyMs));
        var arriveAt = CountsWhenAnswering ? answerAt - 1 : Now + up;
        _events.Enqueue(
            () =>
            {
                var info = Server.Arrive(Now, answerAt);
                Refused += info.TooMany ? 1 : 0;
                _events.Enqueue(
                    () =>
                    {
                        request.Answered(info);
                        Ask();
                    },
                    answerAt);
            },
            arriveAt);
        return true;
    }
}
