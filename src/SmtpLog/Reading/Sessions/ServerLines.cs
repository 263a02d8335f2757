namespace SmtpLog.Reading.Sessions;

/// <summary>What a session's facts become by what the server says: a reply counts when its last line is there.</summary>
internal static class ServerLines
{
    public static void Take(SessionFacts facts, ref LogRecord record)
    {
        if (!facts.Reply.Add(ref record))
        {
            return;
        }

        switch (record.Command)
        {
            case "MAIL" or "RCPT" or "DATA" or "BDAT":
                AnswerMessage(facts, record.Command, facts.Reply.Read(record.Stage));
                break;
            case "AUTH":
                AnswerLogin(facts, facts.Reply.Read(record.Stage));
                break;
            case "EHLO" or "LHLO" or "HELO" or "STARTTLS":
                AnswerHello(facts, record.Command, facts.Reply.Read(record.Stage));
                break;
            case null:
                TakeUnasked(facts, ref record);
                break;
        }

        facts.SaidGoodbye = record.Code == 221;
    }

    private static void AnswerMessage(SessionFacts facts, string command, SessionReply reply)
    {
        switch (facts.Transactions.Take(command, reply))
        {
            case Answer.Accepted:
                facts.Verdict.Deliver();
                break;
            case Answer.Refused:
                facts.Verdict.Refuse(reply, isReason: true);
                break;
            case Answer.RefusedToo:
                facts.Verdict.Refuse(reply, isReason: false);
                break;
            case Answer.Odd:
                facts.Verdict.Remark(reply);
                break;
            case Answer.Expected when command == "MAIL":
                facts.Verdict.Succeed(SmtpStage.Mail);
                break;
        }
    }

    private static void AnswerLogin(SessionFacts facts, SessionReply reply)
    {
        facts.Login.TakeServer(reply);
        if (reply.IsRefusal || reply.Code == LoginFacts.Accepted)
        {
            facts.Verdict.Weigh(reply, SmtpStage.Auth);
        }
        else
        {
            facts.Verdict.Remark(reply);
        }
    }

    private static void AnswerHello(SessionFacts facts, string command, SessionReply reply)
    {
        bool isTls = command == "STARTTLS";
        facts.Verdict.Weigh(reply, isTls ? SmtpStage.Tls : SmtpStage.Hello);
        if (reply.IsSuccess && isTls)
        {
            facts.IsHandshaking = true;
        }
        else if (reply.IsSuccess && command != "HELO")
        {
            facts.Hello = reply.Hello;
        }
    }

    /// <summary>The greeting, a server that gives up, or a reply whose command the log does not show.</summary>
    private static void TakeUnasked(SessionFacts facts, ref LogRecord record)
    {
        if (record.Stage == SmtpStage.Connect && facts.Banner is null && !facts.HasClient)
        {
            SessionReply greeting = facts.Reply.Read(SmtpStage.Connect);
            facts.Banner = greeting.Text;
            facts.Verdict.Weigh(greeting, SmtpStage.Connect);
            return;
        }

        bool isComplaint = record.Code is >= 500 and <= 504;
        bool isIdle = record.Code == 421 && facts.Transactions.IsDone;
        if (record.Code >= 400 && !isComplaint && !isIdle)
        {
            facts.Verdict.Refuse(facts.Reply.Read(record.Stage), isReason: true);
        }
    }
}
