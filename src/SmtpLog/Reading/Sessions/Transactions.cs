using System.Collections.Generic;

namespace SmtpLog.Reading.Sessions;

/// <summary>
/// The messages of a session. Replies go to the first message that waits for one of their kind, since a client may be
/// ahead of the server by more than a message (RFC 2920).
/// </summary>
internal sealed class Transactions(Repeated repeated)
{
    private const int MostWaiting = 64;

    private readonly List<MessageDraft> _all = [];
    private readonly List<MessageDraft> _waiting = [];
    private MessageDraft? _current;

    /// <summary>True where a transaction is under way that nothing has decided.</summary>
    public bool IsOpen => _current is { IsDecided: false };

    /// <summary>True where a message was accepted, and nothing has begun since.</summary>
    public bool IsDone { get; private set; }

    /// <summary>A client line of a message: a command of its envelope, its content or the end of that.</summary>
    public void TakeClient(ref LogRecord record)
    {
        switch (record.Command)
        {
            case "MAIL":
                Begin(ref record).Mail(record.Text);
                IsDone = false;
                break;
            case "RCPT":
                Current(ref record).Recipient(record.Text);
                break;
            case "DATA" when record.Text.Length == 1:
                Current(ref record).EndData();
                break;
            case "DATA":
                Current(ref record).Data();
                break;
            case "BDAT":
                bool isLast = Utf8.EndsWithIgnoreCase(Blank.TrimEnd(record.Text), " last"u8);
                Current(ref record).Chunk(CommandRules.ChunkSize(record.Text), isLast);
                break;
            case null:
                Current(ref record).ContentLine(record.Text);
                break;
        }
    }

    /// <summary>Content of so many bytes that the log leaves out.</summary>
    public void TakeUnlogged(ref LogRecord record) => Current(ref record).ContentNotLogged(Number.First(record.Text));

    /// <summary>RSET and whatever else ends a transaction (RFC 5321, section 4.1.4).</summary>
    public void Leave()
    {
        _current?.Leave();
        _current = null;
    }

    /// <summary>Gives the reply to its message, and tells what it makes of it.</summary>
    public Answer Take(string command, SessionReply reply)
    {
        MessageDraft? draft = Addressee(command);
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

    /// <summary>The first that waits for a reply to such a command.</summary>
    private MessageDraft? Addressee(string command)
    {
        foreach (MessageDraft draft in _waiting)
        {
            bool isMeant = command switch
            {
                "MAIL" => draft.AwaitsMail,
                "RCPT" => draft.AwaitsRecipient,
                "BDAT" => draft.AwaitsChunk,
                _ => draft.AwaitsData,
            };
            if (isMeant)
            {
                return draft;
            }
        }

        return null;
    }

    /// <summary>The log does not show the command.</summary>
    private static Answer Unknown(SessionReply reply) => reply.IsRefusal ? Answer.Refused : Answer.Odd;

    /// <summary>Where the log does not show how it began, a message begins with what there is of it.</summary>
    private MessageDraft Current(ref LogRecord record) => _current ?? Begin(ref record);

    private MessageDraft Begin(ref LogRecord record)
    {
        _waiting.RemoveAll(draft => !draft.AwaitsAnything);
        if (_waiting.Count >= MostWaiting)
        {
            _waiting.RemoveAt(0);
        }

        _current = new MessageDraft(repeated, SessionClock.TimeOf(ref record));
        _all.Add(_current);
        _waiting.Add(_current);
        return _current;
    }
}
