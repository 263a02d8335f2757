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

    private readonly Dictionary<ulong, LinkedListNode<Conversation>> _byHash = [];
    private readonly LinkedList<Conversation> _byUse = new();
    private readonly Stack<LinkedListNode<Conversation>> _free = new();
    private LinkedListNode<Conversation>? _last;
    private int _pending;

    public void Follow(ref LogRecord record)
    {
        int? processId = record.SessionProcessId;
        if (_last is null || !_last.Value.Identity.Is(processId, record.Session))
        {
            _last = Find(processId, record.Session);
        }

        Conversation conversation = _last.Value;
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
            Forget(_last);
            _last = null;
        }
        else if (_pending > MostPending)
        {
            Trim(conversation);
        }
    }

    private LinkedListNode<Conversation> Find(int? processId, ReadOnlySpan<byte> session)
    {
        ulong hash = SessionIdentity.Hash(processId, session);
        while (_byHash.TryGetValue(hash, out LinkedListNode<Conversation>? known))
        {
            if (known.Value.Identity.Is(processId, session))
            {
                _byUse.Remove(known);
                _byUse.AddLast(known);
                return known;
            }

            hash++;
        }

        if (_byUse.Count >= MostSessions)
        {
            Forget(_byUse.First!);
            return Find(processId, session);
        }

        LinkedListNode<Conversation> node = _free.Count > 0 ? _free.Pop() : new(new Conversation());
        node.Value.Reset();
        node.Value.Identity.Set(processId, session);
        node.Value.Slot = hash;
        _byHash.Add(hash, node);
        _byUse.AddLast(node);
        return node;
    }

    private void Forget(LinkedListNode<Conversation> node)
    {
        _pending -= node.Value.PendingCount;
        _byHash.Remove(node.Value.Slot);
        _byUse.Remove(node);
        _free.Push(node);
    }

    private void Trim(Conversation current)
    {
        while (_pending > MostPending && _byUse.First!.Value != current)
        {
            Forget(_byUse.First);
        }

        if (_pending > MostPending)
        {
            _pending -= current.PendingCount;
            current.LosePairing();
        }
    }
}
