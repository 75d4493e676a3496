using System.Security.Cryptography;

namespace Digipanel.Sandbox.Doitpay;

/// <summary>The two RSA-2048 pairs of the payment gateway and its merchant, as PEM.</summary>
/// <param name="MerchantPrivatePem">The merchant's key, PKCS#8: the bot signs with it.</param>
/// <param name="MerchantPublicPem">Its public half, SPKI: Doitpay verifies the bot with it.</param>
/// <param name="DoitpayPrivatePem">Doitpay's key, PKCS#8: it signs notifications.</param>
/// <param name="DoitpayPublicPem">Its public half, SPKI: the bot verifies notifications with it.</param>
public sealed record DoitpayKeys(string MerchantPrivatePem, string MerchantPublicPem, string DoitpayPrivatePem, string DoitpayPublicPem)
{
    private static readonly Lazy<DoitpayKeys> LazyShared = new(Create);

    /// <summary>One set for all servers of a process: making a pair takes a noticeable while.</summary>
    public static DoitpayKeys Shared => LazyShared.Value;

    /// <summary>The merchant's private key in the older PKCS#1 form that openssl rsa writes.</summary>
    public string MerchantPrivatePkcs1Pem
    {
        get
        {
            using var rsa = RSA.Create();
            rsa.ImportFromPem(MerchantPrivatePem);
            return rsa.ExportRSAPrivateKeyPem();
        }
    }

    /// <summary>Makes fresh pairs.</summary>
    public static DoitpayKeys Create()
    {
        using var merchant = RSA.Create(2048);
        using var doitpay = RSA.Create(2048);
        return new DoitpayKeys(merchant.ExportPkcs8PrivateKeyPem(), merchant.ExportSubjectPublicKeyInfoPem(),
            doitpay.ExportPkcs8PrivateKeyPem(), doitpay.ExportSubjectPublicKeyInfoPem());
    }
}
