using System.Runtime.InteropServices;
using Digipanel.Bot.Wallets;

namespace Digipanel.Bot.Topups;

/// <summary>What a top-up costs and brings besides its amount, as it was when the customer asked for it.</summary>
/// <param name="Fee">Paid by the customer on top of the amount; the wallet does not get it.</param>
/// <param name="ShopFee">Kept by Doitpay at the shop's cost.</param>
/// <param name="Bonus">Given by the shop when it is paid.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct TopupTerms(Rupiah Fee, Rupiah ShopFee, Rupiah Bonus);
