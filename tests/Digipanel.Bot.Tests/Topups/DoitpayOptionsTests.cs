using Digipanel.Bot.Topups.Doitpay;

namespace Digipanel.Bot.Tests.Topups;

public sealed class DoitpayOptionsTests
{
    [Fact]
    public void Nothing_configured_names_every_missing_value()
    {
        var problems = Problems(new DoitpayOptions());
        Assert.Contains(problems, p => p.StartsWith("Doitpay:ClientKey", StringComparison.Ordinal));
        Assert.Contains(problems, p => p.StartsWith("Doitpay:PartnerId", StringComparison.Ordinal));
        Assert.Contains(problems, p => p.Contains("openssl genrsa", StringComparison.Ordinal));
        Assert.Contains(problems, p => p.StartsWith("Doitpay:PublicKeyPath", StringComparison.Ordinal));
        Assert.Equal(4, problems.Count);
    }

    [Fact]
    public void Good_values_have_no_problems_from_files_or_as_text()
    {
        Assert.Empty(Problems(Good()));
        var asText = Good();
        (asText.PrivateKeyPath, asText.PrivateKeyPem) = ("", TestKeys.Pkcs8Pem);
        (asText.PublicKeyPath, asText.PublicKeyPem) = ("", TestKeys.PublicPem.ReplaceLineEndings("\\n"));
        Assert.Empty(Problems(asText));
    }

    [Fact]
    public void Every_wrong_value_is_named()
    {
        var options = Good();
        options.BaseUrl = "api.doitpay.co";
        options.PrivateKeyPath = TestKeys.PathOf("merchant.public");
        options.PublicKeyPath = TestKeys.PathOf("merchant.pkcs1");
        options.Methods.Add("QRIS");
        options.Methods.Add("qris");
        options.Methods.Add("O V O");
        options.StatusPollInterval = TimeSpan.Zero;
        options.Timeout = TimeSpan.FromHours(1);
        options.ChannelIds["QRIS"] = "";
        Assert.Equal(8, Problems(options).Count);
    }

    [Fact]
    public void A_file_that_is_not_there_is_a_problem_and_no_exception()
    {
        var options = Good();
        options.PrivateKeyPath = "/nowhere/key.pem";
        Assert.Contains("/nowhere/key.pem", Assert.Single(Problems(options)), StringComparison.Ordinal);
    }

    [Fact]
    public void Channel_ids_fall_back_from_the_method_s_own_to_the_common_one_to_what_shops_send()
    {
        var options = Good();
        Assert.Equal("NQ", options.ChannelIdOf("QRIS"));
        Assert.Equal("DOITPAY", options.ChannelIdOf("DANA"));
        options.ChannelId = "WEB";
        options.ChannelIds["dana"] = "D1";
        Assert.Equal("WEB", options.ChannelIdOf("QRIS"));
        Assert.Equal("D1", options.ChannelIdOf("DANA"));
    }

    [Fact]
    public void Short_damaged_and_encrypted_keys_are_refused_in_words()
    {
        using var shortKey = System.Security.Cryptography.RSA.Create(1024);
        Assert.False(RsaKeys.TryLoadPrivate(shortKey.ExportPkcs8PrivateKeyPem(), out _, out var problem));
        Assert.Contains("2048", problem, StringComparison.Ordinal);
        Assert.False(RsaKeys.TryLoadPrivate(TestKeys.Pkcs8Pem[..200], out _, out problem));
        Assert.Contains("damaged", problem, StringComparison.Ordinal);
        Assert.False(RsaKeys.TryLoadPublic("hello", out _, out problem));
        Assert.Contains("-----BEGIN", problem, StringComparison.Ordinal);
        using var key = TestKeys.Private();
        var encrypted = key.ExportEncryptedPkcs8PrivateKeyPem("secret", new(System.Security.Cryptography.PbeEncryptionAlgorithm.Aes256Cbc, System.Security.Cryptography.HashAlgorithmName.SHA256, 1000));
        Assert.False(RsaKeys.TryLoadPrivate(encrypted, out _, out problem));
        Assert.Contains("passphrase", problem, StringComparison.Ordinal);
    }

    private static DoitpayOptions Good() => new()
    {
        ClientKey = "DTEST",
        PartnerId = "P1",
        PrivateKeyPath = TestKeys.PathOf("merchant.pkcs1"),
        PublicKeyPath = TestKeys.PathOf("merchant.public"),
    };

    private static List<string> Problems(DoitpayOptions options)
    {
        var problems = new List<string>();
        options.Validate(problems);
        return problems;
    }
}
