using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.Linq;
using SmtpLog.Contracts;

namespace SmtpLog.Mail;

/// <summary>What is known of one message while it is sent, and the result that comes of it.</summary>
internal sealed class SendAttempt(SmtpTransporterOptions options)
{
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private IReadOnlyList<SmtpRecipientResult> _answered = [];
    private string? _sessionId;
    private string? _mechanism;
    private string? _challenge;
    private long _size;
    private ServerReply? _reply;

    public PreparedMessage? Message { get; set; }

    /// <summary>What the server said to the whole message, as MailKit gives it.</summary>
    public string? Reply { get; set; }

    public SmtpFailure? Failure { get; set; }

    /// <summary>Keeps what the session knows before it is closed or goes on to another message.</summary>
    public void Take(MailSession session)
    {
        _sessionId = session.Id.ToString(CultureInfo.InvariantCulture);
        _answered = [.. session.Client.Recipients];
        _size = System.Math.Max(session.ContentSize, session.Client.MessageSize);
        _mechanism = session.MechanismName;
        _challenge = session.Replies.Challenge;
        _reply = Reply is null ? null : ServerReply.From(250, session.Clean(Reply));
    }

    public SmtpSendResult ToResult(byte[] transcript, string? logError) => new()
    {
        Success = Failure is null,
        Status = Failure is null ? _reply!.Code : Failure.Code ?? 0,
        StatusText = Failure is null ? _reply!.Text : Failure.Describe(options.Host, options.Port),
        EnhancedCode = Failure is null ? _reply!.EnhancedCode : Failure.EnhancedCode,
        FailedStage = Failure?.Stage,
        ErrorKind = Failure?.Kind,
        IsTransient = Failure?.IsTransient ?? false,
        Diagnosis = Failure is null ? null : FailureDiagnosis.Of(Failure, options.Host, _mechanism, _challenge),
        MessageId = Message?.Message.MessageId,
        QueueId = QueueId.In(_reply?.Text),
        Recipients = [.. Recipients()],
        Size = _size,
        Duration = _clock.Elapsed,
        SmtpServer = options.Host,
        Port = options.Port,
        SessionId = _sessionId,
        LogPath = options.LogPath,
        LogError = logError,
        TranscriptBytes = transcript,
        Failure = Failure,
    };

    /// <summary>All of them; those that the server was not asked for too.</summary>
    private IEnumerable<SmtpRecipientResult> Recipients()
    {
        int count = Message?.Recipients.Count ?? 0;
        return _answered.Take(count).Concat(Enumerable.Range(_answered.Count, System.Math.Max(0, count - _answered.Count))
            .Select(i => new SmtpRecipientResult { Address = Message!.Recipients[i].Address }));
    }
}
