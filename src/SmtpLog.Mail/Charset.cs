using System.Text;

namespace SmtpLog.Mail;

/// <summary>The encoding of a text: the wanted one, unless that would lose characters.</summary>
internal static class Charset
{
    public static Encoding Utf8 { get; } = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);

    public static Encoding For(string text, Encoding wanted) =>
        wanted.GetString(wanted.GetBytes(text)) == text ? wanted : Utf8;
}
