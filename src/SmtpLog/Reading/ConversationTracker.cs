using System;
using System.Collections.Generic;

namespace SmtpLog.Reading;

/// <summary>
/// Keeps the conversations of a log apart, by process and session. Its memory is bounded: the session that was silent
/// longest is forgotten first.
/// </summary>
internal sealed class ConversationTracker
{
    private const int MostSessions = 4096;
    private const int MostPending = 65536;

    private readonly SessionTable<Conversation> _known = new();
    private readonly Stack<Conversation> _free = new();
    private int _pending;

    public void Follow(ref LogRecord record)
    {
        Conversation conversation = _known.Find(record.SessionProcessId, record.Session) ?? Begin(record.SessionProcessId, record.Session);
        record.Conversation = conversation;
        if (record.IsSelfContained)
        {
            SelfContained.Judge(ref record);
        }
        else
        {
            _pending -= conversation.PendingCount;
            conversation.Follow(ref record);
            _pending += conversation.PendingCount;
        }

        if (conversation.IsOver || record.EndsSession)
        {
            Forget(conversation);
        }
        else if (_pending > MostPending)
        {
            Trim(conversation);
        }
    }

    private Conversation Begin(int? processId, ReadOnlySpan<byte> session)
    {
        if (_known.Count >= MostSessions)
        {
            Forget(_known.Oldest!);
        }

        Conversation conversation = _free.Count > 0 ? _free.Pop() : new();
        conversation.Reset();
        _known.Add(conversation, processId, session);
        return conversation;
    }

    private void Forget(Conversation conversation)
    {
        _pending -= conversation.PendingCount;
        _known.Remove(conversation);
        _free.Push(conversation);
    }

    private void Trim(Conversation current)
    {
        while (_pending > MostPending && _known.Oldest != current)
        {
            Forget(_known.Oldest!);
        }

        if (_pending > MostPending)
        {
            _pending -= current.PendingCount;
            current.LosePairing();
        }
    }
}
