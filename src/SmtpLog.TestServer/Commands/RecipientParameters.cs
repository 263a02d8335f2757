using System.Collections.Generic;

namespace SmtpLog.TestServer.Commands;

/// <summary>Which parameters RCPT TO may have, and with which values (RFC 3461).</summary>
internal static class RecipientParameters
{
    private const int MaximumOriginalRecipientLength = 500;

    /// <returns>The refusal; null where all is well.</returns>
    public static Reply? Check(IReadOnlyDictionary<string, string?> parameters, bool utf8)
    {
        foreach (KeyValuePair<string, string?> parameter in parameters)
        {
            bool? isValid = parameter.Key switch
            {
                "NOTIFY" => parameter.Value is not null && IsNotify(parameter.Value.ToUpperInvariant()),
                "ORCPT" => parameter.Value is not null && IsOriginalRecipient(parameter.Value, utf8),
                _ => null,
            };
            if (isValid != true)
            {
                return isValid is null
                    ? new Reply(555, "5.5.4", "RCPT TO has a parameter that is not known here")
                    : Reply.BadSyntax($"Bad value of {parameter.Key}");
            }
        }

        return null;
    }

    private static bool IsNotify(string value)
    {
        if (value == "NEVER")
        {
            return true;
        }

        string[] words = value.Split(',');
        foreach (string word in words)
        {
            if (word is not ("SUCCESS" or "FAILURE" or "DELAY"))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsOriginalRecipient(string value, bool utf8)
    {
        int separator = value.IndexOf(';');
        return separator > 0
            && value.Length <= MaximumOriginalRecipientLength
            && Ascii.AreVisible(value.Substring(0, separator))
            && Ascii.IsXtext(value.Substring(separator + 1), utf8);
    }
}
