using System.Globalization;
using Digipanel.Bot.CrashTests.World;

namespace Digipanel.Bot.CrashTests.Simulation;

/// <summary>
/// What only some worlds have, so that the others stay able to prove that nothing of it is needed for the shop to go wrong: accounts that run dry,
/// keys that are revoked, providers that are down for an hour, another program on the same key.
/// </summary>
internal sealed class Climate
{
    private const int ForeignItems = 5;

    private readonly SimShop _shop;
    private readonly Weather _weather;
    private readonly Random _dice;
    private readonly bool _isPoor;
    private readonly bool _isShared;
    private readonly bool _hasOutages;
    private readonly bool _hasRevocations;

    public Climate(SimShop shop, Weather weather, Random dice)
    {
        (_shop, _weather, _dice) = (shop, weather, dice);
        (_isPoor, _isShared, _hasOutages, _hasRevocations) = (dice.Next(4) == 0, dice.Next(4) == 0, dice.Next(3) == 0, dice.Next(4) == 0);
    }

    /// <summary>Before the bot starts for the first time.</summary>
    public void Begin()
    {
        foreach (var account in _shop.Digipanel.Accounts)
        {
            if (_isPoor)
            {
                account.Balance = (SimDigipanel.Cost * _dice.Next(10)) + _dice.Next((int)SimDigipanel.Cost);
            }

            if (_isShared)
            {
                // Told before any of ours: the bot adopts downloads without words in their links only until it has heard of a stranger's.
                _shop.Digipanel.TopUp(account.Name, SimDigipanel.Cost);
                Order(account);
            }
        }
    }

    /// <summary>One thing that belongs to this world happens, if any does.</summary>
    public void Happen()
    {
        var account = _shop.Digipanel.Accounts[_dice.Next(_shop.Digipanel.Accounts.Count)];
        switch (_dice.Next(4))
        {
            case 0 when _isPoor:
                _shop.Digipanel.TopUp(account.Name, 50_000);
                break;
            case 1 when _isShared:
                Order(account);
                break;
            case 2 when _hasOutages:
                _weather.Fail(_shop.Providers[_dice.Next(_shop.Providers.Count)].Name, TimeSpan.FromMinutes(10 + _dice.Next(50)));
                break;
            case 3 when _hasRevocations:
                // For a while; or for longer than orders wait.
                account.RevokedUntil = _shop.Time.Elapsed + TimeSpan.FromMinutes(5 + _dice.Next(_dice.Next(6) == 0 ? 500 : 60));
                break;
        }
    }

    /// <summary>The operator pays in at last, or does not: then what waits gives the money back.</summary>
    public void Clear()
    {
        if (_isPoor && _dice.Next(3) > 0)
        {
            foreach (var account in _shop.Digipanel.Accounts)
            {
                _shop.Digipanel.TopUp(account.Name, 50_000);
            }
        }
    }

    public override string ToString() =>
        string.Join(", ", new[] { _isPoor ? "poor" : "", _isShared ? "shared keys" : "", _hasOutages ? "outages" : "", _hasRevocations ? "revoked keys" : "" }.Where(w => w.Length > 0));

    private void Order(SimAccount account) => _shop.Digipanel.OrderElsewhere(
        account, string.Create(CultureInfo.InvariantCulture, $"https://elements.envato.com/wedding-album-folklore-FOREIGN{_dice.Next(ForeignItems)}"));
}
