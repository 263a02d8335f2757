using System.Collections.Generic;
using System.Linq;
using System.Text;
using MimeKit;

namespace SmtpLog.Mail;

/// <summary>Reads addresses as people write them: <c>a@b</c>, <c>Name &lt;a@b&gt;</c>, several in one text.</summary>
internal static class AddressParser
{
    /// <exception cref="MailFailureException">InvalidAddress.</exception>
    public static List<MailboxAddress> ParseAll(IEnumerable<string> texts, string parameter, Encoding encoding)
    {
        List<MailboxAddress> addresses = [];
        foreach (string text in texts.Where(text => !string.IsNullOrWhiteSpace(text)))
        {
            HeaderGuard.RefuseLineBreaks(text, parameter);
            foreach (string part in SplitAtSemicolons(text))
            {
                addresses.AddRange(Parse(part, parameter, encoding));
            }
        }

        return addresses;
    }

    /// <exception cref="MailFailureException">InvalidAddress, also for more than one.</exception>
    public static MailboxAddress? ParseOne(string? text, string parameter, Encoding encoding)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        var addresses = ParseAll([text!], parameter, encoding);
        return addresses.Count == 1
            ? addresses[0]
            : throw HeaderGuard.Invalid($"-{parameter} takes one address, '{text}' has {addresses.Count}");
    }

    /// <summary>Has something on both sides of its @.</summary>
    public static bool IsComplete(MailboxAddress mailbox)
    {
        int at = mailbox.Address.LastIndexOf('@');
        return at > 0 && at < mailbox.Address.Length - 1;
    }

    private static IEnumerable<MailboxAddress> Parse(string text, string parameter, Encoding encoding)
    {
        if (!InternetAddressList.TryParse(text, out var list) || list.Count == 0)
        {
            throw NotAnAddress(text, parameter);
        }

        foreach (var mailbox in list.Mailboxes)
        {
            if (!IsComplete(mailbox))
            {
                throw NotAnAddress(text, parameter);
            }

            mailbox.Encoding = Charset.For(mailbox.Name ?? string.Empty, encoding);
            yield return mailbox;
        }
    }

    private static MailFailureException NotAnAddress(string text, string parameter) =>
        HeaderGuard.Invalid($"-{parameter}: '{text}' is not an address; write name@example.com or Name <name@example.com>");

    private static IEnumerable<string> SplitAtSemicolons(string text)
    {
        List<string> parts = [];
        int start = 0;
        bool isQuoted = false;
        bool isLiteral = false;
        bool isGroup = false;
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            if (isQuoted)
            {
                i += c == '\\' ? 1 : 0;
                isQuoted = c != '"';
                continue;
            }

            isQuoted = c == '"';
            isLiteral = c == '[' || (isLiteral && c != ']');

            // A group (RFC 5322, section 3.4) has its own semicolon.
            isGroup |= c == ':' && !isLiteral;
            if (c == ';' && !isGroup)
            {
                parts.Add(text.Substring(start, i - start));
                start = i + 1;
            }

            isGroup &= c != ';';
        }

        parts.Add(text.Substring(start));
        return parts.Where(part => !string.IsNullOrWhiteSpace(part));
    }
}
