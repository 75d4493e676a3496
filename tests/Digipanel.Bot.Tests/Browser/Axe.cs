using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace Digipanel.Bot.Tests.Browser;

/// <summary>axe-core, put into the page by the test alone: the page itself carries no third-party script.</summary>
internal static class Axe
{
    private static readonly Lazy<string> Source = new(() =>
    {
        var assembly = typeof(AxeResult).Assembly;
        using var stream = assembly.GetManifestResourceStream(assembly.GetManifestResourceNames().Single(name => name.EndsWith("axe.min.js", StringComparison.Ordinal)))!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    });

    /// <summary>What axe finds on the page as it stands: each with its weight, its rule and where.</summary>
    public static async Task<string[]> FindingsAsync(IPage page)
    {
        await page.EvaluateAsync(Source.Value + ";null");
        return await page.EvaluateAsync<string[]>("axe.run().then(r => r.violations.map(v => `${v.impact} ${v.id}: ${v.nodes.map(n => n.target.join(' ')).join(', ')}`))");
    }
}
