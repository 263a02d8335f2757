using System.Text.RegularExpressions;

namespace SmtpLog;

/// <summary>The server's name for a message it took, in the wordings of the usual servers.</summary>
internal static class QueueId
{
    private static readonly Regex[] s_wordings =
    [
        Wording(@"\bqueued as <?([A-Za-z0-9._:-]+[A-Za-z0-9])"), // Postfix, hMailServer, nodemailer
        Wording(@"\bInternalId=([0-9]+)"), // Exchange
        Wording(@"\bid=([A-Za-z0-9-]+)"), // Exim
        Wording(@"^([A-Za-z0-9]{8,}) Message accepted for delivery"), // Sendmail, OpenSMTPD
        Wording(@"^OK\s+([0-9]+ [a-z0-9.-]+) - gsmtp"), // Gmail
        Wording(@"^Ok ([0-9a-f]{16}-[0-9a-f-]+)$"), // Amazon SES
        Wording(@"\bqueued (?:mail )?(?:for delivery )?\(?(?:id )?([0-9A-Fa-f]{8,})\)?"),
    ];

    /// <summary>Finds it in the words of the reply to a message, without codes; null where there is none.</summary>
    public static string? In(string? reply)
    {
        if (reply is null)
        {
            return null;
        }

        foreach (var wording in s_wordings)
        {
            var match = wording.Match(reply);
            if (match.Success)
            {
                return match.Groups[1].Value;
            }
        }

        return null;
    }

    private static Regex Wording(string pattern) =>
        new(pattern, RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.Multiline);
}
