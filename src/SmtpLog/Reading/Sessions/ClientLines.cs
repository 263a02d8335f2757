namespace SmtpLog.Reading.Sessions;

/// <summary>What a session's facts become by what the client says.</summary>
internal static class ClientLines
{
    public static void Take(SessionFacts facts, ref LogRecord record)
    {
        facts.HasClient = true;
        facts.Reply.Abandon();
        facts.Verdict.GoOn();
        if (facts.IsHandshaking)
        {
            facts.IsHandshaking = false;
            facts.Connection.BecomeSecure();
        }

        switch (record.Command)
        {
            case "AUTH":
                facts.Login.TakeClient(record.Text);
                break;
            case "MAIL" or "RCPT" or "DATA" or "BDAT":
            case null when record.Stage == SmtpStage.Data:
                facts.Transactions.TakeClient(ref record);
                break;
            case "RSET" or "QUIT" or "EHLO" or "HELO" or "LHLO" or "STARTTLS":
                facts.Transactions.Leave();
                break;
        }
    }
}
