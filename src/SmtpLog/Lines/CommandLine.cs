using System;
using System.Buffers.Text;

namespace SmtpLog.Lines;

/// <summary>What the recorder needs to know of a command.</summary>
internal static class CommandLine
{
    /// <summary>True where the line's verb is <paramref name="verb"/> (upper case), whatever the line's case.</summary>
    public static bool Is(ReadOnlySpan<byte> line, ReadOnlySpan<byte> verb)
    {
        if (line.Length < verb.Length || (line.Length > verb.Length && line[verb.Length] != ' '))
        {
            return false;
        }

        for (int i = 0; i < verb.Length; i++)
        {
            if ((line[i] & ~0x20) != verb[i])
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The stage that the command begins; null where it begins none.</summary>
    public static SmtpStage? StageOf(ReadOnlySpan<byte> line)
    {
        if (Is(line, "EHLO"u8) || Is(line, "HELO"u8))
        {
            return SmtpStage.Hello;
        }

        if (Is(line, "STARTTLS"u8))
        {
            return SmtpStage.Tls;
        }

        if (Is(line, "AUTH"u8))
        {
            return SmtpStage.Auth;
        }

        if (Is(line, "MAIL"u8))
        {
            return SmtpStage.Mail;
        }

        if (Is(line, "RCPT"u8))
        {
            return SmtpStage.Recipient;
        }

        if (Is(line, "DATA"u8) || Is(line, "BDAT"u8))
        {
            return SmtpStage.Data;
        }

        return Is(line, "QUIT"u8) ? SmtpStage.Quit : null;
    }

    /// <summary>True for the commands of RFC 5321 and its extensions.</summary>
    public static bool IsCommand(ReadOnlySpan<byte> line) =>
        StageOf(line) is not null || Is(line, "RSET"u8) || Is(line, "NOOP"u8) || Is(line, "VRFY"u8) || Is(line, "EXPN"u8) || Is(line, "HELP"u8)
        || Is(line, "LHLO"u8) || Is(line, "ETRN"u8) || Is(line, "TURN"u8) || Is(line, "ATRN"u8) || Is(line, "BURL"u8) || Is(line, "SEND"u8)
        || Is(line, "SOML"u8) || Is(line, "SAML"u8) || Is(line, "XCLIENT"u8) || Is(line, "XFORWARD"u8);

    /// <summary><c>BDAT size [LAST]</c> (RFC 3030).</summary>
    public static bool TryChunk(ReadOnlySpan<byte> line, out long size, out bool isLast)
    {
        size = 0;
        isLast = false;
        if (!Is(line, "BDAT"u8) || line.Length < 6 || !Utf8Parser.TryParse(line.Slice(5), out size, out int used) || size < 0)
        {
            return false;
        }

        var rest = line.Slice(5 + used);
        isLast = rest.Length >= 5 && Is(rest.Slice(1), "LAST"u8);
        return true;
    }
}
