using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Digipanel.Bot.Tests.Support;
using Digipanel.Sandbox.WhatsApp;

namespace Digipanel.Bot.Tests.Journeys.BothChannels;

/// <summary>A customer on WhatsApp. An option that stands in the text as a numbered line is chosen by writing its number.</summary>
internal sealed partial class WhatsAppDriver : IChatDriver
{
    private readonly ShopWorld _world;
    private readonly string _address;
    private string _lastMessage = "";

    public WhatsAppDriver(ShopWorld world, WhatsAppUser user)
    {
        _world = world;
        _address = world.WhatsApp.AddUser(user).Address;
    }

    public string UserId => _address;

    public IReadOnlyList<Seen> Screen => [.. _world.WhatsApp.Replies(_address).Select(See)];

    public string Transcript => _world.WhatsApp.Transcript(_address);

    public async Task SayAsync(string text) => _lastMessage = (await _world.WhatsApp.SendTextAsync(_address, text)).Id;

    public Task CommandAsync(string words) => SayAsync(words);

    public async Task PressAsync(Seen message, Choice choice)
    {
        if (choice.Action.Length == 0)
        {
            // A number means what the bot knows to have shown, and it knows that a moment after the phone shows it: nobody types so fast.
            await UntilAsync(() => _world.Scalar<int>("SELECT count(*) FROM outbox WHERE message_id = @id", new { id = message.Id }) > 0);
        }

        var pressed = choice.Action.Length > 0
            ? await _world.WhatsApp.PressAsync(_address, message.Id, choice.Action)
            : await _world.WhatsApp.SendTextAsync(_address, NumberedLine().Matches(message.Text).First(m => m.Groups["label"].Value == choice.Label).Groups["number"].Value);
        _lastMessage = pressed.Id;
        await UntilAsync(() => _world.Scalar<int>("SELECT count(*) FROM inbox WHERE source = 'whatsapp' AND external_id = @id", new { id = pressed.Id }) == 1);
    }

    public void RepeatLast() => _world.WhatsApp.RepeatMessage(_address, _lastMessage);

    public Task AnsweredAsync() => UntilAsync(() => _world.IsAnswered("whatsapp", UserId, _lastMessage.Length == 0 ? null : _lastMessage));

    public Task UntilAsync(Func<bool> condition) => ShopWorld.UntilAsync(condition, () => $"what was waited for:\n{Transcript}");

    private static Seen See(WhatsAppMessage message)
    {
        var text = WebUtility.HtmlDecode(Tag().Replace(message.Html, ""));
        List<Choice> choices = [.. message.Options.Select(o => new Choice(o.Id, o.Description ?? o.Title))];
        // A label that was cut stands in full beside its number.
        choices = [.. choices.Select((c, i) => Line(i + 1) is { } full ? c with { Label = full } : c)];
        choices.AddRange(NumberedLine().Matches(text).Where(m => int.Parse(m.Groups["number"].Value, CultureInfo.InvariantCulture) > choices.Count && text.Contains("nomor", StringComparison.OrdinalIgnoreCase))
            .Select(m => new Choice("", m.Groups["label"].Value)));
        return new Seen(message.Id, text, choices, [.. Address().Matches(message.Text).Select(m => m.Value), .. message.Link is { } link ? [link.Url] : Array.Empty<string>()])
        {
            HasPicture = message.Image is not null,
        };

        string? Line(int number) => NumberedLine().Matches(text).LastOrDefault(m => m.Groups["number"].Value == $"{number}")?.Groups["label"].Value;
    }

    [GeneratedRegex("<[^>]+>", RegexOptions.None, 1000)]
    private static partial Regex Tag();

    [GeneratedRegex(@"^(?<number>[0-9]{1,2})\. (?<label>.+)$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex NumberedLine();

    [GeneratedRegex(@"https?://\S+", RegexOptions.None, 1000)]
    private static partial Regex Address();
}
