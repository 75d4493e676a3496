using System.Text;
using Digipanel.Bot.Chat;
using Digipanel.Bot.Chat.Telegram;

namespace Digipanel.Bot.Tests.Chat;

public sealed class UpdateMapperTests
{
    private const string Budi = """{"id":42,"is_bot":false,"first_name":"Budi","last_name":"S","username":"budi","language_code":"en-GB"}""";
    private const string Private = """{"id":42,"type":"private","first_name":"Budi"}""";

    [Fact]
    public void A_private_message_is_what_was_written_by_whom()
    {
        var update = Map($$$$$"""{"update_id":7,"message":{"message_id":1,"date":1,"from":{{{{{Budi}}}}},"chat":{{{{{Private}}}}},"text":"/start hi"}}""");

        Assert.Equivalent(
            new ChatUpdate
            {
                Channel = "telegram",
                ExternalId = "7",
                UserId = "42",
                ChatId = "42",
                Name = "Budi",
                Username = "budi",
                Message = new WrittenMessage("1", "/start hi"),
                LanguageCode = "en-GB",
                Text = "/start hi",
                SentAt = DateTimeOffset.FromUnixTimeSeconds(1),
            },
            update,
            strict: true);
    }

    [Fact]
    public void A_caption_counts_as_text_with_its_own_entities()
    {
        var update = Map($$$$$"""
            {"update_id":7,"message":{"message_id":1,"from":{{{{{Budi}}}}},"chat":{{{{{Private}}}}},"photo":[{"file_id":"x"}],"caption":"see this",
            "caption_entities":[{"type":"text_link","offset":4,"length":4,"url":"https://elements.envato.com/a-ABC"}]}}
            """);

        Assert.Equal("see this", update!.Text);
        Assert.Equal(["https://elements.envato.com/a-ABC"], update.LinkUrls);
    }

    [Fact]
    public void Hidden_links_are_listed_and_written_ones_stand_in_the_text()
    {
        var update = Map($$$$$"""
            {"update_id":7,"message":{"message_id":1,"from":{{{{{Budi}}}}},"chat":{{{{{Private}}}}},"text":"🎁 elements.envato.com/b-DEF here",
            "entities":[{"type":"url","offset":3,"length":25},{"type":"bold","offset":0,"length":2},
            {"type":"text_link","offset":29,"length":4,"url":"https://elements.envato.com/c-GHI"},{"type":"text_link"},{},null]}}
            """);

        Assert.Equal("🎁 elements.envato.com/b-DEF here", update!.Text);
        Assert.Equal("https://elements.envato.com/c-GHI", Assert.Single(update.LinkUrls));
    }

    [Fact]
    public void A_message_without_text_is_still_answered() =>
        Assert.Equal("", Map($$$$$"""{"update_id":7,"message":{"from":{{{{{Budi}}}}},"chat":{{{{{Private}}}}},"sticker":{"file_id":"x"}}}""")!.Text);

    [Fact]
    public void A_press_has_its_data_and_the_id_to_answer()
    {
        var update = Map($$$$$"""{"update_id":7,"callback_query":{"id":"991","from":{{{{{Budi}}}}},"message":{"message_id":5,"date":0,"chat":{{{{{Private}}}}}},"chat_instance":"1","data":"saldo"}}""");

        Assert.Equal(("saldo", "991", "42", ""), (update!.CallbackData, update.CallbackId, update.ChatId, update.Text));
    }

    [Theory]
    [InlineData("kicked", false)]
    [InlineData("member", true)]
    public void Blocking_and_unblocking_say_whether_the_person_is_reachable(string status, bool reachable)
    {
        var update = Map($$$$$"""{"update_id":7,"my_chat_member":{"chat":{{{{{Private}}}}},"from":{{{{{Budi}}}}},"date":1,"old_chat_member":{},"new_chat_member":{"status":"{{{{{status}}}}}","user":{"id":1}}}}""");

        Assert.Equal(reachable, update!.Reachable);
    }

    [Theory]
    [InlineData("""{"update_id":7}""")]
    [InlineData("""{"update_id":7,"message":{}}""")]
    [InlineData("""{"update_id":7,"message":{"chat":{"id":-5,"type":"group"},"from":{"id":42},"text":"hi"}}""")]
    [InlineData("""{"update_id":7,"message":{"chat":{"id":42,"type":"private"},"text":"no sender"}}""")]
    [InlineData("""{"update_id":7,"message":{"chat":{"id":42,"type":"private"},"from":{"id":42,"is_bot":true},"text":"a bot"}}""")]
    [InlineData("""{"update_id":7,"edited_message":{"chat":{"id":42,"type":"private"},"from":{"id":42},"text":"edited"}}""")]
    [InlineData("""{"update_id":7,"callback_query":{"from":{"id":42},"data":"x"}}""")]
    [InlineData("""{"update_id":7,"callback_query":{"id":"1","from":{"id":42},"message":{"chat":{"id":-5,"type":"group"}},"data":"x"}}""")]
    [InlineData("""{"update_id":7,"my_chat_member":{"chat":{"id":-5,"type":"group"},"from":{"id":42},"new_chat_member":{"status":"member"}}}""")]
    [InlineData("""{"update_id":7,"my_chat_member":{"chat":{"id":42,"type":"private"},"from":{"id":42},"new_chat_member":{"status":"restricted"}}}""")]
    [InlineData("""{"update_id":7,"my_chat_member":null,"message":null}""")]
    public void Groups_bots_edits_and_half_updates_are_not_for_us(string json) => Assert.Null(Map(json));

    private static ChatUpdate? Map(string json) => UpdateMapper.Map(UpdateParser.ParseOne(Encoding.UTF8.GetBytes(json))!);
}
