using System;

namespace SmtpLog.Reading;

/// <summary>What RFC 5321, 2920, 3030 and 4954 say about single commands and replies.</summary>
internal static class CommandRules
{
    private const int ShortestMask = 8;

    /// <summary>
    /// The stage after a command. One without a stage of its own leaves it as it is, but for RSET, and for any of them
    /// after a message: there the session stands before the next MAIL.
    /// </summary>
    public static SmtpStage? StageOf(SmtpVerb verb, SmtpStage? current) => verb switch
    {
        SmtpVerb.Hello => SmtpStage.Hello,
        SmtpVerb.StartTls => SmtpStage.Tls,
        SmtpVerb.Auth => SmtpStage.Auth,
        SmtpVerb.Mail => SmtpStage.Mail,
        SmtpVerb.Rcpt => SmtpStage.Recipient,
        SmtpVerb.Data or SmtpVerb.Content or SmtpVerb.Bdat => SmtpStage.Data,
        SmtpVerb.Quit => SmtpStage.Quit,
        SmtpVerb.Rset => current is SmtpStage.Recipient or SmtpStage.Data ? SmtpStage.Mail : current,
        _ => current is SmtpStage.Data ? SmtpStage.Mail : current,
    };

    /// <summary>The command that alone is answered so; <see cref="SmtpVerb.None"/> for other codes.</summary>
    public static SmtpVerb OnlyAskedBy(int code) => code switch
    {
        354 => SmtpVerb.Data,
        334 => SmtpVerb.Auth,
        221 => SmtpVerb.Quit,
        _ => SmtpVerb.None,
    };

    /// <summary>True for the commands that a session is about: whether they are answered, and how, decides how it ends.</summary>
    public static bool IsDecisive(SmtpVerb verb) =>
        verb is not (SmtpVerb.None or SmtpVerb.Unlisted or SmtpVerb.Other or SmtpVerb.Rset or SmtpVerb.Quit);

    /// <summary>True for the commands that RFC 5321, 3030 and 4954 give other codes: a 220 after them is a greeting.</summary>
    public static bool IsNeverAnsweredBy220(SmtpVerb verb) =>
        verb is not (SmtpVerb.StartTls or SmtpVerb.Other or SmtpVerb.Unlisted or SmtpVerb.None);

    /// <summary>A command that must have been given though the log does not show it.</summary>
    public static PendingCommand Unseen(SmtpVerb verb) => verb == SmtpVerb.Auth
        ? new(verb, "AUTH", SmtpStage.Auth, 0)
        : new(verb, "DATA", SmtpStage.Data, 0);

    /// <summary>True where nothing sent before such a command can still be unanswered.</summary>
    public static bool OpensGroup(SmtpVerb verb) =>
        verb is not (SmtpVerb.Rcpt or SmtpVerb.Data or SmtpVerb.Bdat or SmtpVerb.Quit or SmtpVerb.Unlisted or SmtpVerb.None);

    /// <summary>True where the client must have the reply before it can go on.</summary>
    public static bool ClosesGroup(SmtpVerb verb) => verb is SmtpVerb.Hello or SmtpVerb.StartTls or SmtpVerb.Data;

    /// <summary>Nothing but asterisks: what stands in a log for a secret. A single one is the end of an AUTH exchange.</summary>
    public static bool IsMasked(ReadOnlySpan<byte> text)
    {
        if (text.Length < ShortestMask || text[0] != '*')
        {
            return false;
        }

        foreach (byte value in text)
        {
            if (value != '*')
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The bytes that <c>BDAT n</c> announces; 0 where it does not say.</summary>
    public static long ChunkSize(ReadOnlySpan<byte> text)
    {
        const int MostDigits = 18;
        int at = 4;
        while (at < text.Length && Blank.Is(text[at]))
        {
            at++;
        }

        long size = 0;
        for (int first = at; at < text.Length && text[at] is >= (byte)'0' and <= (byte)'9' && at - first < MostDigits; at++)
        {
            size = (size * 10) + (text[at] - '0');
        }

        return size;
    }

    /// <summary>In a log that begins with it, such a 220 is as likely the reply to STARTTLS as a greeting.</summary>
    public static bool SpeaksOfTls(ReadOnlySpan<byte> text)
    {
        for (int at = 0; at + 3 <= text.Length; at++)
        {
            if (Utf8.StartsWithIgnoreCase(text.Slice(at), "tls"u8))
            {
                return true;
            }
        }

        return false;
    }
}
