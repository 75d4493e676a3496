using System.Globalization;
using Digipanel.Bot.Tests.Support;
using Digipanel.Sandbox.Telegram;

namespace Digipanel.Bot.Tests.Journeys.BothChannels;

/// <summary>A customer on Telegram.</summary>
internal sealed class TelegramDriver : IChatDriver
{
    private readonly ShopWorld _world;
    private readonly long _id;
    private int _lastUpdate;

    public TelegramDriver(ShopWorld world, string name, long id = 100)
    {
        (_world, _id) = (world, id);
        world.Telegram.AddUser(new TelegramUser(id, name));
    }

    public string UserId => _id.ToString(CultureInfo.InvariantCulture);

    public IReadOnlyList<Seen> Screen => [.. _world.Telegram.Replies(_id).Select(See)];

    public string Transcript => _world.Telegram.Transcript(_id);

    public async Task SayAsync(string text) => _lastUpdate = (await _world.Telegram.SendTextAsync(_id, text)).UpdateId!.Value;

    public Task CommandAsync(string words) => SayAsync("/" + words);

    public async Task PressAsync(Seen message, Choice choice)
    {
        var press = await _world.Telegram.PressAsync(_id, int.Parse(message.Id, CultureInfo.InvariantCulture), choice.Action);
        _lastUpdate = press.UpdateId!.Value;
        await _world.Telegram.WaitForAnswerAsync(press.QueryId);
    }

    public void RepeatLast() => _world.Telegram.RepeatUpdate(_lastUpdate);

    public Task AnsweredAsync() => UntilAsync(() => _world.IsAnswered("telegram", UserId, _lastUpdate == 0 ? null : _lastUpdate.ToString(CultureInfo.InvariantCulture)));

    public Task UntilAsync(Func<bool> condition) => ShopWorld.UntilAsync(condition, () => $"what was waited for:\n{Transcript}");

    private static Seen See(TelegramMessage message) => new(
        message.Id.ToString(CultureInfo.InvariantCulture),
        message.Text,
        [.. message.AllButtons.Where(b => b.CallbackData is not null).Select(b => new Choice(b.CallbackData!, b.Text))],
        [.. message.AllButtons.Select(b => b.Url).OfType<string>(), .. message.Entities.Select(e => e.Url).OfType<string>()])
    {
        HasPicture = message.Photo is not null,
    };
}
