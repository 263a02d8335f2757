using System.Collections.Generic;
using System.Globalization;
using System.Text;

namespace SmtpLog.TestServer;

/// <summary>What the server answers: code, enhanced code (RFC 3463) and one or more lines.</summary>
internal sealed class Reply(int code, string? enhancedCode, params IReadOnlyList<string> lines)
{
    public static Reply Ok { get; } = new(250, "2.0.0", "Ok");

    public static Reply Stopping { get; } = new(421, "4.3.2", "The test server is stopping, closing the connection");

    public static Reply Idle { get; } = new(421, "4.4.2", "Nothing heard for too long, closing the connection");

    public static Reply LineTooLong { get; } = new(500, "5.5.6", "Line too long");

    public static Reply TooLarge { get; } = new(552, "5.3.4", "Message size exceeds the limit");

    public static Reply NeedsUtf8 { get; } = new(553, "5.6.7", "A non-ASCII address needs SMTPUTF8 in MAIL FROM");

    public int Code { get; } = code;

    public static Reply BadSequence(string text) => new(503, "5.5.1", text);

    public static Reply BadSyntax(string text) => new(501, "5.5.4", text);

    /// <summary>A line of a SASL exchange that the client has to answer.</summary>
    public static Reply Challenge(string base64) => new(334, null, base64);

    /// <summary>The rehearsed one in its place, where that refuses or says the same in other words.</summary>
    public Reply Or(Reply? rehearsed) => rehearsed is not null && (rehearsed.Code >= 400 || rehearsed.Code / 100 == Code / 100) ? rehearsed : this;

    public byte[] ToBytes()
    {
        var text = new StringBuilder();
        for (int i = 0; i < lines.Count; i++)
        {
            text.Append(Code.ToString(CultureInfo.InvariantCulture)).Append(i < lines.Count - 1 ? '-' : ' ');
            if (enhancedCode is not null)
            {
                text.Append(enhancedCode).Append(' ');
            }

            text.Append(lines[i]).Append("\r\n");
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }
}
