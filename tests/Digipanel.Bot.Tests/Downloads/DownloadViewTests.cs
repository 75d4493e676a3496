using System.Text;
using Digipanel.Bot.Downloads;

namespace Digipanel.Bot.Tests.Downloads;

public sealed class DownloadViewTests
{
    [Theory]
    [InlineData("berhasil", DownloadStatus.Done)]
    [InlineData("Berhasil", DownloadStatus.Done)]
    [InlineData("gagal", DownloadStatus.Failed)]
    [InlineData("FAILED", DownloadStatus.Failed)]
    [InlineData("error", DownloadStatus.Failed)]
    [InlineData("Dibatalkan", DownloadStatus.Failed)]
    [InlineData("refund", DownloadStatus.Failed)]
    [InlineData("refunded", DownloadStatus.Failed)]
    [InlineData("diproses", DownloadStatus.Running)]
    [InlineData("", DownloadStatus.Running)]
    [InlineData(null, DownloadStatus.Running)]
    public void Only_known_words_end_a_download(string? word, DownloadStatus status) => Assert.Equal(status, DownloadView.StatusOf(word));

    [Theory]
    [InlineData("https://drive.google.com/file/d/abc?x=1&y=ü", true)]
    [InlineData("http://drive.google.com/file/d/abc", false)]
    [InlineData("javascript:alert(1)", false)]
    [InlineData("https://", false)]
    [InlineData("https://a b", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void Links_are_passed_on_as_they_are_but_only_https(string? link, bool passed) =>
        Assert.Equal(passed ? link : null, DownloadView.HttpsOrNothing(link));

    [Fact]
    public void Done_without_a_drive_link_is_not_delivered() =>
        Assert.False(Read("""{"download_id":"a","status":"berhasil","gdrive_link":"http://plain"}""")!.IsDelivered);

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("7")]
    [InlineData("{")]
    [InlineData("{}")]
    [InlineData("""{"download_id":null}""")]
    [InlineData("""{"download_id":{}}""")]
    [InlineData("""{"download_id":""}""")]
    [InlineData("""{"download_id":"\ud800"}""")]
    public void A_body_that_makes_no_sense_is_nothing(string body) => Assert.Null(Read(body));

    [Fact]
    public void Halves_of_surrogate_pairs_in_names_and_texts_are_passed_over()
    {
        var view = Read("""{"\ud800":1,"title":"\udfff","download_id":"a","\udc00":"\ud800"}""")!;
        Assert.Equal(("a", null), (view.DownloadId, view.Title));
    }

    [Fact]
    public void Broken_utf8_is_nothing() => Assert.Null(DigipanelJson.ReadWebhook(new byte[] { (byte)'{', (byte)'"', 0xC3, 0x28, (byte)'"', (byte)':', (byte)'1', (byte)'}' }, _ => { }));

    [Fact]
    public void Wrong_types_are_absent_and_unknown_fields_are_reported()
    {
        var unknown = new List<string>();
        var view = DigipanelJson.ReadWebhook(
            Encoding.UTF8.GetBytes("""{"download_id":17,"title":["x"],"status":true,"gdrive_link":5,"quality":"4k"}"""), unknown.Add)!;
        Assert.Equal(new DownloadView("17", null, DownloadStatus.Running, "", null, null), view);
        Assert.Equal(["quality"], unknown);
    }

    [Fact]
    public void A_submissions_answer_may_bring_its_numbers_as_text()
    {
        var accepted = DigipanelJson.ReadSubmission(
            Encoding.UTF8.GetBytes("""{"status":"success","data":{"download_id":"d1","cost":"200","balance_after":49800.0}}"""), _ => { });
        Assert.Equal(new SubmitOutcome.Accepted("d1", null, 200, 49_800), accepted);
    }

    private static DownloadView? Read(string body) => DigipanelJson.ReadWebhook(Encoding.UTF8.GetBytes(body), _ => { });
}
