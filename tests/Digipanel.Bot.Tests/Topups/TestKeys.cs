using System.Security.Cryptography;
using Digipanel.Bot.Topups.Doitpay;

namespace Digipanel.Bot.Tests.Topups;

/// <summary>
/// Keys made for these tests alone and used nowhere else (files TEST-ONLY-*.pem):
/// openssl genrsa -traditional -out TEST-ONLY-merchant.pkcs1.pem 2048
/// openssl pkcs8 -topk8 -nocrypt -in TEST-ONLY-merchant.pkcs1.pem -out TEST-ONLY-merchant.pkcs8.pem
/// openssl rsa -in TEST-ONLY-merchant.pkcs1.pem -pubout -out TEST-ONLY-merchant.public.pem
/// </summary>
internal static class TestKeys
{
    public static string Pkcs1Pem => Read("merchant.pkcs1");

    public static string Pkcs8Pem => Read("merchant.pkcs8");

    public static string PublicPem => Read("merchant.public");

    public static string PathOf(string name) => Path.Combine(AppContext.BaseDirectory, "Topups", "Keys", $"TEST-ONLY-{name}.pem");

    public static RSA Private() => RsaKeys.TryLoadPrivate(Pkcs8Pem, out var key, out var problem) ? key : throw new InvalidOperationException(problem);

    public static RSA Public() => RsaKeys.TryLoadPublic(PublicPem, out var key, out var problem) ? key : throw new InvalidOperationException(problem);

    private static string Read(string name) => File.ReadAllText(PathOf(name));
}
