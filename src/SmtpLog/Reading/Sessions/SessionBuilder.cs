using System;
using SmtpLog.Diagnosis;

namespace SmtpLog.Reading.Sessions;

/// <summary>One session while its records come, in any number; it keeps facts, bytes and structs, and no entries.</summary>
internal sealed class SessionBuilder(SessionRecords records)
{
    private readonly SessionIdentity _identity = new();
    private readonly SessionClock _clock = new();
    private readonly ConnectionFacts _connection = new();
    private readonly ReplyAssembly _reply = new();
    private readonly Transactions _transactions = new();
    private readonly LoginFacts _login = new();
    private readonly HelloFacts _hello = new();
    private readonly SessionVerdict _verdict = new();
    private int? _processId;
    private string? _sessionId;
    private string? _path;
    private string? _banner;
    private bool _hasClient;
    private bool _isBusy;
    private bool _isHandshaking;
    private bool _saidGoodbye;
    private SmtpStage? _unanswered;

    /// <summary>Its buffers, for another session once it is built.</summary>
    public SessionRecords Records { get; } = records;

    public long LineNumber { get; private set; }

    /// <summary>False while there is nothing but pieces that could not be understood.</summary>
    public bool HasBegun { get; private set; }

    /// <summary>True after its closed line.</summary>
    public bool IsClosed { get; private set; }

    /// <summary>True where a record came through the filters.</summary>
    public bool IsMatched { get; set; }

    public (int? ProcessId, string? SessionId) Key => (_processId, _sessionId);

    public void Identify(ref LogRecord record)
    {
        _identity.Set(record.SessionProcessId, record.Session);
        _processId = record.SessionProcessId;
        _sessionId = record.Conversation?.Identity.Name;
        LineNumber = record.LineNumber;
        _path = record.Path;
    }

