using System.Text.Json;
using Digipanel.Bot.Chat;
using Digipanel.Bot.Chat.WhatsApp;

namespace Digipanel.Bot.Tests.Chat.WhatsApp;

public sealed class MessageMapperTests
{
    [Theory]
    [InlineData("""{"type":"text","text":{"body":"Halo <b> 🙂"}}""", "Halo <b> 🙂", null)]
    [InlineData("""{"type":"image","image":{"id":"1","caption":"https://elements.envato.com/x-ABC1234"}}""", "https://elements.envato.com/x-ABC1234", null)]
    [InlineData("""{"type":"document","document":{"filename":"a.pdf","caption":"saldo"}}""", "saldo", null)]
    [InlineData("""{"type":"interactive","interactive":{"type":"button_reply","button_reply":{"id":"topup:50000","title":"Rp 50.000"}}}""", "", "topup:50000")]
    [InlineData("""{"type":"interactive","interactive":{"type":"list_reply","list_reply":{"id":"riwayat","title":"Riwayat","description":"x"}}}""", "", "riwayat")]
    [InlineData("""{"type":"button","button":{"payload":"status:12","text":"Lihat"}}""", "", "status:12")]
    [InlineData("""{"type":"button","button":{"text":"saldo"}}""", "saldo", null)]
    [InlineData("""{"type":"request_welcome"}""", "menu", null)]
    public void What_can_be_understood_is_a_text_or_a_press(string content, string text, string? action)
    {
        var update = Map(content)!.Update;
        Assert.Equal((text, action, null), (update.Text, update.CallbackData, update.CallbackId));
        Assert.True(update.WordsAreCommands);
    }

    [Theory]
    [InlineData("""{"type":"sticker","sticker":{"id":"1"}}""")]
    [InlineData("""{"type":"audio","audio":{"voice":true}}""")]
    [InlineData("""{"type":"image","image":{"id":"1"}}""")]
    [InlineData("""{"type":"location","location":{"latitude":1}}""")]
    [InlineData("""{"type":"unsupported","errors":[{"code":131051}]}""")]
    [InlineData("""{"type":"interactive","interactive":{"type":"nfm_reply","nfm_reply":{"name":"flow"}}}""")]
    [InlineData("""{"type":"of_tomorrow","of_tomorrow":7}""")]
    [InlineData("""{}""")]
    public void Anything_else_gets_an_answer_too(string content) => Assert.Equal(("", null), (Map(content)!.Update.Text, Map(content)!.Update.CallbackData));

    [Theory]
    [InlineData("""{"type":"reaction","reaction":{"emoji":"👍"}}""")]
    [InlineData("""{"type":"text","text":{"body":"x"},"group_id":"120363"}""")]
    [InlineData("""{"type":"system","system":{"type":"customer_identity_changed","wa_id":"628999"}}""")]
    [InlineData("""{"type":"system","system":{"type":"user_changed_number"}}""")]
    public void What_nobody_waits_for_an_answer_to_is_passed_over(string content) => Assert.Null(Map(content));

    [Theory]
    [InlineData("\"from\":\"6281200000001\"", "6281200000001", null)]
    [InlineData("\"from\":\"6281200000001\",\"from_user_id\":\"ID.1x\"", "6281200000001", "ID.1x")]
    [InlineData("\"from_user_id\":\"ID.1x\"", null, "ID.1x")]
    [InlineData("\"from\":\"+62 812\",\"from_user_id\":\"ID.1x\"", null, "ID.1x")]
    [InlineData("\"from\":\"6281200000001\",\"from_user_id\":\"62899999999\"", "6281200000001", null)] // digits alone could be anybody's number
    public void A_person_is_known_by_what_is_shown_of_them(string ids, string? phone, string? businessId)
    {
        var person = Map("""{"type":"text"}""", ids)!.Person;
        Assert.Equal((phone, businessId, phone ?? businessId), (person.Phone, person.BusinessId, person.Address));
    }

    [Theory]
    [InlineData("")]
    [InlineData("\"from\":\"\"")]
    [InlineData("\"from\":\"628\"")]
    [InlineData("\"from_user_id\":\"ID. x\"")]
    public void Nobodys_message_is_passed_over(string ids) => Assert.Null(Map("""{"type":"text"}""", ids));

    [Fact]
    public void The_ids_that_the_message_lacks_stand_in_its_contact()
    {
        var message = Read<WebhookMessage>("""{"id":"wamid.1","type":"text","from":"6281200000001"}""");
        var contact = Read<WebhookContact>("""{"wa_id":"6281200000001","user_id":"ID.1x","profile":{"name":" Ayu\u0000 \n","username":"ayu.reseller"}}""");
        var mapped = MessageMapper.Map(message, contact)!;
        Assert.Equal(new WhatsAppPerson("6281200000001", "ID.1x"), mapped.Person);
        Assert.Equal(("Ayu", "ayu.reseller"), (mapped.Update.Name, mapped.Update.Username));
    }

    [Fact]
    public void A_changed_number_is_told_with_what_it_replaces()
    {
        var mapped = Map(
            """{"type":"system","system":{"body":"Ayu changed","type":"user_changed_number","wa_id":"6281299999999","user_id":"ID.2x","previous_user_id":"ID.1x"}}""", "\"from\":\"6281200000001\"");
        Assert.Equal(new NumberChange(new WhatsAppPerson("6281200000001", "ID.1x"), "6281299999999", "ID.2x"), mapped!.Change);
    }

    [Theory]
    [InlineData("\"1739321024\"", 1739321024)]
    [InlineData("1739321024", 1739321024)]
    [InlineData("\"x\"", null)]
    [InlineData("\"-5\"", null)]
    [InlineData("\"999999999999999\"", null)]
    [InlineData("{}", null)]
    [InlineData("1e3", null)]
    public void A_time_is_unix_seconds_or_none(string json, int? seconds) =>
        Assert.Equal(seconds, (int?)MessageMapper.TimeOf(JsonDocument.Parse(json).RootElement)?.ToUnixTimeSeconds());

    private static InboundMessage? Map(string content, string ids = "\"from\":\"6281200000001\"") =>
        MessageMapper.Map(Read<WebhookMessage>($"{{\"id\":\"wamid.1\"{(ids.Length > 0 ? "," : "")}{ids}{(content.Length > 2 ? "," : "")}{content[1..]}"), null);

    private static T Read<T>(string json) => (T)JsonSerializer.Deserialize(json, typeof(T), WebhookJson.Default)!;
}
