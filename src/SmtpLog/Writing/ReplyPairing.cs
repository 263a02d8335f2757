using System.Collections.Generic;

namespace SmtpLog.Writing;

/// <summary>
/// Tells which command a reply answers: the oldest one without a reply, the greeting's before all (RFC 2920). A reply
/// that comes before any command of its own answers the next one.
/// </summary>
internal sealed class ReplyPairing
{
    private const int MostEarly = 1000;

    private readonly Queue<Kind> _unanswered = new();
    private readonly Queue<int> _early = new();
    private bool _isUpgrading;

    public ReplyPairing() => _unanswered.Enqueue(Kind.Other);

    public enum Kind
    {
        Other,
        Data,
        StartTls,
    }

    /// <summary>True where the command is a DATA that the server has told to go ahead already.</summary>
    public bool Ask(Kind kind)
    {
        _isUpgrading = false;
        if (_early.Count == 0)
        {
            _unanswered.Enqueue(kind);
            return false;
        }

        return IsGoAhead(kind, _early.Dequeue());
    }

    /// <summary>True where the reply lets the content of a message begin.</summary>
    public bool Answer(int code)
    {
        if (_unanswered.Count > 0)
        {
            return IsGoAhead(_unanswered.Dequeue(), code);
        }

        // What was sent in clear behind the reply to STARTTLS is thrown away (RFC 3207, section 6).
        if (!_isUpgrading && _early.Count < MostEarly)
        {
            _early.Enqueue(code);
        }

        return false;
    }

    private bool IsGoAhead(Kind kind, int code)
    {
        if (kind == Kind.StartTls && code == 220)
        {
            _isUpgrading = true;
            _unanswered.Clear();
            _early.Clear();
        }

        return kind == Kind.Data && code == 354;
    }
}
