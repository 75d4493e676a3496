using System.Security.Cryptography;

namespace Digipanel.Sandbox.Page;

/// <summary>Links of the right form that nobody has pasted yet: the bot rightly refuses to sell one that is being fetched already.</summary>
internal static class ExampleLinks
{
    private static readonly string[] Slugs =
    [
        "minimal-business-card", "wedding-invitation-template", "instagram-story-pack", "coffee-shop-logo-kit", "real-estate-flyer",
        "cinematic-travel-luts", "upbeat-corporate-music", "handwritten-script-font", "food-menu-brochure", "clean-resume-template",
    ];

    /// <summary>Another one at each call.</summary>
    public static string New() =>
        $"https://elements.envato.com/{Slugs[RandomNumberGenerator.GetInt32(Slugs.Length)]}-{RandomNumberGenerator.GetString("ABCDEFGHJKLMNPQRSTUVWXYZ23456789", 7)}";
}
