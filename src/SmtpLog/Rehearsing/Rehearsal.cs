using System;
using System.Collections.Generic;
using System.Linq;

namespace SmtpLog.Rehearsing;

/// <summary>
/// What a test server says at which moment: the first time the first reply to a command, then the next, and the last of
/// them from then on.
/// </summary>
internal sealed class Rehearsal
{
    /// <summary>The moment of the greeting.</summary>
    public const string Connect = "Connect";

    /// <summary>The moment behind the content of a message.</summary>
    public const string Content = "Content";

    private readonly Dictionary<string, List<RehearsedReply>> _replies = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The commands that may have replies, the greeting and the content.</summary>
    public static IReadOnlyList<string> Moments { get; } =
        [Connect, "EHLO", "HELO", "STARTTLS", "AUTH", "MAIL", "RCPT", "DATA", Content, "RSET", "NOOP", "VRFY", "QUIT"];

    public static bool IsMoment(string name) => Moments.Contains(name, StringComparer.OrdinalIgnoreCase);

    public void Add(string moment, RehearsedReply reply)
    {
        if (!_replies.TryGetValue(moment, out List<RehearsedReply>? replies))
        {
            _replies.Add(moment, replies = []);
        }

        replies.Add(reply);
    }

    /// <summary>The reply of the <paramref name="time"/>th time, counted from 0; null where there is none.</summary>
    public RehearsedReply? At(string moment, int time) =>
        _replies.TryGetValue(moment, out List<RehearsedReply>? replies) ? replies[Math.Min(time, replies.Count - 1)] : null;
}
