using System.Security.Authentication;
using MailKit.Net.Smtp;
using MailKit.Security;
using SmtpLog.Contracts;

namespace SmtpLog.Mail;

/// <summary>The module's words for TLS in MailKit's.</summary>
internal static class TlsSettings
{
    // Named by value: the old ones are marked obsolete, Tls13 is missing on .NET Framework.
    private const SslProtocols Tls10 = (SslProtocols)0xC0;
    private const SslProtocols Tls11 = (SslProtocols)0x300;
    private const SslProtocols Tls12 = (SslProtocols)0xC00;
    private const SslProtocols Tls13 = (SslProtocols)0x3000;

    public static SecureSocketOptions Mode(SmtpTransporterOptions options) => options.Tls switch
    {
        _ when options.IsImplicitTls => SecureSocketOptions.SslOnConnect,
        SmtpTls.Opportunistic => SecureSocketOptions.StartTlsWhenAvailable,
        SmtpTls.None => SecureSocketOptions.None,
        _ => SecureSocketOptions.StartTls,
    };

#pragma warning disable CA5397 // Only on the user's word: -MinimumTlsVersion.
    public static SslProtocols Protocols(SmtpTlsVersion minimum) => minimum switch
    {
        SmtpTlsVersion.Tls10 => Tls10 | Tls11 | Tls12 | Tls13,
        SmtpTlsVersion.Tls11 => Tls11 | Tls12 | Tls13,
        SmtpTlsVersion.Tls12 => Tls12 | Tls13,
        _ => Tls13,
    };
#pragma warning restore CA5397

    /// <summary><c>Tls13</c>.</summary>
    public static string ProtocolName(SmtpClient client) => client.SslProtocol switch
    {
        Tls10 => "Tls10",
        Tls11 => "Tls11",
        Tls12 => "Tls12",
        Tls13 => "Tls13",
        var other => other.ToString(),
    };

    public static string CipherName(SmtpClient client)
    {
#if NET
        return client.SslCipherSuite?.ToString() ?? "unknown";
#else
        return $"{client.SslCipherAlgorithm}-{client.SslHashAlgorithm}";
#endif
    }
}
