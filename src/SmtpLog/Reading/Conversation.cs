namespace SmtpLog.Reading;

/// <summary>
/// What is known of one session while its lines go by: how far it has come, and which command a reply answers. Where
/// the log does not tell (it begins in the middle, or lines are missing) it says nothing rather than something wrong.
/// </summary>
internal sealed class Conversation
{
    private readonly PendingCommands _pending = new();
    private readonly MessageContent _content = new();
    private SmtpStage? _stage;
    private bool _hasBegun;
    private bool _awaitsGreeting;

    /// <summary>True where every command that still waits for its reply is known.</summary>
    private bool _isPaired;

    /// <summary>True where a whole reply was the last thing said.</summary>
    private bool _wasAnswered;

    /// <summary>True after a 334: the next client line belongs to AUTH, whatever it looks like.</summary>
    private bool _authGoesOn;

    /// <summary>True after a 221: what either side says next belongs to another connection.</summary>
    private bool _saidGoodbye;

    /// <summary>True where the single dot may still come after content that was not logged.</summary>
    private bool _dotMayFollow;

    private long _connectedTicks;
    private bool _isInReply;
    private PendingCommand _answered;

    public SessionIdentity Identity { get; } = new();

    /// <summary>Where the tracker keeps it.</summary>
    public ulong Slot { get; set; }

    /// <summary>True after its closing line.</summary>
    public bool IsOver { get; private set; }

    public int PendingCount => _pending.Count;

    /// <summary>True in the middle of an exchange: somebody has more to say.</summary>
    public bool IsBusy => _awaitsGreeting || _isInReply || _authGoesOn || _content.IsOpen || _pending.Count > 0;

    /// <summary>
    /// The stage of what the session is in the middle of; null where that is nothing, not known, or a command whose
    /// reply decides nothing (NOOP, RSET, QUIT and the like).
    /// </summary>
    public SmtpStage? UnansweredStage
    {
        get
        {
            PendingCommand command = _isInReply ? _answered : _pending.First;
            return _awaitsGreeting ? SmtpStage.Connect
                : !_isPaired ? null
                : _authGoesOn ? SmtpStage.Auth
                : CommandRules.IsDecisive(command.Verb) ? command.Stage
                : null;
        }
    }

    /// <summary>Forgets everything, for another session.</summary>
    public void Reset()
    {
        _pending.Clear();
        _content.Close();
        _stage = null;
        _hasBegun = _awaitsGreeting = _isPaired = _wasAnswered = _authGoesOn = _dotMayFollow = _isInReply = IsOver = false;
        _saidGoodbye = false;
        _answered = default;
        _connectedTicks = 0;
    }

    /// <summary>Too much was left unanswered: gives up pairing until the session shows where it stands.</summary>
    public void LosePairing()
    {
        _pending.Clear();
        _isPaired = false;
    }

    /// <summary>Adds to the record what the conversation so far tells of it.</summary>
    public void Follow(ref LogRecord record)
    {
        if (_saidGoodbye && record.Origin != SmtpLogOrigin.Event)
        {
            LeaveGoodbye(ref record);
        }

        switch (record.Origin)
        {
            case SmtpLogOrigin.Client:
                FollowClient(ref record);
                break;
            case SmtpLogOrigin.Server:
                FollowServer(ref record);
                break;
            default:
                FollowEvent(ref record);
                break;
        }

        _hasBegun |= record.Origin != SmtpLogOrigin.Event || record.Event != EventKind.Remark;
    }

    private static long Ticks(ref LogRecord record) => record.HasTime ? record.UtcTicks : 0;

    private void FollowEvent(ref LogRecord record)
    {
        switch (record.Event)
        {
            case EventKind.Connecting:
                Begin(ref record);
                break;
            case EventKind.Connected when _awaitsGreeting:
                _stage = SmtpStage.Connect;
                _connectedTicks = Ticks(ref record);
                break;
            case EventKind.Connected:
                Begin(ref record);
                break;
            case EventKind.TlsEstablished:
                _stage = SmtpStage.Tls;
                break;
            case EventKind.Authenticated:
                _stage = SmtpStage.Auth;
                break;
            case EventKind.ContentNotLogged:
                SkipContent(ref record);
                break;
            case EventKind.Closed:
                _stage = SmtpStage.Quit;
                IsOver = true;
                break;
            case EventKind.Error:
                record.IsError = true;
                record.Stage = record.EventStage ?? _stage;
                return;

            // 4D words its events in the user's language: one that a session begins with says that it is connected.
            case EventKind.Other when !_hasBegun:
                Begin(ref record);
                break;
        }

        record.Stage = _stage;
    }

