using System.Globalization;
using System.Text.Json.Serialization;
using Digipanel.Bot.Chat.Pictures;
using Digipanel.Bot.Chat.Texts;
using Digipanel.Bot.Ops;
using Digipanel.Bot.Storage;
using Digipanel.Bot.Topups.Doitpay;

namespace Digipanel.Bot.Topups.PayPage;

/// <summary>
/// GET /pay/{name}: a top-up's own page. Its name is a capability of 128 random bits or more: who has it may see amount, code and state, and change
/// nothing. Whatever else is asked for beneath /pay gets one and the same "not found".
/// </summary>
internal sealed class PayPages(Store store, ShopFront front, PayBudget budget, TopupMethods methods, TimeProvider time)
{
    /// <summary>The page.</summary>
    public IResult Show(HttpContext http, string name) => Answer(http, name, (view, now) =>
    {
        var texts = TextsFor(http, view);
        var main = new PayMain(texts, view, front, methods, now, SiblingsOf(http.Request.Path));
        var title = front.Name is { } shop ? $"{main.State} · {view.Topup.Amount} · {shop}" : $"{main.State} · {view.Topup.Amount}";
        return Html(PayHtml.Document(texts, title, front.Name, main.Render(), hasScript: true), StatusCodes.Status200OK);
    });

    /// <summary>What the page's script asks: has anything changed, how much time is left, when to ask again (0: no more).</summary>
    public IResult Status(HttpContext http, string name) => Answer(http, name, (view, now) => Results.Json(
        new PayStatus(
            PayMain.ViewName(view.Stage),
            view.IsOpen ? (long)Math.Ceiling((view.Topup.Expiry - now).TotalSeconds) : 0,
            PayPace.NextSeconds(view, now)),
        PayJson.Default.PayStatus));

    /// <summary>The QR as a file, for the gallery of the phone that pays: only while it can be paid.</summary>
    public IResult Picture(HttpContext http, string name) => Answer(http, name, (view, _) =>
        view is { IsOpen: true, Topup: { Method: DoitpayOptions.Qris, Content: { } content } } && QrPicture.Png(content) is { } png
            ? Results.Bytes(png, "image/png")
            : NotFound(http));

    /// <summary>No such page.</summary>
    public IResult Unknown(HttpContext http) => Answer(http, "", (_, _) => NotFound(http));

    private IResult Answer(HttpContext http, string name, Func<PayView, DateTimeOffset, IResult> show)
    {
        SetHeaders(http.Response.Headers);
        var now = time.GetUtcNow();
        if (store.Read(connection => PayView.Find(connection, name, now)) is not { } view)
        {
            return NotFound(http);
        }

        var wait = budget.Take(view.Topup);
        if (wait == TimeSpan.Zero)
        {
            return show(view, now);
        }

        http.Response.Headers.RetryAfter = ((int)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        var texts = TextsFor(http, view);
        return Html(PayHtml.Notice(texts, texts.PayPageTooOften, texts.PayPageTooOftenText), StatusCodes.Status429TooManyRequests);
    }

    private static IResult NotFound(HttpContext http)
    {
        var texts = TextsOf.Language(Wanted(http) ?? "id");
        return Html(PayHtml.Notice(texts, texts.PayPageNotFound, texts.PayPageNotFoundText), StatusCodes.Status404NotFound);
    }

    // Never absolute: in front may be a proxy that takes a path of Server:PublicUrl off, which this server then knows nothing of.
    private static string SiblingsOf(PathString page) => page.Value!.EndsWith('/') ? "../" : "";

    // As they talk with the bot, unless this visit asks for another.
    private static ITexts TextsFor(HttpContext http, PayView view) => TextsOf.Language(Wanted(http) ?? view.Customer.Language);

    private static string? Wanted(HttpContext http) => http.Request.Query["lang"].ToString() is "id" or "en" ? http.Request.Query["lang"].ToString() : null;

    private static IResult Html(string document, int status) => Results.Text(document, "text/html; charset=utf-8", statusCode: status);

    private static void SetHeaders(IHeaderDictionary headers)
    {
        headers.CacheControl = "no-store";
        headers.ContentSecurityPolicy = PayAssets.ContentSecurityPolicy;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "no-referrer";
        headers["X-Robots-Tag"] = "noindex, nofollow";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
    }
}

/// <summary>The answer of /pay/{name}/status.</summary>
/// <param name="View">What the page would show now.</param>
/// <param name="Left">Seconds in which it can be paid.</param>
/// <param name="Next">Seconds until the next question; 0: no more.</param>
internal sealed record PayStatus(string View, long Left, int Next);

/// <summary>Its form.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(PayStatus))]
internal sealed partial class PayJson : JsonSerializerContext;

/// <summary>The customer's own payment pages.</summary>
internal static class PayPagesFeature
{
    public static void AddPayPages(this BotSetup shop)
    {
        shop.Services.AddSingleton<PayLinks>();
        shop.Services.AddSingleton<ShopFront>();
        shop.Services.AddSingleton<PayBudget>();
        shop.Services.AddSingleton<PayPages>();
    }

    public static void MapPayPages(this WebApplication app)
    {
        // One route for all of it: whatever stands behind a name that is none of ours gets the same page as an unknown name.
        app.MapGet(PayLinks.Prefix + "/{name}/{**rest}", (HttpContext http, string name, string? rest, PayPages pages) => rest switch
        {
            null or "" => pages.Show(http, name),
            "status" => pages.Status(http, name),
            "qr.png" => pages.Picture(http, name),
            _ => pages.Unknown(http),
        });
    }
}
