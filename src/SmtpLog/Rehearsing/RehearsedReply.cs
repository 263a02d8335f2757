using System;
using System.Collections.Generic;

namespace SmtpLog.Rehearsing;

/// <summary>What a test server does in place of its own reply: another reply, or none at all.</summary>
internal sealed class RehearsedReply
{
    private RehearsedReply(int code, IReadOnlyList<string> lines)
    {
        Code = code;
        Lines = lines;
    }

    /// <summary>The connection is closed without a word.</summary>
    public static RehearsedReply Close { get; } = new(0, []);

    /// <summary>Nothing is said any more, and the connection stays.</summary>
    public static RehearsedReply Silence { get; } = new(0, []);

    /// <summary>200 to 599; 0 where it is no reply.</summary>
    public int Code { get; }

    /// <summary>The lines of the reply, each without its code.</summary>
    public IReadOnlyList<string> Lines { get; }

    /// <summary>Takes <c>Close</c>, <c>Silence</c>, or a reply as it goes over the wire, its lines divided by line feeds (RFC 5321, section 4.2).</summary>
    /// <returns>Null where it is neither.</returns>
    public static RehearsedReply? Parse(string text)
    {
        if (text.Equals(nameof(Close), StringComparison.OrdinalIgnoreCase))
        {
            return Close;
        }

        if (text.Equals(nameof(Silence), StringComparison.OrdinalIgnoreCase))
        {
            return Silence;
        }

        int code = 0;
        List<string> lines = [];
        foreach (string line in text.Split('\n'))
        {
            string whole = line.TrimEnd('\r');
            int own = ReplyText.Split(whole, out _, out _, out _);
            if (own is < 200 or > 599 || (code > 0 && own != code) || HasControl(whole))
            {
                return null;
            }

            code = own;
            lines.Add(whole.Length > 4 ? whole.Substring(4) : string.Empty);
        }

        return new RehearsedReply(code, lines);
    }

    private static bool HasControl(string line)
    {
        foreach (char c in line)
        {
            if (char.IsControl(c))
            {
                return true;
            }
        }

        return false;
    }
}
