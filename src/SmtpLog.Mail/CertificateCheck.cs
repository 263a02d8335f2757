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
    private const string AlternativeNames = "2.5.29.17";

    private X509Certificate2? _certificate;
    private IReadOnlyList<string> _problems = [];

    /// <summary>Why it was refused; null where it was not.</summary>
    public string? Problem { get; private set; }

    public bool Validate(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        _certificate = certificate is null ? null : new X509Certificate2(certificate);
        _problems = _certificate is null ? [] : [.. Problems(_certificate, chain, errors)];
        Problem = options.SkipCertificateCheck ? null : FindProblem(errors);
        return Problem is null;
    }

    /// <summary>What a check says of it; null without one.</summary>
    public SmtpCertificate? Describe() => _certificate is not { } certificate ? null : new SmtpCertificate
    {
        Subject = certificate.Subject,
        AlternativeNames = Names(certificate),
        Issuer = certificate.Issuer,
        Thumbprint = Sha256(certificate),
        Sha1Thumbprint = certificate.Thumbprint,
        NotBefore = certificate.NotBefore,
        NotAfter = certificate.NotAfter,
        DaysLeft = (int)Math.Floor((certificate.NotAfter.ToUniversalTime() - DateTime.UtcNow).TotalDays),
        Problems = _problems,
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

    private string? FindProblem(SslPolicyErrors errors)
    {
        if (_certificate is not { } certificate)
        {
            return "the server sent no certificate";
        }

        string thumbprint = Sha256(certificate);
        if (options.Pins.Count > 0)
        {
            bool isPinned = options.Pins.Contains(thumbprint, StringComparer.OrdinalIgnoreCase)
                || options.Pins.Contains(certificate.Thumbprint, StringComparer.OrdinalIgnoreCase);
            return isPinned ? null : $"the certificate is not the pinned one: its SHA-256 thumbprint is {thumbprint}";
        }

        if (errors == SslPolicyErrors.None)
        {
            return null;
        }

        return $"{string.Join("; ", _problems)} (subject {certificate.Subject}, SHA-256 thumbprint {thumbprint})";
    }

    private IEnumerable<string> Problems(X509Certificate2 certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        if ((errors & SslPolicyErrors.RemoteCertificateNameMismatch) != 0)
        {
            yield return $"it is not for {options.Host} but for {string.Join(", ", Names(certificate))}";
        }

        if ((errors & SslPolicyErrors.RemoteCertificateChainErrors) != 0)
        {
            foreach (string problem in ChainProblems(certificate, chain))
            {
                yield return problem;
            }
        }
    }

    private static IEnumerable<string> ChainProblems(X509Certificate2 certificate, X509Chain? chain)
    {
        X509ChainStatusFlags all = 0;
        foreach (var status in chain?.ChainStatus ?? [])
        {
            all |= status.Status;
        }

        if ((all & X509ChainStatusFlags.NotTimeValid) != 0)
        {
            var now = DateTime.Now;
            if (now > certificate.NotAfter)
            {
                yield return $"it expired on {Date(certificate.NotAfter)}";
            }
            else if (now < certificate.NotBefore)
            {
                yield return $"it is not valid before {Date(certificate.NotBefore)}";
            }
            else
            {
                yield return "a certificate of its issuers has expired or is not valid yet";
            }
        }

        if ((all & (X509ChainStatusFlags.UntrustedRoot | X509ChainStatusFlags.PartialChain)) != 0)
        {
            yield return certificate.Subject == certificate.Issuer
                ? "it is self-signed and not trusted here"
                : $"its issuer is not trusted here ({certificate.Issuer})";
        }

        if ((all & X509ChainStatusFlags.Revoked) != 0)
        {
            yield return "it was revoked";
        }

        if ((all & (X509ChainStatusFlags.RevocationStatusUnknown | X509ChainStatusFlags.OfflineRevocation)) != 0)
        {
            yield return "whether it was revoked could not be found out";
        }

        const X509ChainStatusFlags Named = X509ChainStatusFlags.NotTimeValid | X509ChainStatusFlags.UntrustedRoot
            | X509ChainStatusFlags.PartialChain | X509ChainStatusFlags.Revoked
            | X509ChainStatusFlags.RevocationStatusUnknown | X509ChainStatusFlags.OfflineRevocation;
        if ((all & ~Named) != 0)
        {
            yield return $"{all & ~Named}";
        }
    }

    /// <summary>Of the alternative names' text, what stands behind each label: labels differ by platform and language.</summary>
    private static string[] Names(X509Certificate2 certificate) =>
        certificate.Extensions[AlternativeNames]?.Format(false) is { } names
            ? [.. names.Split([", "], StringSplitOptions.RemoveEmptyEntries).Select(name => name.Substring(name.IndexOfAny(['=', ':']) + 1))]
            : [certificate.GetNameInfo(X509NameType.DnsName, false)];

    private static string Sha256(X509Certificate2 certificate)
    {
#if NET
        return Convert.ToHexString(SHA256.HashData(certificate.RawData));
#else
        using var sha256 = SHA256.Create();
        return BitConverter.ToString(sha256.ComputeHash(certificate.RawData)).Replace("-", string.Empty);
#endif
    }

    private static string Date(DateTime local) =>
        local.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
