using System;
using System.IO;
using System.Net.Sockets;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using SmtpLog.Diagnosis;
using SmtpLog.Lines;
using SmtpLog.Writing;

namespace SmtpLog.Mail;

/// <summary>From what was thrown to why it failed. Every text of the server passes through its session's masking.</summary>
internal static class FailureMapper
{
    /// <summary>Null for what is none of the ways in which mail can fail: a defect, to be thrown on.</summary>
    public static SmtpFailure? Map(Exception exception, MailSession session, Deadline deadline)
    {
        if (deadline.Verdict is { } verdict)
        {
            return Ended(verdict, session.TransactionStage, deadline);
        }

        return exception switch
        {
            MailFailureException e => e.Failure,
            ServiceNotAuthenticatedException e => Refused(530, e.Message, session.TransactionStage, session),
            SmtpCommandException e => Refused((int)e.StatusCode, e.Message, StageOf(e.ErrorCode, session), session),
            SslHandshakeException e => Handshake(e, session),
            NotSupportedException when session.Stage == SmtpStage.Hello => StartTlsMissing(),
            ReplyTooLongException e => Plain(SmtpErrorKind.ProtocolError, session.TransactionStage, e.Message),
            SmtpProtocolException e => Protocol(e, session),
            SocketException e => Network(e.SocketErrorCode, e.Message, session),
            IOException { InnerException: SocketException e } => Network(e.SocketErrorCode, e.Message, session),
            IOException e => Lost($"The connection was lost: {e.Message}", session),
            _ => null,
        };
    }

    private static SmtpFailure Ended(SmtpErrorKind verdict, SmtpStage stage, Deadline deadline) => Plain(verdict, stage, verdict switch
    {
        SmtpErrorKind.Cancelled => "Stopped by the user",
        SmtpErrorKind.SendTimeout => $"Not sent within the send time-out of {deadline.SendTimeout.TotalSeconds:0.###} seconds",
        _ => $"No working connection within the connection time-out of {deadline.ConnectionTimeout.TotalSeconds:0.###} seconds",
    });

    private static SmtpFailure Refused(int code, string words, SmtpStage stage, MailSession session)
    {
        var reply = ServerReply.From(code, session.Clean(words));
        var kind = ReplyKind.Of(code, reply.EnhancedCode, stage);
        return new SmtpFailure
        {
            Kind = kind,
            Stage = stage,
            Sentence = ReplyKind.Sentence(kind),
            Code = code,
            EnhancedCode = reply.EnhancedCode,
            Reply = reply.Text,
        };
    }

    private static SmtpStage StageOf(SmtpErrorCode code, MailSession session) => code switch
    {
        SmtpErrorCode.SenderNotAccepted => SmtpStage.Mail,
        SmtpErrorCode.RecipientNotAccepted => SmtpStage.Recipient,
        SmtpErrorCode.MessageNotAccepted => SmtpStage.Data,
        _ => session.Stage,
    };

    private static SmtpFailure Handshake(SslHandshakeException exception, MailSession session)
    {
        if (session.Certificate.Problem is { } problem)
        {
            return Plain(SmtpErrorKind.CertificateInvalid, SmtpStage.Tls, $"The server's certificate is not accepted: {problem.Sentence}", detail: problem.Detail);
        }

        var cause = exception.InnerException ?? exception;
        while (cause.InnerException is not null)
        {
            cause = cause.InnerException;
        }

        return IsEnd(cause)
            ? Plain(SmtpErrorKind.ConnectionLost, SmtpStage.Tls, "The server ended the connection during the TLS handshake")
            : Plain(SmtpErrorKind.TlsHandshakeFailed, SmtpStage.Tls, $"TLS could not be negotiated: {cause.Message.TrimEnd('.')}");
    }

    /// <summary>.NET Framework has the same exception for bytes that are not TLS: there only a reset is sure.</summary>
    private static bool IsEnd(Exception cause) => cause is SocketException
#if NET
        or IOException
#endif
        ;

    private static SmtpFailure StartTlsMissing() =>
        Plain(SmtpErrorKind.StartTlsNotOffered, SmtpStage.Tls, "The server does not offer STARTTLS, and the connection has to be encrypted");

    private static SmtpFailure Protocol(SmtpProtocolException exception, MailSession session) =>
        exception.Message.StartsWith("The SMTP server has unexpectedly disconnected", StringComparison.Ordinal)
            ? Lost("The server ended the connection without a word", session)
            : Plain(SmtpErrorKind.ProtocolError, session.TransactionStage, "The server said something that is not SMTP", session.Replies.Text);

    /// <summary>
    /// A server that says 421, or refuses the greeting, and hangs up has said why, though MailKit only notices at its
    /// next command.
    /// </summary>
    private static SmtpFailure Lost(string sentence, MailSession session) =>
        session.Replies.FinalCode == 421 || (session.Replies.FinalCode >= 400 && session.Stage <= SmtpStage.Hello)
            ? Refused(session.Replies.FinalCode, $"{session.Replies.EnhancedCode} {session.Replies.Text}".TrimStart(' '), session.TransactionStage, session)
            : Plain(SmtpErrorKind.ConnectionLost, session.TransactionStage, sentence);

    private static SmtpFailure Network(SocketError error, string words, MailSession session)
    {
        if (session.Route is not null)
        {
            return Lost($"The connection was lost: {words}", session);
        }

        return error switch
        {
            SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain or SocketError.NoRecovery =>
                Plain(SmtpErrorKind.HostNotFound, SmtpStage.Connect, $"The name '{session.Host}' has no address", detail: words),
            SocketError.NotConnected or SocketError.ConnectionReset or SocketError.ConnectionAborted =>
                Plain(SmtpErrorKind.ConnectionLost, SmtpStage.Connect, "The server took the connection and ended it at once"),
            SocketError.TimedOut => Plain(SmtpErrorKind.ConnectionTimeout, SmtpStage.Connect, "The server did not answer"),
            _ => Plain(SmtpErrorKind.ConnectionRefused, SmtpStage.Connect, $"No connection could be made: {words}"),
        };
    }

    private static SmtpFailure Plain(SmtpErrorKind kind, SmtpStage stage, string sentence, string? reply = null, string? detail = null) =>
        new() { Kind = kind, Stage = stage, Sentence = LineSanitizer.Clean(sentence), Reply = reply, Detail = detail };
}
