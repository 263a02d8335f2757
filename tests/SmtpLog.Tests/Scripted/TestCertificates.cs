using System;
using System.IO;
using System.Net;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Xunit;

namespace SmtpLog.Tests.Scripted;

/// <summary>
/// Certificates with one fault each. On Linux this process trusts the authority that issues them, so that the fault
/// is the only one.
/// </summary>
internal static partial class TestCertificates
{
    private static readonly DateTimeOffset s_start = DateTimeOffset.UtcNow.AddDays(-30);
    private static readonly X509Certificate2 s_authority = MakeAuthority("CN=SmtpLog test authority");
    private static readonly Lazy<X509Certificate2> s_stranger = new(() => MakeAuthority("CN=Unknown authority"));

    private static readonly Lazy<X509Certificate2> s_valid = new(() => Issue("localhost"));
    private static readonly Lazy<X509Certificate2> s_expired = new(() => Issue("localhost", from: -20, to: -10));
    private static readonly Lazy<X509Certificate2> s_notYetValid = new(() => Issue("localhost", from: 10, to: 20));
    private static readonly Lazy<X509Certificate2> s_wrongName = new(() => Issue("mail.example.com"));
    private static readonly Lazy<X509Certificate2> s_unreachableCrl = new(() => Issue("localhost", crl: $"http://127.0.0.1:{ScriptedServer.ClosedPort()}/ca.crl"));
    private static readonly Lazy<X509Certificate2> s_untrusted = new(() => Issue("localhost", issuer: s_stranger.Value));
    private static readonly Lazy<X509Certificate2> s_selfSigned = new(() => Usable(Request("CN=localhost", "localhost", out var key)
        .CreateSelfSigned(s_start, DateTimeOffset.UtcNow.AddDays(30)), key));

    /// <summary>For localhost, by the authority.</summary>
    public static X509Certificate2 Valid => s_valid.Value;

    public static X509Certificate2 Expired => s_expired.Value;

    public static X509Certificate2 NotYetValid => s_notYetValid.Value;

    /// <summary>Valid for so many days from now on.</summary>
    public static X509Certificate2 EndingIn(int days) => Issue("localhost", to: days);

    /// <summary>For mail.example.com.</summary>
    public static X509Certificate2 WrongName => s_wrongName.Value;

    public static X509Certificate2 SelfSigned => s_selfSigned.Value;

    /// <summary>By an authority that nobody trusts.</summary>
    public static X509Certificate2 Untrusted => s_untrusted.Value;

    /// <summary>Names a revocation list where nothing answers.</summary>
    public static X509Certificate2 UnreachableCrl => s_unreachableCrl.Value;

    /// <summary>Skips the test where the process cannot be made to trust the authority.</summary>
    public static void RequireTrust() =>
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only on Linux can a process trust an authority for itself.");

    public static string Sha256(X509Certificate2 certificate) => certificate.GetCertHashString(HashAlgorithmName.SHA256);

    /// <summary>OpenSSL takes its authorities from a file that the environment names; .NET reads that once.</summary>
    [ModuleInitializer]
    internal static void Trust()
    {
        if (OperatingSystem.IsLinux())
        {
            string file = Path.Combine(Path.GetTempPath(), $"SmtpLog.Tests-{Environment.ProcessId}.pem");
            File.WriteAllText(file, s_authority.ExportCertificatePem());
            AppDomain.CurrentDomain.ProcessExit += (_, _) => File.Delete(file);
            _ = SetEnvironment("SSL_CERT_FILE", file, 1);
        }
    }

    [SupportedOSPlatform("linux")]
    [LibraryImport("libc", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int SetEnvironment(string name, string value, int overwrite);

    private static X509Certificate2 MakeAuthority(string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(name, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        return request.CreateSelfSigned(s_start, DateTimeOffset.UtcNow.AddDays(365));
    }

    private static X509Certificate2 Issue(string name, int from = -20, int to = 20, string? crl = null, X509Certificate2? issuer = null)
    {
        var request = Request($"CN={name}", name, out var key);
        if (crl is not null)
        {
            request.CertificateExtensions.Add(CertificateRevocationListBuilder.BuildCrlDistributionPointExtension([crl]));
        }

        issuer ??= s_authority;
        request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromCertificate(issuer, true, false));
        var now = DateTimeOffset.UtcNow;
        using var bare = request.Create(issuer, now.AddDays(from), now.AddDays(to), RandomNumberGenerator.GetBytes(12));
        return Usable(bare.CopyWithPrivateKey(key), key);
    }

    private static CertificateRequest Request(string subject, string name, out ECDsa key)
    {
        key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(subject, key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(name);
        if (name == "localhost")
        {
            names.AddIpAddress(IPAddress.Loopback);
        }

        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.1")], false));
        return request;
    }

    /// <summary>Windows' TLS wants a key that a key store holds.</summary>
    private static X509Certificate2 Usable(X509Certificate2 certificate, ECDsa key)
    {
        using (key)
        using (certificate)
        {
            return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pfx), null);
        }
    }
}
