using System.Linq;

namespace SmtpLog.Reading.Sessions;

/// <summary>
/// What made a session fail. The Error line of a log says it, whatever comes after; where there is none it is the
/// refusal that nothing after it made good, or an end without an answer.
/// </summary>
internal sealed class SessionVerdict
{
    private const int ServiceClosing = 421;

    private SessionReply? _refusal;
    private SessionReply? _lastRefusal;
    private SessionReply? _lastRemark;
    private SessionFailure? _error;
    private bool _hasGoneOn;

    /// <summary>A reply that refuses; one that only follows from another is not the reason.</summary>
    public void Refuse(SessionReply reply, bool isReason)
    {
        _lastRefusal = reply;
        _hasGoneOn = false;
        if (isReason)
        {
            _refusal = reply;
        }
    }

    /// <summary>The client says something more.</summary>
    public void GoOn() => _hasGoneOn = true;

    /// <summary>A reply that neither refuses nor fits its command: an Error line may speak of it.</summary>
    public void Remark(SessionReply reply) => _lastRemark = reply;

    /// <summary>The whole answer to a command that opens the session.</summary>
    public void Weigh(SessionReply reply, SmtpStage stage)
    {
        if (reply.IsRefusal)
        {
            Refuse(reply, isReason: true);
        }
        else if (reply.IsSuccess)
        {
            Succeed(stage);
        }
    }

    /// <summary>A command succeeded: what the session got over with it is not the reason of its end.</summary>
    public void Succeed(SmtpStage stage)
    {
        bool isOvercome = _refusal is { Stage: { } refused, Code: var code } && stage switch
        {
            SmtpStage.Hello or SmtpStage.Tls => refused == stage,
            SmtpStage.Auth => refused <= SmtpStage.Auth || code == 530,
            _ => refused <= stage,
        };
        if (isOvercome)
        {
            Deliver();
        }
    }

    /// <summary>The mail came through in the end, whatever went wrong before.</summary>
    public void Absolve()
    {
        Deliver();
        _error = null;
    }

    /// <summary>A message was accepted, whatever was refused before.</summary>
    public void Deliver() => _refusal = _lastRefusal = null;

    /// <summary>An Error line; of several the last one counts.</summary>
    public void TakeError(ErrorLine error, SessionReply lastWords) =>
        _error = error.ToFailure(new[] { _refusal, _lastRefusal, _lastRemark, lastWords }.OfType<SessionReply>());

    public SmtpSessionOutcome Judge(SessionEnd end, out SessionFailure? failure)
    {
        bool isOver = end.IsClosed || end.SaidGoodbye;
        failure = _error ?? (end.IsClosed ? LostIn(end) : null);
        if (failure is null && _refusal is not null && (isOver || !end.IsBusy))
        {
            failure = SessionFailure.Of(_refusal);
        }

        return failure is not null ? SmtpSessionOutcome.Failed
            : isOver ? SmtpSessionOutcome.Completed
            : end.IsBusy || end.IsHandshaking ? SmtpSessionOutcome.Incomplete
            : SmtpSessionOutcome.Open;
    }

    /// <summary>A log without Error lines has a closed line in the middle of an exchange: the connection was lost there.</summary>
    private SessionFailure? LostIn(SessionEnd end)
    {
        if (end.IsHandshaking)
        {
            return new() { Kind = SmtpErrorKind.TlsHandshakeFailed, Stage = SmtpStage.Tls };
        }

        // What was sent ahead of a refusal (RFC 2920) needs no answer any more.
        bool isExplained = _refusal is { Code: ServiceClosing } || _refusal?.Stage >= end.Unanswered || (_refusal is not null && !_hasGoneOn);
        return end.Unanswered is null || isExplained
            ? null
            : new() { Kind = SmtpErrorKind.ConnectionLost, Stage = end.Unanswered };
    }
}
