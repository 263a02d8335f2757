using System;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace SmtpLog.TestServer;

/// <summary>A self-signed certificate for loopback that lives as long as its server.</summary>
internal sealed class ThrowAwayCertificate : IDisposable
{
    // Below what Apple's platforms accept at most for a server, 398 days.
    private const int ValidDays = 365;

    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";

    public ThrowAwayCertificate()
    {
        Certificate = Make();
        Thumbprint = Crypto.ToHex(Crypto.Sha256(Certificate.RawData));
    }

    public X509Certificate2 Certificate { get; }

    /// <summary>SHA-256, upper-case hexadecimal.</summary>
    public string Thumbprint { get; }

    /// <summary>Also removes the private key from the user's key store, where Windows has put it.</summary>
    public void Dispose() => Certificate.Dispose();

    private static X509Certificate2 Make()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        names.AddIpAddress(IPAddress.Loopback);
        names.AddIpAddress(IPAddress.IPv6Loopback);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(
            X509KeyUsageFlags.DigitalSignature | X509KeyUsageFlags.KeyEncipherment, true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(ServerAuthentication)], false));

        DateTimeOffset now = DateTimeOffset.UtcNow;
        using X509Certificate2 ephemeral = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(ValidDays));

        // Windows' TLS wants a key that a key store holds: the way there leads through a PFX.
        string password = Crypto.ToHex(Crypto.RandomBytes(16));
        return new X509Certificate2(ephemeral.Export(X509ContentType.Pfx, password), password);
    }
}
