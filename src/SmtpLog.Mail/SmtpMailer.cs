using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Net.Mail;
using System.Threading;
using MailKit;
using MimeKit;
using SmtpLog.Contracts;
using SmtpLog.Writing;
using SmtpLog.Writing.Rotation;

namespace SmtpLog.Mail;

/// <summary>Sends the messages of one transporter, over a connection that is kept between them.</summary>
internal sealed class SmtpMailer(SmtpTransporterOptions options) : ISmtpMailer
{
    private readonly TranscriptSink _transcript = new(LogSequence.Shared);
    private readonly Stopwatch _idle = new();
    private FileSink? _log;
    private MailSession? _session;

    public SmtpSendResult Send(SmtpMessageOptions message, CancellationToken cancellationToken)
    {
        var attempt = new SendAttempt(options);
        try
        {
            using var prepared = MessageBuilder.Build(message, options);
            attempt.Message = prepared;
            OpenLog();
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
        return attempt.ToResult(_transcript.Take(), TakeLogError());
    }

    public SmtpTestResult Check(SmtpCheckOptions check, CancellationToken cancellationToken) =>
        new CheckRunner(options, check).Run(cancellationToken);

    public void Dispose()
    {
        CloseSession();
        _log?.Dispose();
        _log = null;
    }

    private void OpenLog()
    {
        if (_log is not null)
        {
            _log.Renew();
        }
        else if (options.LogPath is not null)
        {
            _log = new FileSink(options.LogPath, options.LogFormat, options.LogContent);
        }
    }

    private string? TakeLogError()
    {
        string? own = _log?.TakeError();
        string? shared = ProcessLog.Shared.TakeError();
        return own is null || shared is null ? own ?? shared : $"{own} {shared}";
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
            _session = new MailSession(options, Sinks());
            _session.Open(deadline);
        }

        var prepared = attempt.Message!;
        var client = _session.Client;
        client.Forget();
        client.AllowPartialDelivery = message.AllowPartialDelivery;
        client.Notify = Notification(message.DeliveryNotification);
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

    private List<ILogSink> Sinks() => _log is null ? [_transcript, ProcessLog.Shared] : [_transcript, _log, ProcessLog.Shared];

    private void CloseSession()
    {
        _session?.Close();
        _session = null;
    }

    private static DeliveryStatusNotification? Notification(DeliveryNotificationOptions wanted)
    {
        if (wanted == DeliveryNotificationOptions.None)
        {
            return null;
        }

        if ((wanted & DeliveryNotificationOptions.Never) != 0)
        {
            return DeliveryStatusNotification.Never;
        }

        DeliveryStatusNotification notify = 0;
        notify |= (wanted & DeliveryNotificationOptions.OnSuccess) != 0 ? DeliveryStatusNotification.Success : 0;
        notify |= (wanted & DeliveryNotificationOptions.OnFailure) != 0 ? DeliveryStatusNotification.Failure : 0;
        notify |= (wanted & DeliveryNotificationOptions.Delay) != 0 ? DeliveryStatusNotification.Delay : 0;
        return notify;
    }
}
