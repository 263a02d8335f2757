using System;

namespace SmtpLog.Reading.Sessions;

/// <summary>What is known of a session's login.</summary>
internal sealed class LoginFacts(Repeated repeated)
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
        ReadOnlySpan<byte> command = "auth "u8;
        if (!Utf8.StartsWithIgnoreCase(line, command))
        {
            return;
        }

        ReadOnlySpan<byte> name = line.Slice(command.Length);
        name = name.Slice(Blank.CountLeading(name));
        int blank = name.IndexOf((byte)' ');
        name = blank < 0 ? name : name.Slice(0, blank);
        if (!name.IsEmpty)
        {
            Mechanism = repeated.Capitals(name);
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
        Mechanism = facts.TryGet("mechanism"u8, out ReadOnlySpan<byte> mechanism) ? repeated.Text(mechanism) : Mechanism;
        User = facts.TryGet("user"u8, out ReadOnlySpan<byte> user) ? repeated.Text(user) : User;
    }

    /// <summary>What a record says that speaks of a whole mail.</summary>
    public void TakeMail(MailFacts facts)
    {
        Mechanism = facts.Mechanism ?? Mechanism;
        User = facts.UserName ?? User;
        Succeeded |= facts.IsAuthenticated;
    }

    public void TakeError(ErrorLine error) => User ??= error.User;
}
