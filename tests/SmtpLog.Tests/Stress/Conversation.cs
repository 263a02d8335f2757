using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;

namespace SmtpLog.Tests.Stress;

/// <summary>
/// What both sides of one connection must agree on: the commands in their order, and the replies in theirs; how the two
/// alternate depends on which of the pipelined commands a side has seen. Message content is left out, since each side
/// logs as much of it as it was asked to.
/// </summary>
internal sealed partial class Conversation
{
    private readonly List<LoggedLine> _lines = [];
    private readonly List<string> _exchange = [];
    private bool _isContent;

    /// <summary>All lines of the session.</summary>
    public IReadOnlyList<LoggedLine> Lines => _lines;

    /// <summary>Commands and replies.</summary>
    public IReadOnlyList<string> Exchange => _exchange;

    public IEnumerable<string> Commands => _exchange.Where(IsCommand);

    public IEnumerable<string> Replies => _exchange.Where(line => !IsCommand(line));

    /// <summary>The client's end of the connection, which both sides know it by; null where it never was connected.</summary>
    public string? Client { get; private set; }

    /// <summary>The counters of the lines that are message content.</summary>
    public HashSet<long> Content { get; } = [];

    /// <summary>The sessions of a log, in the order of their beginnings.</summary>
    public static IReadOnlyList<Conversation> Divide(IEnumerable<LoggedLine> lines)
    {
        Dictionary<(int, long), Conversation> sessions = [];
        List<Conversation> inOrder = [];
        foreach (LoggedLine line in lines)
        {
            if (!sessions.TryGetValue((line.ProcessId, line.SessionId), out var session))
            {
                session = new Conversation();
                sessions.Add((line.ProcessId, line.SessionId), session);
                inOrder.Add(session);
            }

            session.Add(line);
        }

        return inOrder;
    }

    /// <summary>Those that were connected, by the client's end.</summary>
    public static IReadOnlyDictionary<string, Conversation> ByClient(IEnumerable<Conversation> sessions) =>
        sessions.Where(session => session.Client is not null).ToDictionary(session => session.Client!, StringComparer.Ordinal);

    private static bool IsCommand(string body) => body[0] == 'C';

    private void Add(LoggedLine line)
    {
        _lines.Add(line);
        if (line.Body.StartsWith("###", StringComparison.Ordinal))
        {
            Client ??= Connected().Match(line.Body) is { Success: true } match ? match.Groups[1].Value : null;
            return;
        }

        bool isClient = IsCommand(line.Body);
        if (_isContent && isClient && line.Body != "C > \".\"")
        {
            Content.Add(line.Counter);
            return;
        }

        _isContent = !isClient && line.Body.StartsWith("S < \"354 ", StringComparison.Ordinal);
        _exchange.Add(line.Body);
    }

    [GeneratedRegex(@"^### SMTP Connected to .* local=(\S+)")]
    private static partial Regex Connected();
}
