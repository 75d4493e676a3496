using System.Diagnostics;
using System.Globalization;
using Digipanel.Bot.Benchmarks.Shop;

namespace Digipanel.Bot.Benchmarks.Machine;

/// <summary>The bot on Node (folder rival), installed on first use.</summary>
internal static class Rival
{
    private static readonly string[] Files = ["package.json", "package-lock.json", "rival.mjs"];

    public static ServerProcess Start(TempFolder folder, int port, int stubPort, int customers)
    {
        var program = System.IO.Path.Combine(Install(), "rival.mjs");
        var variables = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["NODE_ENV"] = "production",
            ["PORT"] = port.ToString(CultureInfo.InvariantCulture),
            ["DATABASE"] = folder.File("rival.db"),
            ["TELEGRAM"] = $"http://127.0.0.1:{stubPort}",
            ["TOKEN"] = ShopSettings.Token,
            ["SECRET"] = ShopSettings.TelegramSecret,
            ["CUSTOMERS"] = customers.ToString(CultureInfo.InvariantCulture),
            ["FIRST_CUSTOMER"] = ShopSettings.FirstCustomer.ToString(CultureInfo.InvariantCulture),
        };
        return ServerProcess.Start(folder.File("rival.log"), folder.Path, variables, "node", program);
    }

    private static string Install()
    {
        var from = System.IO.Path.Combine(Repository.Root, "tests", "Digipanel.Bot.Benchmarks", "rival");
        var to = Directory.CreateDirectory(System.IO.Path.Combine(Repository.Artifacts, "rival")).FullName;
        foreach (var file in Files)
        {
            File.Copy(System.IO.Path.Combine(from, file), System.IO.Path.Combine(to, file), overwrite: true);
        }

        // What npm notes of an installation: the same lock need not be installed again.
        var installed = System.IO.Path.Combine(to, "installed-lock.json");
        var wanted = File.ReadAllText(System.IO.Path.Combine(to, "package-lock.json"));
        if (!File.Exists(installed) || File.ReadAllText(installed) != wanted)
        {
            using var npm = Process.Start(new ProcessStartInfo("npm", ["ci", "--no-audit", "--no-fund", "--loglevel=error"]) { WorkingDirectory = to })!;
            npm.WaitForExit();
            if (npm.ExitCode != 0)
            {
                throw new InvalidOperationException("npm could not install the rival: it needs Node 20 or newer, a registry, and a C++ compiler where no built better-sqlite3 is to be had.");
            }

            File.WriteAllText(installed, wanted);
        }

        return to;
    }
}
