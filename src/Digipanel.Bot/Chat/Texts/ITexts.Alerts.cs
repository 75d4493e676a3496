using Digipanel.Bot.Wallets;

namespace Digipanel.Bot.Chat.Texts;

public partial interface ITexts
{
    /// <summary>To admins: webhooks whose signature does not verify.</summary>
    /// <param name="endpoint">The address's path.</param>
    /// <param name="count">So many at the least.</param>
    /// <param name="minutes">Within so long.</param>
    Html AlertWebhook(string endpoint, int count, int minutes);

    /// <summary>To admins: that is over.</summary>
    Html AlertWebhookOver(string endpoint);

    /// <summary>To admins: a platform refuses the bot's token or number.</summary>
    Html AlertToken(string channel);

    /// <summary>To admins: that is over.</summary>
    Html AlertTokenOver(string channel);

    /// <summary>To admins: the disk is nearly full.</summary>
    Html AlertDisk(long freeMegabytes);

    /// <summary>To admins: that is over.</summary>
    Html AlertDiskOver(long freeMegabytes);

    /// <summary>To admins: a lane takes nothing although orders wait.</summary>
    Html AlertLaneStill(string account, int minutes);

    /// <summary>To admins: that is over.</summary>
    Html AlertLaneStillOver(string account);

    /// <summary>To admins: no question about a payment was answered for so many minutes.</summary>
    Html AdminDoitpaySilent(int minutes, string why);

    /// <summary>To admins: top-ups by this method can be paid again.</summary>
    Html AdminDoitpayMethodWorks(string method);

    /// <summary>To the admin who asked: the stopped account was looked at, and refuses as before.</summary>
    /// <param name="account">Which.</param>
    /// <param name="isKey">Its key is refused; else its balance is used up.</param>
    Html LaneStillStopped(string account, bool isKey);

    /// <summary>To the admin who asked: it tells a balance, and that is too little.</summary>
    Html LaneStillEmpty(string account, Rupiah balance);

    /// <summary>To the admin who asked: it goes on.</summary>
    Html LaneGoesOn(string account);

    /// <summary>A standing alert by its name, in a few words.</summary>
    string AlertName(string alert);

    /// <summary>Admins: a broadcast was to begin and was held, because it is late or because who made it is no admin any more; what to do.</summary>
    Html AlertBroadcastHeld(long id, bool isLate);

    /// <summary>Admins: that one was decided.</summary>
    Html AlertBroadcastDecided(long id);
}
