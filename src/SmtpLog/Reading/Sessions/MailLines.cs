namespace SmtpLog.Reading.Sessions;

/// <summary>What a session's facts become by a record that stands for itself and may speak of its mail.</summary>
internal static class MailLines
{
    public static void Take(SessionFacts session, IMailReader reader, ref LogRecord record)
    {
        SessionReply? reply = null;
        string? words = null;
        if (reader.Read(record.Text) is { } facts)
        {
            words = facts.Words;
            session.Connection.TakeMail(facts);
            session.Login.TakeMail(facts);
            reply = facts.Reply is null ? null : SessionReply.Of(facts.Reply, record.Code, record.EnhancedCode, record.Stage);
            session.Mail ??= new WholeMail(SessionClock.TimeOf(ref record));
            session.Mail.Add(facts, reply);
        }

        if (record.Origin == SmtpLogOrigin.Event)
        {
            EventLines.Take(session, ref record, words);
        }
        else if (reply is { IsRefusal: true })
        {
            session.Verdict.Refuse(reply, isReason: true);
        }

        if (session.Mail is { IsDelivered: true })
        {
            session.Verdict.Absolve();
        }
    }
}
