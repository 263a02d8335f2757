using System;
using System.Collections.Generic;

namespace SmtpLog.Reading.Sessions;

/// <summary>
/// The messages of a session. Replies go to the first message that waits for one of their kind, since a client may be
/// ahead of the server by more than a message (RFC 2920).
/// </summary>
internal sealed class Transactions
{
    private const int MostWaiting = 64;

    private readonly List<MessageDraft> _all = [];
    private readonly List<MessageDraft> _waiting = [];
    private MessageDraft? _current;

    /// <summary>True where a transaction is under way that nothing has decided.</summary>
    public bool IsOpen => _current is { IsDecided: false };

    /// <summary>True where a message was accepted, and nothing has begun since.</summary>
    public bool IsDone { get; private set; }

    public void Mail(string line, DateTimeOffset? time)
    {
        Begin(time).Mail(line);
        IsDone = false;
    }

    public void Recipient(string line, DateTimeOffset? time) => Current(time).Recipient(line);

    public void Data(DateTimeOffset? time) => Current(time).Data();

    public void EndData(DateTimeOffset? time) => Current(time).EndData();

    public void Chunk(long size, bool isLast, DateTimeOffset? time) => Current(time).Chunk(size, isLast);

    public void ContentLine(ReadOnlySpan<byte> line, DateTimeOffset? time) => Current(time).ContentLine(line);

    public void ContentNotLogged(long bytes, DateTimeOffset? time) => Current(time).ContentNotLogged(bytes);

    /// <summary>RSET and whatever else ends a transaction (RFC 5321, section 4.1.4).</summary>
    public void Leave() => _current = null;

    /// <summary>Gives the reply to its message, and tells what it makes of it.</summary>
    public Answer Take(string command, SessionReply reply)
    {
        MessageDraft? draft = _waiting.Find(candidate => command switch
        {
            "MAIL" => candidate.AwaitsMail,
            "RCPT" => candidate.AwaitsRecipient,
            "BDAT" => candidate.AwaitsChunk,
            _ => candidate.AwaitsData,
        });
        Answer answer = draft is null ? Unknown(reply) : command switch
        {
            "MAIL" => draft.AnswerMail(reply),
            "RCPT" => draft.AnswerRecipient(reply),
            "BDAT" => draft.AnswerChunk(reply),
            _ => draft.AnswerData(reply),
        };
        if (answer == Answer.Accepted)
        {
            IsDone = true;
            _current = _current == draft ? null : _current;
        }

        return answer;
    }

    public IReadOnlyList<SmtpLogMessage> ToMessages() => _all.ConvertAll(draft => draft.ToMessage());

    /// <summary>The log does not show the command.</summary>
    private static Answer Unknown(SessionReply reply) => reply.IsRefusal ? Answer.Refused : Answer.Odd;

    /// <summary>Where the log does not show how it began, a message begins with what there is of it.</summary>
    private MessageDraft Current(DateTimeOffset? time) => _current ?? Begin(time);

    private MessageDraft Begin(DateTimeOffset? time)
    {
        _waiting.RemoveAll(draft => !draft.AwaitsAnything);
        if (_waiting.Count >= MostWaiting)
        {
            _waiting.RemoveAt(0);
        }

        _current = new MessageDraft { Start = time };
        _all.Add(_current);
        _waiting.Add(_current);
        return _current;
    }
}