    private void Begin(ref LogRecord record)
    {
        Reset();
        record.StartsSession = true;
        _awaitsGreeting = _isPaired = true;
        _stage = SmtpStage.Connect;
        _connectedTicks = Ticks(ref record);
    }

    /// <summary>The log has no closed lines: a command, or what can be a greeting, shows that another session has begun.</summary>
    private void LeaveGoodbye(ref LogRecord record)
    {
        if (record.Origin == SmtpLogOrigin.Client)
        {
            Reset();
            record.StartsSession = true;
        }
        else if (record.Code is 220 or 421 or 554)
        {
            Begin(ref record);
            _connectedTicks = 0;
        }
    }

    private void SkipContent(ref LogRecord record)
    {
        _stage = SmtpStage.Data;
        _dotMayFollow = _content.Kind == ContentKind.Data;
        _content.Close();
        if (_pending.LastVerb is SmtpVerb.Content or SmtpVerb.Bdat)
        {
            _pending.TouchLast(Ticks(ref record));
        }
    }

    private void FollowClient(ref LogRecord record)
    {
        _isInReply = false;
        if (record.IsCommand && _content.Kind == ContentKind.Data)
        {
            SkipUnloggedReply();
        }

        bool isDot = record.Text.Length == 1 && record.Text[0] == '.';
        if (_content.IsOpen && !isDot && _content.TryTake(record.Text))
        {
            bool isContent = _content.Kind != ContentKind.Perhaps;
            record.Stage = isContent ? SmtpStage.Data : null;
            _pending.TouchLast(Ticks(ref record));
            return;
        }

        if (isDot && _content.Kind != ContentKind.Chunk)
        {
            EndContent(ref record);
            return;
        }

        if (isDot && _content.TryTake(record.Text))
        {
            record.Stage = SmtpStage.Data;
            return;
        }

        FollowCommand(ref record);
    }

    /// <summary>The log shows neither content nor, where a command comes next, the reply to it.</summary>
    private void SkipUnloggedReply()
    {
        _content.Close();
        LosePairing();
    }

    private void EndContent(ref LogRecord record)
    {
        // A dot that nothing announced: 354 and content went by before the log began.
        if (!_content.IsOpen && !_dotMayFollow)
        {
            if (_authGoesOn)
            {
                FollowCommand(ref record);
                return;
            }

            LosePairing();
        }

        _content.Close();
        _dotMayFollow = false;
        record.Command = "DATA";
        record.Stage = _stage = SmtpStage.Data;
        if (_pending.LastVerb == SmtpVerb.Content)
        {
            _pending.TouchLast(Ticks(ref record));
        }
        else
        {
            _pending.Enqueue(new(SmtpVerb.Content, "DATA", SmtpStage.Data, Ticks(ref record)));
            _isPaired = true;
        }

        _wasAnswered = false;
    }

    private void FollowCommand(ref LogRecord record)
    {
        SmtpVerb verb = SmtpVerbs.Find(record.Text, out string? name);
        if (_authGoesOn || CommandRules.IsMasked(record.Text) || (verb <= SmtpVerb.Unlisted && _pending.LastVerb == SmtpVerb.Auth))
        {
            verb = SmtpVerb.Auth;
            name = "AUTH";
        }
        else if (verb <= SmtpVerb.Unlisted && TryOpenContent())
        {
            record.Stage = _content.Kind == ContentKind.Data ? SmtpStage.Data : null;
            _pending.TouchLast(Ticks(ref record));
            return;
        }

        _authGoesOn = _dotMayFollow = false;
        UpdatePairing(verb);
        _stage = CommandRules.StageOf(verb, _stage);
        _pending.Enqueue(new(verb, name, _stage, Ticks(ref record)));
        record.Command = name;
        record.Stage = _stage;
        _wasAnswered = false;
        if (verb == SmtpVerb.Bdat)
        {
            _content.OpenChunk(CommandRules.ChunkSize(record.Text));
        }
    }

