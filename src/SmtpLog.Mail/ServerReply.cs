using System.Collections.Generic;
using SmtpLog.Lines;

namespace SmtpLog.Mail;

/// <summary>A reply as MailKit gives it, taken apart.</summary>
internal sealed class ServerReply(int code, string? enhancedCode, string text)
{
    public int Code { get; } = code;

    public string? EnhancedCode { get; } = enhancedCode;

    /// <summary>Without codes, its lines joined by line feeds.</summary>
    public string Text { get; } = text;

    public static ServerReply From(int code, string words)
    {
        string? enhanced = null;
        List<string> lines = [];
        foreach (string line in words.Split('\n'))
        {
            lines.Add(LineSanitizer.Clean(ReplyText.Words(line.TrimEnd('\r'), (char)('0' + (code / 100)), out string? found)));
            enhanced ??= found;
        }

        return new ServerReply(code, enhanced, string.Join("\n", lines));
    }
}
