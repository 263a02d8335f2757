using System.Collections.Generic;
using MimeKit;
using SmtpLog.Contracts;

namespace SmtpLog.Mail;

/// <summary>The addresses of a probe.</summary>
internal sealed class CheckAddresses
{
    /// <exception cref="MailFailureException">InvalidAddress.</exception>
    public CheckAddresses(SmtpCheckOptions check, SmtpTransporterOptions options)
    {
        To = AddressParser.ParseAll(check.To, "To", Charset.Utf8);
        From = AddressParser.ParseOne(check.From, "From", Charset.Utf8);
        string user = options.Credential?.UserName ?? string.Empty;
        if (From is null && MailboxAddress.TryParse(user, out var login) && login.Address.IndexOf('@') > 0)
        {
            From = login;
        }
    }

    /// <summary>Null: the null sender (RFC 5321, section 4.5.5).</summary>
    public MailboxAddress? From { get; }

    public IReadOnlyList<MailboxAddress> To { get; }
}
