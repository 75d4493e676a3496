using Digipanel.Bot.Chat;
using Digipanel.Bot.Tests.Support;

namespace Digipanel.Bot.Tests.Chat;

public sealed class TypingTests
{
    private readonly FakeTime _time = new();
    private readonly Channel _channel = new();
    private readonly Typing _typing;

    public TypingTests() => _typing = new Typing([_channel], _time);

    [Fact]
    public void What_is_done_within_a_second_shows_nothing()
    {
        using (_typing.While("test", "7"))
        {
            _time.Advance(TimeSpan.FromSeconds(0.9));
        }

        _time.Advance(TimeSpan.FromSeconds(30));
        Assert.Empty(_channel.Shown);
    }

    [Fact]
    public void What_takes_longer_shows_it_and_again_before_it_would_fade()
    {
        using (_typing.While("test", "7"))
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            Assert.Equal("7", Assert.Single(_channel.Shown).Chat);
            _time.Advance(TimeSpan.FromSeconds(4.5));
            Assert.Equal(2, _channel.Shown.Count);
        }

        _time.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal(2, _channel.Shown.Count);
        Assert.All(_channel.Shown, s => Assert.True(s.Token.IsCancellationRequested)); // the answer is there: nobody waits for the courtesy
    }

    [Fact]
    public void It_gives_up_after_a_minute_and_a_half()
    {
        using var typing = _typing.While("test", "7");
        for (var i = 0; i < 100; i++)
        {
            _time.Advance(TimeSpan.FromSeconds(4.5));
        }

        Assert.Equal(20, _channel.Shown.Count);
    }

    [Fact]
    public void A_channel_that_is_off_is_nobodys_business()
    {
        using var typing = _typing.While("whatsapp", "7");
        using var off = Typing.Off.While("test", "7");
        _time.Advance(TimeSpan.FromSeconds(10));
        Assert.Empty(_channel.Shown);
    }

    private sealed class Channel : IChatChannel
    {
        public string Name => "test";

        public ChannelPace Pace { get; } = new(1, 1, 1);

        public List<(string Chat, CancellationToken Token)> Shown { get; } = [];

        public Task<SendOutcome> SendAsync(OutboxMessage message, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task ShowTypingAsync(string chatId, CancellationToken cancellationToken)
        {
            Shown.Add((chatId, cancellationToken));
            return Task.CompletedTask;
        }
    }
}
