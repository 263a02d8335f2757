using System;
using System.Diagnostics;
using System.Threading;
using MimeKit;
using SmtpLog.Contracts;
using SmtpLog.Writing.Files;

namespace SmtpLog.Mail;

/// <summary>Sends the messages of one transporter, over a connection that is kept between them.</summary>
internal sealed class SmtpMailer(SmtpTransporterOptions options) : ISmtpMailer
{
    private readonly SessionLogs _logs = new(options);
    private readonly Stopwatch _idle = new();
    private MailSession? _session;

    public SmtpSendResult Send(SmtpMessageOptions message, CancellationToken cancellationToken)
    {
        var attempt = new SendAttempt(options);
        try
        {
            using var prepared = MessageBuilder.Build(message, options);
            attempt.Message = prepared;
            _logs.Open();
            using var deadline = new Deadline(options.SendTimeout, options.ConnectionTimeout, cancellationToken);
            attempt.Failure = Transmit(message, attempt, deadline);
        }
        catch (MailFailureException e)
        {
            attempt.Failure = e.Failure;
        }
        catch (LogUnavailableException e)
        {
            attempt.Failure = new SmtpFailure { Kind = SmtpErrorKind.LogUnavailable, Sentence = e.Message };
        }

        _idle.Restart();
        return attempt.ToResult(_logs.TakeTranscript(), _logs.TakeError());
    }

    public SmtpTestResult Check(SmtpCheckOptions check, CancellationToken cancellationToken)
    {
        using var logs = new SessionLogs(options);
        return new CheckRunner(options, check, logs).Run(cancellationToken);
    }

    public void Dispose()
    {
        CloseSession();
        _logs.Dispose();
    }

    /// <summary>Null where the message was taken.</summary>
    private SmtpFailure? Transmit(SmtpMessageOptions message, SendAttempt attempt, Deadline deadline)
    {
        bool isKept = IsKeptSessionUsable(attempt.Message!, deadline);
        var failure = TransmitOnce(message, attempt, deadline);
        if (isKept && failure is { Stage: SmtpStage.Mail, Kind: SmtpErrorKind.ConnectionLost or SmtpErrorKind.ServiceUnavailable })
        {
            // The server gave the idle connection up just now; nothing of the message has gone out.
            failure = TransmitOnce(message, attempt, deadline);
        }

        return failure;
    }

    private SmtpFailure? TransmitOnce(SmtpMessageOptions message, SendAttempt attempt, Deadline deadline)
    {
        SmtpFailure? failure = null;
        bool isWhole = false;
        try
        {
            Transfer(message, attempt, deadline);
            isWhole = true;
        }
        catch (Exception e) when ((failure = FailureMapper.Map(e, _session!, deadline)) is not null)
        {
            _session!.Fail(failure);
            isWhole = IsReusableAfter(failure);
        }
        finally
        {
            attempt.Take(_session!);
            if (!isWhole || !options.KeepAlive || !_session!.IsAlive)
            {
                CloseSession();
            }
        }

        return failure;
    }

    private void Transfer(SmtpMessageOptions message, SendAttempt attempt, Deadline deadline)
    {
        if (_session is null)
        {
            _session = new MailSession(options, _logs.Sinks);
            _session.Open(deadline);
        }

        var prepared = attempt.Message!;
        var client = _session.Client;
        client.Forget();
        client.AllowPartialDelivery = message.AllowPartialDelivery;
        client.Notify = NotificationRequest.Of(message.DeliveryNotification);
        Capabilities.Require(client, prepared, client.Notify);
        var format = FormatOptions.Default.Clone();
        format.International = prepared.NeedsUtf8;
        if (prepared.IsBetterWithoutUtf8)
        {
            client.GiveUpUtf8();
        }

        attempt.Reply = _session.Within(deadline, c => c.Send(format, prepared.Message, prepared.Sender, prepared.Recipients));
        _session.Messages++;
    }

    /// <summary>False where there is none, the server has left it, or it lacks what it had; that one is closed then.</summary>
    private bool IsKeptSessionUsable(PreparedMessage prepared, Deadline deadline)
    {
        if (_session is null)
        {
            return false;
        }

        bool isWhole = !prepared.NeedsUtf8 || !_session.Client.IsUtf8GivenUp;
        if (isWhole && _session.IsAlive && (_idle.Elapsed < options.IdlePause || _session.IsAnswering(deadline)))
        {
            return true;
        }

        CloseSession();
        return false;
    }

    private static bool IsReusableAfter(SmtpFailure failure) => failure.Stage >= SmtpStage.Mail && failure.Kind is
        SmtpErrorKind.SenderRejected or SmtpErrorKind.RecipientRejected or SmtpErrorKind.MessageRejected
        or SmtpErrorKind.MessageTooLarge or SmtpErrorKind.CapabilityNotOffered or SmtpErrorKind.AuthenticationRequired;

    private void CloseSession()
    {
        _session?.Close();
        _session = null;
    }
}
