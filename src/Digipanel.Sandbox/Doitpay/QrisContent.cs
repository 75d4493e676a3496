using System.Text;

namespace Digipanel.Sandbox.Doitpay;

/// <summary>What a dynamic QRIS code says: EMVCo's tags, lengths and values, closed by their checksum.</summary>
internal static class QrisContent
{
    public static string Make(string merchantName, string reference, string amount)
    {
        // Field by field of EMVCo's merchant-presented mode; 26 and 51 are the acquirer's and QRIS' own templates.
        var content = Tag("00", "01")
            + Tag("01", "12")
            + Tag("26", Tag("00", "ID.CO.DOITPAY.WWW") + Tag("01", "936009990000000001") + Tag("02", "000000000000001") + Tag("03", "UMI"))
            + Tag("51", Tag("00", "ID.CO.QRIS.WWW") + Tag("02", "ID1020000000001") + Tag("03", "UMI"))
            + Tag("52", "5816")
            + Tag("53", "360")
            + Tag("54", amount)
            + Tag("58", "ID")
            + Tag("59", merchantName.Length > 25 ? merchantName[..25] : merchantName)
            + Tag("60", "JAKARTA")
            + Tag("61", "10110")
            + Tag("62", Tag("05", reference))
            + "6304";
        return content + Checksum(content).ToString("X4");
    }

    /// <summary>The same code with a checksum that is off by one.</summary>
    public static string Spoil(string content) => content[..^4] + ((Checksum(content[..^4]) + 1) & 0xffff).ToString("X4");

    /// <summary>CRC-16/CCITT: polynomial 1021, start FFFF; "123456789" gives 29B1.</summary>
    public static int Checksum(string text)
    {
        var crc = 0xffff;
        foreach (var b in Encoding.ASCII.GetBytes(text))
        {
            crc ^= b << 8;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = ((crc & 0x8000) != 0 ? (crc << 1) ^ 0x1021 : crc << 1) & 0xffff;
            }
        }

        return crc;
    }

    private static string Tag(string id, string value) => $"{id}{value.Length:00}{value}";
}
