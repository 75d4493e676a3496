using Digipanel.Bot.Tests.Support;
using Digipanel.Bot.Topups.Doitpay;

namespace Digipanel.Bot.Tests.Topups;

public sealed class MerchantTokensTests
{
    private readonly FakeTime _time = new();
    private readonly MerchantTokens _tokens = new(Options());

    [Fact]
    public void A_token_lives_for_900_seconds()
    {
        var token = _tokens.Issue(_time.GetUtcNow());
        Assert.True(_tokens.IsLive(token, _time.GetUtcNow()));
        _time.Advance(TimeSpan.FromSeconds(899));
        Assert.True(_tokens.IsLive(token, _time.GetUtcNow()));
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.False(_tokens.IsLive(token, _time.GetUtcNow()));
    }

    [Fact]
    public void A_token_from_before_the_clock_was_set_back_is_dead_and_not_longer_lived() =>
        Assert.False(_tokens.IsLive(_tokens.Issue(_time.GetUtcNow()), _time.GetUtcNow() - TimeSpan.FromSeconds(1)));

    [Fact]
    public void Every_token_is_another_one() =>
        Assert.Equal(100, Enumerable.Range(0, 100).Select(_ => _tokens.Issue(_time.GetUtcNow())).Distinct(StringComparer.Ordinal).Count());

    [Fact]
    public void The_same_keys_know_it_after_a_restart_and_another_client_s_do_not()
    {
        var token = _tokens.Issue(_time.GetUtcNow());
        Assert.True(new MerchantTokens(Options()).IsLive(token, _time.GetUtcNow()));
        Assert.False(new MerchantTokens(Options("DOTHER")).IsLive(token, _time.GetUtcNow()));
    }

    [Fact]
    public void Not_one_changed_letter_is_forgiven()
    {
        var token = _tokens.Issue(_time.GetUtcNow());
        for (var i = 0; i < token.Length - 1; i++) // two bits of the last letter say nothing
        {
            Assert.False(_tokens.IsLive($"{token[..i]}{(token[i] == 'A' ? 'B' : 'A')}{token[(i + 1)..]}", _time.GetUtcNow()), $"letter {i}");
        }
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("TOK")]
    [InlineData("é!é!é!é!é!é!é!é!é!é!é!é!é!é!é!é!é!é!é!é!é!é!é!é!é!é!é!é!é!é!é!é!é!é!é!é!é!é")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public void Any_other_text_is_none(string? token) => Assert.False(_tokens.IsLive(token, _time.GetUtcNow()));

    private static DoitpayOptions Options(string clientKey = "DTEST") => new() { ClientKey = clientKey, PrivateKeyPath = TestKeys.PathOf("merchant.pkcs1") };
}
