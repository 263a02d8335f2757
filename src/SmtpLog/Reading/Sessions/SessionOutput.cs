using System;
using System.Collections.Generic;
using System.Linq;

namespace SmtpLog.Reading.Sessions;

/// <summary>
/// Makes sessions of records, apart by process and session id; each comes out when it closes, or when others of the
/// same marks begin, the rest at the end of the input. Pieces that could not be understood belong to no session: they
/// make one without marks, so that nothing is lost. Its memory is that of the sessions that are open, and of those the
/// one that was silent longest comes out as it is when there are too many.
/// </summary>
internal sealed class SessionOutput(string? path, LogReaderOptions options, Action<SmtpLogSession> emit) : IRecordOutput
{
    // As many as the conversations that are followed.
    private const int MostOpen = 4096;
    private const int MostPieces = 1024 * 1024;
    private const int MostFree = 64;

    private readonly EntryFilter _filter = new(options);
    private readonly Dictionary<(int? ProcessId, string? SessionId), LinkedListNode<SessionBuilder>> _open = [];
    private readonly LinkedList<SessionBuilder> _byUse = new();
    private readonly Repeated _repeated = new();
    private readonly Stack<SessionRecords> _free = new();
    private LinkedListNode<SessionBuilder>? _last;

    public void Take(ref LogRecord record)
    {
        if (record.Conversation is null && !record.IsRecovered)
        {
            // A heading, or another program's line: understood, and no part of any session.
            return;
        }

        LinkedListNode<SessionBuilder> node = _last is not null && _last.Value.Is(ref record) ? _last : Find(ref record);
        if (record.StartsSession && node.Value.HasBegun)
        {
            Release(node);
            node = Open(ref record);
        }

        SessionBuilder session = node.Value;
        session.Take(ref record);
        session.IsMatched = session.IsMatched || _filter.Accepts(ref record);
        _last = node;
        if (session.IsClosed || (!session.HasBegun && session.Records.Length > MostPieces))
        {
            Release(node);
        }
    }

    public void Complete()
    {
        foreach (SessionBuilder session in _byUse.OrderBy(session => session.LineNumber).ToList())
        {
            Release(_open[session.Key]);
        }
    }

    private LinkedListNode<SessionBuilder> Find(ref LogRecord record)
    {
        if (!_open.TryGetValue((record.SessionProcessId, record.Conversation?.Identity.Name), out LinkedListNode<SessionBuilder>? node))
        {
            return Open(ref record);
        }

        _byUse.Remove(node);
        _byUse.AddLast(node);
        return node;
    }

    private LinkedListNode<SessionBuilder> Open(ref LogRecord record)
    {
        if (_byUse.Count >= MostOpen)
        {
            Release(_byUse.First!);
        }

        var session = new SessionBuilder(_free.Count > 0 ? _free.Pop() : new SessionRecords(), _repeated, path);
        session.Identify(ref record);
        LinkedListNode<SessionBuilder> node = _byUse.AddLast(session);
        _open.Add(session.Key, node);
        return node;
    }

    private void Release(LinkedListNode<SessionBuilder> node)
    {
        SessionBuilder session = node.Value;
        _byUse.Remove(node);
        _open.Remove(session.Key);
        _last = null;
        if (session.IsMatched)
        {
            emit(session.Build());
        }

        if (session.Records.IsReusable && _free.Count < MostFree)
        {
            session.Records.Clear();
            _free.Push(session.Records);
        }
    }
}