    public bool Is(ref LogRecord record) => _identity.Is(record.SessionProcessId, record.Session);

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
            case SmtpLogOrigin.Client:
                TakeClient(ref record);
                break;
            case SmtpLogOrigin.Server:
                TakeServer(ref record);
                break;
            default:
                TakeEvent(ref record);
                break;
        }

        IsClosed |= record.EndsSession;
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
            SaidGoodbye = _saidGoodbye,
            IsBusy = _isBusy || _transactions.IsOpen || !HasBegun,
            IsHandshaking = _isHandshaking,
            Unanswered = _unanswered,
        };
        SmtpSessionOutcome outcome = _verdict.Judge(end, out SessionFailure? failure);
        return new SmtpLogSession
        {
            SessionId = _sessionId,
            ProcessId = _processId,
            Server = _connection.Server,
            Port = _connection.Port,
            Secure = _connection.Secure,
            RemoteEndPoint = _connection.Remote,
            LocalEndPoint = _connection.Local,
            TlsProtocol = _connection.Protocol,
            TlsCipher = _connection.Cipher,
            CertificateSubject = _connection.Subject,
            CertificateIssuer = _connection.Issuer,
            CertificateThumbprint = _connection.Thumbprint,
            CertificateNotAfter = _connection.NotAfter,
            Start = _clock.Start,
            End = _clock.End,
            Banner = _banner,
            Extensions = _hello.Extensions,
            MechanismsOffered = _hello.Mechanisms,
            Mechanism = _login.Mechanism,
            Authenticated = _login.Succeeded,
            UserName = _login.User,
            Messages = _transactions.ToMessages(),
            BytesSent = _connection.BytesSent,
            BytesReceived = _connection.BytesReceived,
            Outcome = outcome,
            FailedStage = failure?.Stage,
            Code = failure?.Code,
            EnhancedCode = failure?.EnhancedCode,
            Reply = failure?.Reply,
            ErrorKind = failure?.Kind,
            IsTransient = failure?.IsTransient ?? false,
            Failure = failure is null ? null : Input(failure),
            LongestPause = _clock.LongestPause,
            PauseIndex = _clock.PauseIndex,
            Path = _path,
            LineNumber = LineNumber,
            EntryCount = Records.Count,
            Kept = Records.Take(_processId, _sessionId),
        };
    }

    /// <summary>Without a connecting line the greeting tells who answered: it begins with the server's name (RFC 5321, section 4.2).</summary>
    private DiagnosisInput Input(SessionFailure failure) => new()
    {
        ErrorKind = failure.Kind,
        Stage = failure.Stage,
        Code = failure.Code,
        EnhancedCode = failure.EnhancedCode,
        Reply = failure.Reply,
        Detail = failure.Sentence,
        Mechanism = _login.Mechanism,
        Host = _connection.Server ?? _banner?.Split(' ')[0],
        Challenge = _login.Challenge,
    };

    private void TakeClient(ref LogRecord record)
    {
        _hasClient = true;
        _reply.Abandon();
        if (_isHandshaking)
        {
            _isHandshaking = false;
            _connection.BecomeSecure();
        }

        switch (record.Command)
        {
            case "AUTH":
                _login.TakeClient(record.Text);
                break;
            case "MAIL":
                _transactions.Mail(Utf8.Decode(record.Text), SessionClock.TimeOf(ref record));
                break;
            case "RCPT":
                _transactions.Recipient(Utf8.Decode(record.Text), SessionClock.TimeOf(ref record));
                break;
            case "DATA" when record.Text.Length == 1:
                _transactions.EndData(SessionClock.TimeOf(ref record));
                break;
            case "DATA":
                _transactions.Data(SessionClock.TimeOf(ref record));
                break;
            case "BDAT":
                bool isLast = Utf8.Decode(record.Text).TrimEnd().EndsWith(" LAST", StringComparison.OrdinalIgnoreCase);
                _transactions.Chunk(CommandRules.ChunkSize(record.Text), isLast, SessionClock.TimeOf(ref record));
                break;
            case "RSET" or "EHLO" or "HELO" or "LHLO" or "STARTTLS":
                _transactions.Leave();
                break;
            case null when record.Stage == SmtpStage.Data:
                _transactions.ContentLine(record.Text, SessionClock.TimeOf(ref record));
                break;
        }
    }

    private void TakeServer(ref LogRecord record)
    {
        if (!_reply.Add(ref record))
        {
            return;
        }

        switch (record.Command)
        {
            case "MAIL" or "RCPT" or "DATA" or "BDAT":
                AnswerMessage(ref record);
                break;
            case "AUTH":
                AnswerLogin(ref record);
                break;
            case "EHLO" or "LHLO" or "HELO" or "STARTTLS":
                AnswerHello(ref record);
                break;
            case null:
                TakeUnasked(ref record);
                break;
        }

        _saidGoodbye = record.Code == 221;
    }

    private void AnswerMessage(ref LogRecord record)
    {
        SessionReply reply = _reply.Read(record.Stage);
        switch (_transactions.Take(record.Command!, reply))
        {
            case Answer.Accepted:
                _verdict.Deliver();
                break;
            case Answer.Refused:
                _verdict.Refuse(reply, isReason: true);
                break;
            case Answer.RefusedToo:
                _verdict.Refuse(reply, isReason: false);
                break;
            case Answer.Odd:
                _verdict.Remark(reply);
                break;
            case Answer.Expected when record.Command == "MAIL":
                _verdict.Succeed(SmtpStage.Mail);
                break;
        }
    }

    private void AnswerLogin(ref LogRecord record)
    {
        SessionReply reply = _reply.Read(record.Stage);
        _login.TakeServer(reply);
        if (reply.IsRefusal || reply.Code == LoginFacts.Accepted)
        {
            Weigh(reply, SmtpStage.Auth);
        }
        else
        {
            _verdict.Remark(reply);
        }
    }

    private void AnswerHello(ref LogRecord record)
    {
        bool isTls = record.Command == "STARTTLS";
        SessionReply reply = _reply.Read(record.Stage);
        Weigh(reply, isTls ? SmtpStage.Tls : SmtpStage.Hello);
        if (reply.IsSuccess && isTls)
        {
            _isHandshaking = true;
        }
        else if (reply.IsSuccess && record.Command != "HELO")
        {
            _hello.Take(_reply.FurtherLines());
        }
    }

    /// <summary>The greeting, a server that gives up, or a reply whose command the log does not show.</summary>
    private void TakeUnasked(ref LogRecord record)
    {
        if (record.Stage == SmtpStage.Connect && _banner is null && !_hasClient)
        {
            SessionReply greeting = _reply.Read(SmtpStage.Connect);
            _banner = greeting.Text;
            Weigh(greeting, SmtpStage.Connect);
            return;
        }

        bool isComplaint = record.Code is >= 500 and <= 504;
        bool isIdle = record.Code == 421 && _transactions.IsDone;
        if (record.Code >= 400 && !isComplaint && !isIdle)
        {
            _verdict.Refuse(_reply.Read(record.Stage), isReason: true);
        }
    }

    private void Weigh(SessionReply reply, SmtpStage stage)
    {
        if (reply.IsRefusal)
        {
            _verdict.Refuse(reply, isReason: true);
        }
        else if (reply.IsSuccess)
        {
            _verdict.Succeed(stage);
        }
    }

    private void TakeEvent(ref LogRecord record)
    {
        bool mayConnect = record.Event == EventKind.Other && _connection.Server is null;
        if (record.Event == EventKind.Remark || (record.Event == EventKind.Other && !mayConnect))
        {
            return;
        }

        if (record.Event == EventKind.ContentNotLogged)
        {
            _transactions.ContentNotLogged(Number.First(record.Text), SessionClock.TimeOf(ref record));
            return;
        }

        EventFacts facts = EventFacts.Parse(Utf8.Decode(record.Text));
        switch (record.Event)
        {
            case EventKind.Connecting or EventKind.Connected when record.Server is not null:
                _connection.TakeNamed(record.Server, record.Port);
                break;
            case EventKind.Connecting or EventKind.Connected:
                _connection.TakeConnection(facts);
                break;
            case EventKind.TlsEstablished:
                _isHandshaking = false;
                _connection.TakeTls(facts);
                break;
            case EventKind.Authenticated:
                _login.TakeEvent(facts);
                _verdict.Succeed(SmtpStage.Auth);
                break;
            case EventKind.Error:
                var error = new ErrorLine(facts, record.Stage, record.ErrorKind);
                _verdict.TakeError(error, _reply.Read(record.Stage));
                _login.TakeError(error);
                break;
            case EventKind.Closed:
                IsClosed = true;
                _connection.TakeClosed(facts);
                break;
            default:
                _connection.TakeForeignConnection(facts);
                break;
        }
    }
}
