namespace SmtpLog.Reading;

/// <summary>
/// What is known of one session while its lines go by: how far it has come, and which command a reply answers. Where
/// the log does not tell (it begins in the middle, or lines are missing) it says nothing rather than something wrong.
/// </summary>
internal sealed partial class Conversation : SessionMember<Conversation>
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

    /// <summary>What an output keeps of the session, as long as it lasts.</summary>
    public object? Companion { get; set; }

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
            return !_isPaired ? null
                : _awaitsGreeting ? SmtpStage.Connect
                : _authGoesOn ? SmtpStage.Auth
                : CommandRules.IsDecisive(command.Verb) ? command.Stage
                : null;
        }
    }

    /// <summary>Where a tool may have tried to say goodbye to a server that was gone: the stage of what that did not answer.</summary>
    private SmtpStage? LostStage => CommandRules.IsDecisive(_pending.First.Verb) ? _pending.First.Stage : null;

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
        Companion = null;
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

    /// <summary>Nobody waits for anything any more.</summary>
    private void Disconnect()
    {
        _pending.Clear();
        _content.Close();
        _awaitsGreeting = _isInReply = _authGoesOn = false;
    }

    private static long Ticks(ref LogRecord record) => record.HasTime ? record.UtcTicks : record.ClockTicks;

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
            case EventKind.Disconnected:
                Disconnect();
                break;
            case EventKind.Closed:
                _stage = SmtpStage.Quit;
                IsOver = true;
                break;
            case EventKind.Error:
                record.IsError = true;
                record.Stage = record.EventStage ?? (record.ErrorKind == SmtpErrorKind.ConnectionLost ? LostStage : null) ?? _stage;
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
}
