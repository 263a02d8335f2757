using System;

namespace SmtpLog.Reading.Sessions;

/// <summary>What is known of a session's login.</summary>
internal sealed class LoginFacts
{
    /// <summary>The one code that accepts a login (RFC 4954, section 6).</summary>
    public const int Accepted = 235;

    /// <summary>The mechanism of the last attempt.</summary>
    public string? Mechanism { get; private set; }

    public bool Succeeded { get; private set; }

    public string? User { get; private set; }

    /// <summary>What the server asked last in the last attempt: XOAUTH2 says there why it refuses.</summary>
    public string? Challenge { get; private set; }

    /// <summary>A line of the exchange; only its first begins with the command.</summary>
    public void TakeClient(ReadOnlySpan<byte> line)
    {
        if (!Utf8.StartsWithIgnoreCase(line, "auth "u8))
        {
            return;
        }

        string[] words = Utf8.Decode(line).Split([' '], 3, StringSplitOptions.RemoveEmptyEntries);
        if (words.Length > 1)
        {
            Mechanism = words[1].ToUpperInvariant();
            Challenge = null;
        }
    }

    public void TakeServer(SessionReply reply)
    {
        if (reply.Code == 334)
        {
            Challenge = reply.Text;
        }

        Succeeded |= reply.Code == Accepted;
    }

    public void TakeEvent(EventFacts facts)
    {
        Succeeded = true;
        Mechanism = facts["mechanism"] ?? Mechanism;
        User = facts["user"] ?? User;
    }

    public void TakeError(ErrorLine error) => User ??= error.User;
}
