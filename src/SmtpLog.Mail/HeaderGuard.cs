using System;
using System.Linq;
using SmtpLog.Lines;

namespace SmtpLog.Mail;

/// <summary>Keeps what would forge a header or a command out of headers and addresses.</summary>
internal static class HeaderGuard
{
    private static readonly string[] s_own =
    [
        "From", "Sender", "To", "Cc", "Bcc", "Reply-To", "Subject", "Message-Id", "In-Reply-To", "References",
        "Resent-Bcc", "MIME-Version", "Content-Type", "Content-Transfer-Encoding", "Content-Disposition", "Content-Id",
    ];

    /// <exception cref="MailFailureException">InvalidAddress.</exception>
    public static string RefuseLineBreaks(string value, string parameter) => value.IndexOfAny(['\r', '\n', '\0']) < 0
        ? value
        : throw Invalid($"-{parameter} holds a line break, which could forge a header; take it out");

    /// <summary>A field name (RFC 5322, section 2.2) that no other parameter sets.</summary>
    /// <exception cref="MailFailureException">InvalidAddress.</exception>
    public static void CheckName(string name)
    {
        if (name.Length == 0 || name.Any(c => c is <= ' ' or >= '\u007F' or ':'))
        {
            throw Invalid($"-Header: '{name}' is not a header name");
        }

        if (s_own.Contains(name, StringComparer.OrdinalIgnoreCase))
        {
            throw Invalid($"-Header: '{name}' has a parameter of its own, or is set by the module");
        }
    }

    public static MailFailureException Invalid(string sentence) =>
        new(new SmtpFailure { Kind = SmtpErrorKind.InvalidAddress, Sentence = LineSanitizer.Clean(sentence) + "." });
}
