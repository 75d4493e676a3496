using System.Data;
using System.Globalization;
using Dapper;

namespace Digipanel.Bot.Wallets;

/// <summary>An amount in whole rupiah. There are no fractions anywhere in this program.</summary>
/// <param name="Value">Whole rupiah; negative for an outgoing movement.</param>
public readonly record struct Rupiah(long Value) : IComparable<Rupiah>
{
    /// <summary>Nothing.</summary>
    public static Rupiah Zero => default;

    /// <summary>The form people read everywhere: <c>Rp 49.500</c>, <c>-Rp 500</c>.</summary>
    public override string ToString()
    {
        var digits = Math.Abs((decimal)Value).ToString("#,0", CultureInfo.InvariantCulture).Replace(',', '.');
        return Value < 0 ? $"-Rp {digits}" : $"Rp {digits}";
    }

    /// <inheritdoc/>
    public int CompareTo(Rupiah other) => Value.CompareTo(other.Value);

    /// <summary>Rounds up to a whole multiple, for example of 1.000.</summary>
    /// <param name="step">A positive number of rupiah.</param>
    public Rupiah RoundUpTo(long step) => new(checked((Value + step - 1) / step * step));

#pragma warning disable CS1591 // arithmetic and comparison mean what they say; overflow throws
    public static Rupiah operator +(Rupiah a, Rupiah b) => new(checked(a.Value + b.Value));
    public static Rupiah operator -(Rupiah a, Rupiah b) => new(checked(a.Value - b.Value));
    public static Rupiah operator -(Rupiah a) => new(checked(-a.Value));
    public static Rupiah operator *(Rupiah a, long times) => new(checked(a.Value * times));
    public static bool operator <(Rupiah a, Rupiah b) => a.Value < b.Value;
    public static bool operator >(Rupiah a, Rupiah b) => a.Value > b.Value;
    public static bool operator <=(Rupiah a, Rupiah b) => a.Value <= b.Value;
    public static bool operator >=(Rupiah a, Rupiah b) => a.Value >= b.Value;
#pragma warning restore CS1591

    internal sealed class DapperHandler : SqlMapper.TypeHandler<Rupiah>
    {
        public override void SetValue(IDbDataParameter parameter, Rupiah value) => parameter.Value = value.Value;

        public override Rupiah Parse(object value) => new(Convert.ToInt64(value, CultureInfo.InvariantCulture));
    }
}
