using System;

namespace SmtpLog.Reading.Dialects.Servers;

/// <summary>A reply, and the command that it answers, in Postfix's words.</summary>
internal static class PostfixReply
{
    private const int LongestCodes = 24;

    /// <summary>Code and enhanced code at the start of the text; false where there is no reply.</summary>
    public static bool TryRead(ReadOnlySpan<byte> text, ref LogRecord record)
    {
        if (!ReplyText.TryReadCode(text, out int code, out _) || code >= 600)
        {
            return false;
        }

        record.Origin = SmtpLogOrigin.Server;
        record.Code = code;
        record.EnhancedCode = ReplyText.EnhancedCode(Utf8.Decode(text.Slice(0, Math.Min(text.Length, LongestCodes))));
        return true;
    }

    /// <summary><c>RCPT TO</c>, <c>end of DATA</c>, <c>END-OF-MESSAGE</c>; a connection refused at once has no command.</summary>
    public static void SetCommand(ReadOnlySpan<byte> words, ref LogRecord record)
    {
        if (Utf8.StartsWithIgnoreCase(words, "end"u8))
        {
            words = "DATA"u8;
        }

        SmtpVerb verb = SmtpVerbs.Find(words, out string? name);
        bool isConnection = words.StartsWith("CONNECT"u8);
        record.Command = isConnection ? null : name;
        record.Stage = isConnection ? SmtpStage.Connect : CommandRules.StageOf(verb, null);
    }
}
