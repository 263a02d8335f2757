using System;
using System.Collections.Generic;
using System.Linq;

namespace SmtpLog.Rehearsing;

/// <summary>What the server of a recorded session said, to be said again.</summary>
internal sealed class SessionReplay
{
    private readonly Rehearsal _rehearsal = new();

    /// <summary>The commands that wait for their reply.</summary>
    private readonly Queue<SmtpLogEntry> _waiting = new();

    private readonly List<string> _lines = [];
    private bool _isGreeted;
    private bool _isContent;
    private bool _isRefused;

    private SessionReplay()
    {
    }

    /// <summary>How the session was encrypted.</summary>
    public static SmtpTls Tls(SmtpLogSession session) =>
        session.Entries.Any(entry => entry is { Origin: SmtpLogOrigin.Client, Command: "STARTTLS" }) ? SmtpTls.StartTls
        : session.Secure == true ? SmtpTls.Implicit
        : SmtpTls.None;

    public static Rehearsal Of(SmtpLogSession session)
    {
        var replay = new SessionReplay();
        foreach (SmtpLogEntry entry in session.Entries)
        {
            if (IsCommand(entry))
            {
                replay._waiting.Enqueue(entry);
            }
            else if (entry is { Origin: SmtpLogOrigin.Server, Code: not null })
            {
                replay.TakeReply(entry);
            }
        }

        replay.TakeVerdict(session);
        replay.TakeEnd(session.ErrorKind);
        return replay._rehearsal;
    }

    /// <summary>Neither a response of a login nor the dot behind the content, which not every log shows: AUTH and DATA wait for their replies.</summary>
    private static bool IsCommand(SmtpLogEntry entry) =>
        entry is { Origin: SmtpLogOrigin.Client, Command: { } verb } && entry.Text.StartsWith(verb, StringComparison.OrdinalIgnoreCase);

    private void TakeReply(SmtpLogEntry reply)
    {
        // The challenges of a login are the server's own: it leads the exchange, and takes its end alone from the record.
        if (reply.Code == 334)
        {
            return;
        }

        _lines.Add(reply.Text);
        if (reply.IsContinued)
        {
            return;
        }

        bool isAnswer = _waiting.Count > 0 && _waiting.Peek().Command == reply.Command;
        string? moment = isAnswer ? MomentOf(_waiting.Peek(), reply.Code >= 400)
            : !_isGreeted && reply.Command is null ? Rehearsal.Connect
            : null;
        Add(moment, string.Join("\n", _lines));
        _lines.Clear();
        _isGreeted = true;
        _isContent = moment == "DATA" && reply.Code == 354;
        if (isAnswer && !_isContent)
        {
            _waiting.Dequeue();
        }
    }

    /// <summary>What made the session fail, where the log has no command that it answers: a server's log of deliveries, for example.</summary>
    private void TakeVerdict(SmtpLogSession session)
    {
        if (session is not { Outcome: SmtpSessionOutcome.Failed, Code: >= 400, Reply: not null })
        {
            return;
        }

        string? moment = session.FailedStage switch
        {
            SmtpStage.Connect => Rehearsal.Connect,
            SmtpStage.Tls => "STARTTLS",
            SmtpStage.Hello => "EHLO",
            SmtpStage.Auth => "AUTH",
            SmtpStage.Mail => "MAIL",
            SmtpStage.Recipient => "RCPT",
            SmtpStage.Data => Rehearsal.Content,
            _ => null,
        };
        string head = session.EnhancedCode is { } enhanced ? $"{session.Code} {enhanced}" : $"{session.Code}";
        string text = string.Join("\n", session.Reply.Split('\n').Select(line => $"{head} {line}"));
        if (!_isRefused)
        {
            Add(moment, text);
        }

        if (moment == "EHLO" && _rehearsal.At("HELO", 0) is null)
        {
            // A client that tries the old greeting after the new one was refused finds no better answer.
            Add("HELO", text);
        }
    }

    private void Add(string? moment, string text)
    {
        if (moment is not null && RehearsedReply.Parse(text) is { } reply)
        {
            _rehearsal.Add(moment, reply);
            _isRefused |= reply.Code >= 400;
        }
    }

    /// <summary>Where the connection was lost, or nothing came any more, so it is again.</summary>
    private void TakeEnd(SmtpErrorKind? kind)
    {
        RehearsedReply? end = kind switch
        {
            SmtpErrorKind.ConnectionLost => RehearsedReply.Close,
            SmtpErrorKind.ConnectionTimeout or SmtpErrorKind.SendTimeout => RehearsedReply.Silence,
            _ => null,
        };
        string? moment = !_isGreeted ? Rehearsal.Connect : _waiting.Count > 0 ? MomentOf(_waiting.Peek(), isRefused: true) : null;
        if (end is not null && moment is not null)
        {
            _rehearsal.Add(moment, end);
        }
    }

    /// <summary>Null where the reply is left to the server.</summary>
    private string? MomentOf(SmtpLogEntry command, bool isRefused) => command.Command switch
    {
        "DATA" when _isContent => Rehearsal.Content,
        "BDAT" => isRefused || command.Text.TrimEnd().EndsWith(" LAST", StringComparison.OrdinalIgnoreCase) ? Rehearsal.Content : null,
        { } verb when Rehearsal.IsMoment(verb) => verb,
        _ => null,
    };
}
