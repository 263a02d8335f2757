using System;

namespace SmtpLog.Reading.Sessions;

/// <summary>What a session's facts become by its events.</summary>
internal static class EventLines
{
    private const int MostWords = 1024;

    /// <param name="session">The session.</param>
    /// <param name="record">The event.</param>
    /// <param name="words">Of an error: what a tool says of it, where that is not the whole text.</param>
    public static void Take(SessionFacts session, ref LogRecord record, string? words = null)
    {
        switch (record.Event)
        {
            case EventKind.Connecting or EventKind.Connected when record.Server is not null:
                session.Connection.TakeNamed(record.Server, record.Port, record.IsSecure);
                break;
            case EventKind.Connecting or EventKind.Connected:
                session.Connection.TakeConnection(new EventFacts(record.Text));
                break;
            case EventKind.TlsEstablished:
                session.IsHandshaking = false;
                session.Connection.TakeTls(record.Text);
                break;
            case EventKind.Certificate:
                session.Connection.TakeCertificate(record.Text);
                break;
            case EventKind.Authenticated:
                session.Login.TakeEvent(new EventFacts(record.Text));
                session.Verdict.Succeed(SmtpStage.Auth);
                break;
            case EventKind.ContentNotLogged:
                session.Transactions.TakeUnlogged(ref record);
                break;
            case EventKind.Error:
                words ??= record.ErrorKind is null ? null : Utf8.Decode(record.Text.Slice(0, Math.Min(record.Text.Length, MostWords)));
                var error = new ErrorLine(new EventFacts(record.Text), record.Stage, record.ErrorKind, words);
                session.Verdict.TakeError(error, session.Reply.Read(record.Stage));
                session.Login.TakeError(error);
                session.IsHandshaking = false;
                if (record.ErrorKind is not null && error.Stage is SmtpStage.Connect or SmtpStage.Tls)
                {
                    session.Connection.StayInTheClear();
                }

                break;
            case EventKind.Closed:
                session.IsClosed = true;
                session.Connection.TakeClosed(new EventFacts(record.Text));
                break;
            case EventKind.Other when session.Connection.Server is null:
                session.Connection.TakeForeignConnection(new EventFacts(record.Text));
                break;
        }
    }
}
