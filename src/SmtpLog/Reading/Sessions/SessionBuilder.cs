namespace SmtpLog.Reading.Sessions;

/// <summary>One session while its records come, in any number; it keeps facts, bytes and structs, and no entries.</summary>
internal sealed class SessionBuilder(SessionRecords records, Repeated repeated) : SessionMember<SessionBuilder>
{
    private readonly SessionClock _clock = new();
    private readonly SessionFacts _facts = new(repeated);
    private int? _processId;
    private string? _sessionId;
    private string? _path;
    private bool _isBusy;
    private SmtpStage? _unanswered;

    /// <summary>Its buffers, for another session once it is built.</summary>
    public SessionRecords Records { get; } = records;

    public long LineNumber { get; private set; }

    /// <summary>False while there is nothing but pieces that could not be understood.</summary>
    public bool HasBegun { get; private set; }

    /// <summary>True after its closed line.</summary>
    public bool IsClosed => _facts.IsClosed;

    /// <summary>True where a record came through the filters.</summary>
    public bool IsMatched { get; set; }

    public void Identify(ref LogRecord record)
    {
        _processId = record.SessionProcessId;
        _sessionId = record.Conversation?.Identity.Name;
        LineNumber = record.LineNumber;
        _path = record.Path;
    }

    public void Take(ref LogRecord record)
    {
        _clock.Take(ref record, Records.Count);
        Records.Add(ref record);
        if (record.Conversation is not { } conversation)
        {
            return;
        }

        HasBegun = true;
        switch (record.Origin)
        {
            case var _ when record.Mail is { } reader:
                MailLines.Take(_facts, reader, ref record);
                break;
            case SmtpLogOrigin.Client:
                ClientLines.Take(_facts, ref record);
                break;
            case SmtpLogOrigin.Server:
                ServerLines.Take(_facts, ref record);
                break;
            default:
                EventLines.Take(_facts, ref record);
                break;
        }

        _facts.IsClosed |= record.EndsSession;
        _isBusy = conversation.IsBusy;
        if (IsClosed)
        {
            _unanswered = conversation.UnansweredStage;
        }
    }

    public SmtpLogSession Build()
    {
        var end = new SessionEnd
        {
            IsClosed = IsClosed,
            SaidGoodbye = _facts.SaidGoodbye,
            IsBusy = _isBusy || _facts.Transactions.IsOpen || !HasBegun,
            IsHandshaking = _facts.IsHandshaking,
            Unanswered = _unanswered,
        };
        SmtpSessionOutcome outcome = _facts.Verdict.Judge(end, out SessionFailure? failure);
        ConnectionFacts connection = _facts.Connection;
        return new SmtpLogSession
        {
            SessionId = _sessionId,
            ProcessId = _processId,
            Server = connection.Server,
            Port = connection.Port,
            Secure = connection.Secure,
            RemoteEndPoint = connection.Remote,
            LocalEndPoint = connection.Local,
            TlsProtocol = connection.Protocol,
            TlsCipher = connection.Cipher,
            CertificateSubject = connection.Subject,
            CertificateIssuer = connection.Issuer,
            CertificateThumbprint = connection.Thumbprint,
            CertificateNotAfter = connection.NotAfter,
            Start = _clock.Start,
            End = _clock.End,
            Banner = _facts.Banner,
            Extensions = _facts.Hello.Extensions,
            MechanismsOffered = _facts.Hello.Mechanisms,
            Mechanism = _facts.Login.Mechanism,
            Authenticated = _facts.Login.Succeeded,
            UserName = _facts.Login.User,
            Messages = _facts.Mail is { } mail ? [mail.ToMessage()] : _facts.Transactions.ToMessages(),
            BytesSent = connection.BytesSent,
            BytesReceived = connection.BytesReceived,
            Outcome = outcome,
            FailedStage = failure?.Stage,
            Code = failure?.Code,
            EnhancedCode = failure?.EnhancedCode,
            Reply = failure?.Reply,
            ErrorKind = failure?.Kind,
            IsTransient = failure?.IsTransient ?? false,
            Failure = failure is null ? null : _facts.Describe(failure),
            LongestPause = _clock.LongestPause,
            PauseIndex = _clock.PauseIndex,
            Path = _path,
            LineNumber = LineNumber,
            EntryCount = Records.Count,
            Kept = Records.Take(_processId, _sessionId, _path),
        };
    }
}