    /// <summary>A line that is on no list is content where a message may be under way: after a DATA without its 354, or in a log that begins with it.</summary>
    private bool TryOpenContent()
    {
        if (_pending.LastVerb == SmtpVerb.Data)
        {
            _pending.Enqueue(new(SmtpVerb.Content, "DATA", SmtpStage.Data, 0));
            _content.OpenData();
            return true;
        }

        if (!_hasBegun)
        {
            _content.OpenPerhaps();
            return true;
        }

        return false;
    }

    private void UpdatePairing(SmtpVerb verb)
    {
        if (!_isPaired && (_wasAnswered || (!_hasBegun && CommandRules.OpensGroup(verb))))
        {
            _pending.Clear();
            _isPaired = true;
        }
        else if (CommandRules.ClosesGroup(_pending.LastVerb))
        {
            // Nobody goes on before such a command is answered (RFC 2920): its reply is missing, or this client does not care.
            _isPaired = false;
        }
    }

    private void FollowServer(ref LogRecord record)
    {
        _content.Close();
        if (record.Code == 0)
        {
            record.Command = _isInReply ? _answered.Name : null;
            record.Stage = _isInReply ? _answered.Stage : _stage;
            return;
        }

        if (!_isInReply)
        {
            _answered = TakeAnswered(ref record);
        }

        _dotMayFollow = false;
        record.Command = _answered.Name;
        record.Stage = _answered.Stage;
        record.IsError = record.Code >= 400;
        record.IsTransient = record.Code is >= 400 and < 500;
        _isInReply = record.IsContinued;
        if (!record.IsContinued)
        {
            EndReply(ref record);
        }
    }

    private PendingCommand TakeAnswered(ref LogRecord record)
    {
        if (_awaitsGreeting && (_pending.Count == 0 || record.Code is 220 or 554))
        {
            _awaitsGreeting = false;
            return new(SmtpVerb.None, null, SmtpStage.Connect, _connectedTicks);
        }

        _awaitsGreeting = false;
        if (record.Code == 220 && IsLateGreeting(ref record))
        {
            Reset();
            record.StartsSession = _isPaired = true;
            return new(SmtpVerb.None, null, SmtpStage.Connect, 0);
        }

        SmtpVerb certain = CommandRules.OnlyAskedBy(record.Code);
        if (certain != SmtpVerb.None && (!_isPaired || certain != SmtpVerb.Quit))
        {
            bool wasKnown = _pending.TryDequeueThrough(certain, out PendingCommand command);
            bool isOutOfTurn = certain == SmtpVerb.Data && _isPaired && _pending.Count > 0;
            if (wasKnown || (certain != SmtpVerb.Quit && !isOutOfTurn))
            {
                _isPaired = true;
                return wasKnown ? command : CommandRules.Unseen(certain);
            }
        }

        if (_pending.Count == 0)
        {
            bool isGreeting = record.Code == 220 && (_hasBegun || !CommandRules.SpeaksOfTls(record.Text));
            return new(SmtpVerb.None, null, isGreeting ? SmtpStage.Connect : _stage, 0);
        }

        return _isPaired ? _pending.Dequeue() : default;
    }

    /// <summary>True for a 220 that answers nothing in a session that was under way: the log of that one was cut.</summary>
    private bool IsLateGreeting(ref LogRecord record)
    {
        if (_pending.Count > 0)
        {
            return _isPaired && CommandRules.IsNeverAnsweredBy220(_pending.First.Verb);
        }

        bool lostStartTls = _stage == SmtpStage.Hello && CommandRules.SpeaksOfTls(record.Text);
        return _hasBegun && !lostStartTls;
    }

    private void EndReply(ref LogRecord record)
    {
        long latency = record.HasTime && _answered.Ticks > 0 ? record.UtcTicks - _answered.Ticks : -1;
        record.HasLatency = latency >= 0;
        record.LatencyTicks = latency;
        _wasAnswered = true;
        _authGoesOn = record.Code == 334;
        _saidGoodbye = record.Code == 221;
        if (record.Code == 354 && _answered.Verb == SmtpVerb.Data)
        {
            _content.OpenData();
            _stage = SmtpStage.Data;
            if (_pending.LastVerb != SmtpVerb.Content)
            {
                _pending.Enqueue(new(SmtpVerb.Content, "DATA", SmtpStage.Data, 0));
            }
        }
    }
}
