using System;
using System.Collections.Generic;
using System.Linq;
using System.Security.Cryptography.X509Certificates;

namespace SmtpLog.Mail;

/// <summary>Why a certificate is refused.</summary>
/// <param name="sentence">For the user, with names and dates.</param>
/// <param name="detail">For the diagnosis, without any text that the certificate brings along.</param>
/// <param name="all">Each thing that is wrong with it.</param>
internal sealed class CertificateProblem(string sentence, string detail, IReadOnlyList<string>? all = null)
{
    private const string AlternativeNames = "2.5.29.17";

    public string Sentence { get; } = sentence;

    public string Detail { get; } = detail;

    public IReadOnlyList<string> All { get; } = all ?? [];

    /// <summary>
    /// Whom it is for: of the alternative names' text, what stands behind each label, since labels differ by platform
    /// and language.
    /// </summary>
    public static string[] Names(X509Certificate2 certificate) =>
        certificate.Extensions[AlternativeNames]?.Format(false) is { } names
            ? [.. names.Split([", "], StringSplitOptions.RemoveEmptyEntries).Select(name => name.Substring(name.IndexOfAny(['=', ':']) + 1))]
            : [certificate.GetNameInfo(X509NameType.DnsName, false)];

    /// <summary>Says all that is wrong with it.</summary>
    /// <param name="certificate">The server's.</param>
    /// <param name="wantedName">The name that it should be for and is not; null where it is.</param>
    /// <param name="flags">What the chain says.</param>
    public static CertificateProblem Of(X509Certificate2 certificate, string? wantedName, X509ChainStatusFlags flags)
    {
        List<string> problems = [];
        List<string> details = [];
        List<string> names = [];
        if (wantedName is not null)
        {
            problems.Add($"it is not for {wantedName} but for {string.Join(", ", Names(certificate))}");
            names.Add("RemoteCertificateNameMismatch");
        }

        if ((flags & X509ChainStatusFlags.NotTimeValid) != 0)
        {
            Add(OutOfTime(certificate));
        }

        if ((flags & (X509ChainStatusFlags.UntrustedRoot | X509ChainStatusFlags.PartialChain)) != 0)
        {
            problems.Add(IsSelfSigned(certificate) ? "it is self-signed and not trusted here" : $"its issuer is not trusted here ({certificate.Issuer})");
        }

        if ((flags & X509ChainStatusFlags.Revoked) != 0)
        {
            Add(("it has been revoked", "has been revoked"));
        }

        if ((flags & (X509ChainStatusFlags.RevocationStatusUnknown | X509ChainStatusFlags.OfflineRevocation)) != 0)
        {
            problems.Add("its revocation status could not be found out");
        }

        const X509ChainStatusFlags Named = X509ChainStatusFlags.NotTimeValid | X509ChainStatusFlags.UntrustedRoot
            | X509ChainStatusFlags.PartialChain | X509ChainStatusFlags.Revoked
            | X509ChainStatusFlags.RevocationStatusUnknown | X509ChainStatusFlags.OfflineRevocation;
        if ((flags & ~Named) != 0)
        {
            problems.Add("it does not pass the checks of its chain");
        }

        if (flags != 0)
        {
            names.Add($"{flags}");
        }

        // The names of .NET are what one finds help for; whoever reads the log has no more than the sentence.
        return new CertificateProblem(
            $"{string.Join("; ", problems)} ({string.Join(", ", names)}; subject {certificate.Subject}, SHA-256 {CertificateCheck.Sha256(certificate)})",
            string.Join("; ", details.Concat(names)),
            problems);

        void Add((string Problem, string Detail) pair)
        {
            problems.Add(pair.Problem);
            details.Add(pair.Detail);
        }
    }

    private static (string Problem, string Detail) OutOfTime(X509Certificate2 certificate)
    {
        var now = DateTime.Now;
        return now > certificate.NotAfter ? ($"it expired on {CertificateCheck.Date(certificate.NotAfter)}", "expired")
            : now < certificate.NotBefore ? ($"it is not yet valid, only from {CertificateCheck.Date(certificate.NotBefore)}", "not yet valid")
            : ("a certificate of its issuers is out of its validity period", "validity period");
    }

    private static bool IsSelfSigned(X509Certificate2 certificate) => certificate.Subject == certificate.Issuer;
}
