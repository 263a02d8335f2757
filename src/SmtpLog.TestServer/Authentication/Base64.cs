using System;
using SmtpLog.TestServer.Commands;

namespace SmtpLog.TestServer.Authentication;

/// <summary>Base64 as SASL in SMTP has it: no blanks.</summary>
internal static class Base64
{
    public static bool TryDecode(string text, out byte[] bytes)
    {
        bytes = [];
        if (text.Length > 0 && !Ascii.AreVisible(text))
        {
            return false;
        }

        try
        {
            bytes = Convert.FromBase64String(text);
            return true;
        }
        catch (FormatException)
        {
            return false;
        }
    }
}
