namespace SmtpLog.Reading.Sessions;

/// <summary>What a session's facts become by a record that stands for itself and speaks of its mail.</summary>
internal static class MailLines
{
    public static void Take(SessionFacts session, IMailReader reader, ref LogRecord record)
    {
        MailFacts facts = reader.Read(record.Text);
        session.Connection.TakeMail(facts);
        session.Login.TakeMail(facts);
        SessionReply? reply = facts.Reply is null ? null : SessionReply.Of(facts.Reply, record.Code, record.EnhancedCode, record.Stage);
        session.Mail ??= new WholeMail(SessionClock.TimeOf(ref record));
        session.Mail.Add(facts, reply);
        if (record.Origin != SmtpLogOrigin.Server)
        {
            EventLines.Take(session, ref record);
        }
        else if (reply is { IsRefusal: true })
        {
            session.Verdict.Refuse(reply, isReason: true);
        }
    }
}
