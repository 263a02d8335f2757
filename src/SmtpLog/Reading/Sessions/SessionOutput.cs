using System;
using System.Collections.Generic;
using System.Linq;

namespace SmtpLog.Reading.Sessions;

/// <summary>
/// Makes sessions of records, apart by process and session id; each comes out when it closes, or when another
/// begins in its place, the rest at the end of the input. Pieces that could not be understood belong to no session: they
/// make one without marks, so that nothing is lost. Its memory is that of the sessions that are open, and of those the
/// one that was silent longest comes out as it is when there are too many.
/// </summary>
internal sealed class SessionOutput(LogReaderOptions options, Action<SmtpLogSession> emit) : IRecordOutput
{
    // As many as the conversations that are followed.
    private const int MostOpen = 4096;
    private const int MostPieces = 1024 * 1024;
    private const int MostFree = 64;

    private readonly EntryFilter _filter = new(options);
    private readonly SessionTable<SessionBuilder> _open = new();
    private readonly Repeated _repeated = new();
    private readonly Stack<SessionRecords> _free = new();

    public bool WantsOnlyMatches => false;

    public void Take(ref LogRecord record)
    {
        if (record.Conversation is null && !record.IsRecovered)
        {
            // A heading, or another program's line: understood, and no part of any session.
            return;
        }

        if (!record.EndedSession.IsEmpty && _open.Find(record.SessionProcessId, record.EndedSession) is { } ended)
        {
            Release(ended);
        }

        SessionBuilder session = _open.Find(record.SessionProcessId, record.Session) ?? Open(ref record);
        if (record.StartsSession && session.HasBegun)
        {
            Release(session);
            session = Open(ref record);
        }

        session.Take(ref record);
        session.IsMatched = session.IsMatched || _filter.Accepts(ref record);
        if (session.IsClosed || (!session.HasBegun && session.Records.Length > MostPieces))
        {
            Release(session);
        }
    }

    public void Complete()
    {
        var left = new List<SessionBuilder>();
        for (SessionBuilder? session = _open.Oldest; session is not null; session = session.Newer)
        {
            left.Add(session);
        }

        foreach (SessionBuilder session in left.OrderBy(session => session.LineNumber))
        {
            Release(session);
        }
    }

    private SessionBuilder Open(ref LogRecord record)
    {
        if (_open.Count >= MostOpen)
        {
            Release(_open.Oldest!);
        }

        var session = new SessionBuilder(_free.Count > 0 ? _free.Pop() : new SessionRecords(), _repeated);
        session.Identify(ref record);
        _open.Add(session, record.SessionProcessId, record.Session);
        return session;
    }

    private void Release(SessionBuilder session)
    {
        _open.Remove(session);
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
