using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using SmtpLog.Contracts;
using SmtpLog.Writing;

namespace SmtpLog.Mail;

/// <summary>Decides on the server's certificate, and remembers it.</summary>
internal sealed class CertificateCheck(SmtpTransporterOptions options)
{
    private X509Certificate2? _certificate;
    private CertificateProblem? _finding;

    /// <summary>Why it was refused; null where it was not.</summary>
    public CertificateProblem? Problem { get; private set; }

    /// <summary>True once the handshake has come to the certificate.</summary>
    public bool IsChecked { get; private set; }

    public bool Validate(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        IsChecked = true;
        _certificate = certificate is null ? null : new X509Certificate2(certificate);
        _finding = _certificate is null ? null : Examine(_certificate, chain, errors);
        Problem = options.SkipCertificateCheck ? null : Judge();
        return Problem is null;
    }

    /// <summary>What a check says of it; null without one.</summary>
    public SmtpCertificate? Describe() => _certificate is not { } certificate ? null : new SmtpCertificate
    {
        Subject = certificate.Subject,
        AlternativeNames = CertificateProblem.Names(certificate),
        Issuer = certificate.Issuer,
        Thumbprint = Sha256(certificate),
        Sha1Thumbprint = certificate.Thumbprint,
        NotBefore = certificate.NotBefore,
        NotAfter = certificate.NotAfter,
        DaysLeft = (int)Math.Floor((certificate.NotAfter.ToUniversalTime() - DateTime.UtcNow).TotalDays),
        Problems = _finding?.All ?? [],
    };

    /// <summary>What the log says of it.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Facts() => _certificate is not { } certificate
        ? []
        :
        [
            LogEvent.Fact("subject", certificate.Subject),
            LogEvent.Fact("issuer", certificate.Issuer),
            LogEvent.Fact("thumbprint", Sha256(certificate)),
            LogEvent.Fact("notAfter", Date(certificate.NotAfter)),
        ];

    public static string Sha256(X509Certificate2 certificate)
    {
#if NET
        return Convert.ToHexString(SHA256.HashData(certificate.RawData));
#else
        using var sha256 = SHA256.Create();
        return BitConverter.ToString(sha256.ComputeHash(certificate.RawData)).Replace("-", string.Empty);
#endif
    }

    public static string Date(DateTime local) =>
        local.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private CertificateProblem? Judge()
    {
        if (_certificate is not { } certificate)
        {
            return new CertificateProblem("the server sent no certificate", "no certificate");
        }

        if (options.Pins.Count == 0)
        {
            return _finding;
        }

        string thumbprint = Sha256(certificate);
        bool isPinned = options.Pins.Contains(thumbprint, StringComparer.OrdinalIgnoreCase)
            || options.Pins.Contains(certificate.Thumbprint, StringComparer.OrdinalIgnoreCase);
        return isPinned ? null : new CertificateProblem($"it is not the pinned one: its SHA-256 thumbprint is {thumbprint}", "thumbprint");
    }

    private CertificateProblem? Examine(X509Certificate2 certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        if (errors == SslPolicyErrors.None)
        {
            return null;
        }

        X509ChainStatusFlags flags = 0;
        foreach (var status in chain?.ChainStatus ?? [])
        {
            flags |= status.Status;
        }

        bool isOtherName = (errors & SslPolicyErrors.RemoteCertificateNameMismatch) != 0;
        return CertificateProblem.Of(certificate, isOtherName ? options.Host : null, flags);
    }
}
