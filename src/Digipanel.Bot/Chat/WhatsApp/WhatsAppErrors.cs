namespace Digipanel.Bot.Chat.WhatsApp;

/// <summary>
/// Meta's error numbers and what each means for a message, the same whether it was said at once or by a later failed status. The messages here are answers
/// and deliveries, and promotions where an admin sends one. Numbers: Meta's "Cloud API error codes"; the HTTP status says less and is not looked at.
/// </summary>
internal static class WhatsAppErrors
{
    /// <summary>"Message undeliverable": no WhatsApp there, or the person has blocked us.</summary>
    internal const int Undeliverable = 131026;

    /// <summary>"Re-engagement message": the 24 hours are over.</summary>
    internal const int WindowClosed = 131047;

    /// <summary>"Spam rate limit hit": too many have blocked the number.</summary>
    internal const int SpamLimit = 131048;

    /// <summary>Too many messages to one person in a short time.</summary>
    internal const int PairLimit = 131056;

    /// <summary>Too many messages a second.</summary>
    internal const int Throughput = 130429;

    /// <summary>The token is not known, or no longer.</summary>
    internal const int TokenRefused = 190;

    /// <summary>"Temporarily blocked for policies violations".</summary>
    internal const int Blocked = 368;

    /// <summary>"User has stopped receiving marketing messages".</summary>
    internal const int OptedOut = 131050;

    /// <summary>A file that could not be uploaded or fetched.</summary>
    internal const int Media = 131053;

    /// <summary>Our own number for "100, subcode 33: no such object": the phone number id is wrong, and no message is at fault.</summary>
    internal const int NoSuchNumber = 33;

    /// <summary>Meta: wait 4^n seconds after the n-th failure.</summary>
    private const int PairDoublingsMax = 6;

    /// <summary>An error nobody knows may pass; it must not hold a chat back for ever. Some ten minutes.</summary>
    private const int UnknownTriesMax = 10;

    private static readonly TimeSpan SpamPause = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan TokenPause = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan BlockedPause = TimeSpan.FromHours(1);
    private static readonly TimeSpan RatePause = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan ThroughputPause = TimeSpan.FromSeconds(2);

    /// <summary>What follows from an error.</summary>
    /// <param name="code">Meta's number.</param>
    /// <param name="description">For the log and the outbox row.</param>
    /// <param name="attempts">How often this message was tried before.</param>
    internal static SendOutcome OutcomeOf(int code, string description, int attempts) => code switch
    {
        Undeliverable or 131030 or 130497 => new SendOutcome.Unreachable(description),
        WindowClosed => new SendOutcome.OutsideWindow(description),
        // The template cannot be used (132xxx), or is not paid for: an answer to the person's next message still passes.
        _ when IsTemplates(code) => new SendOutcome.OutsideWindow(description),
        SpamLimit => new SendOutcome.RetryLater(SpamPause, WholeChannel: true, description) { EndsPromotions = true },
        PairLimit => new SendOutcome.RetryLater(PairPause(attempts), WholeChannel: false, description),
        Throughput => new SendOutcome.RetryLater(ThroughputPause, WholeChannel: true, description),
        4 or 80007 => new SendOutcome.RetryLater(RatePause, WholeChannel: true, description),
        Blocked or 131031 => new SendOutcome.RetryLater(BlockedPause, WholeChannel: true, description) { EndsPromotions = true },
        _ when IsOperatorsMatter(code) => new SendOutcome.RetryLater(TokenPause, WholeChannel: true, description),
        // About marketing (131049, 131050, an experiment of Meta's), about itself (131021): no later attempt passes.
        _ when IsMarketing(code) || code == 131021 => new SendOutcome.Refused(description) { IsOptOut = code == OptedOut },
        _ when IsItsForm(code) => new SendOutcome.Refused(description),
        // Theirs, and passing: 1, 2, 131000, 131016, 131057, 133004.
        1 or 2 or 131000 or 131016 or 131057 or 133004 => new SendOutcome.RetryLater(TimeSpan.Zero, WholeChannel: false, description),
        _ when IsItsFile(code) => new SendOutcome.RetryLater(TimeSpan.Zero, WholeChannel: false, description),
        _ => attempts < UnknownTriesMax ? new SendOutcome.RetryLater(TimeSpan.Zero, WholeChannel: false, description) : new SendOutcome.Refused(description),
    };

    /// <summary>The message itself is not to Meta's taste: as plain text it may pass.</summary>
    internal static bool IsItsForm(int code) => code is 100 or 131008 or 131009 or 131051;

    /// <summary>The file that goes with the message could not be taken or fetched; its words may pass without.</summary>
    internal static bool IsItsFile(int code) => code is Media or 131052;

    /// <summary>Meta holds a template for marketing, and this person gets none (now): free text within the window is another matter.</summary>
    internal static bool IsMarketing(int code) => code is 131049 or OptedOut or 130472;

    /// <summary>The template cannot be used, or is not paid for.</summary>
    internal static bool IsTemplates(int code) => code is 131042 or (>= 132000 and < 133000);

    /// <summary>What an operator has to do before anything passes; null where it is nothing of theirs.</summary>
    internal static string? WhatToDo(int code) => code switch
    {
        TokenRefused or 0 => "the token is refused: make a new one for a system user (it must not run out), set WhatsApp:AccessToken and restart",
        NoSuchNumber or 133010 => "this phone number is not known, or not to this token: check WhatsApp:PhoneNumberId in WhatsApp Manager",
        131037 => "the phone number's display name is not approved yet: see WhatsApp Manager",
        131045 => "the phone number is not registered: register it in WhatsApp Manager",
        Blocked or 131031 => "Meta has blocked the account for a while: see Account quality in WhatsApp Manager",
        SpamLimit => "Meta holds the number back because people blocked or reported it: see Quality rating in WhatsApp Manager",
        131042 or (>= 132000 and < 133000) => "the template cannot be used: check WhatsApp:DeliveryTemplate and, in WhatsApp Manager, the template's state and the payment method",
        _ when IsOperatorsMatter(code) => "the token lacks a right: give its system user whatsapp_business_messaging and this account",
        _ => null,
    };

    /// <summary>The token or the number is refused: nothing passes before an operator has put that right.</summary>
    internal static bool IsOperatorsMatter(int code) => code is TokenRefused or 0 or 3 or 10 or NoSuchNumber or 131005 or 131037 or 131045 or 133010 or (>= 200 and <= 299);

    private static TimeSpan PairPause(int attempts) => TimeSpan.FromSeconds(Math.Pow(4, Math.Min(attempts, PairDoublingsMax)));
}
