using System.Collections.Generic;
using System.Linq;
using Xunit;

namespace SmtpLog.Tests.Reading.Sessions;

/// <summary>What a send said of its failure and what its log says later are the same.</summary>
internal static class SendAgreement
{
    /// <param name="results">The results of one transporter, in order.</param>
    /// <param name="log">Its log, to the closed line.</param>
    public static void Check(IEnumerable<SmtpSendResult> results, string log)
    {
        Dictionary<string, SmtpLogSession> sessions = LogSessions.Parse(log).ToDictionary(session => session.SessionId!);
        foreach (IGrouping<string, SmtpSendResult> sends in results.Where(result => result.SessionId is not null).GroupBy(result => result.SessionId!))
        {
            SmtpLogSession session = sessions[sends.Key];
            if (sends.LastOrDefault(result => !result.Success) is not { } failed)
            {
                Assert.Equal(sends.Count(), session.Messages.Count(message => message.Accepted));
                Assert.True(session.Outcome == SmtpSessionOutcome.Completed || WasSentAgain(session), session.ToString());
                continue;
            }

            Assert.Equal(
                (SmtpSessionOutcome.Failed, failed.ErrorKind, failed.FailedStage, failed.Failure!.Code, failed.EnhancedCode),
                (session.Outcome, session.ErrorKind, session.FailedStage, session.Code, session.EnhancedCode));
            Assert.Equal(failed.IsTransient, session.IsTransient);
            Assert.Equal(failed.Failure.Reply ?? string.Empty, session.Reply ?? string.Empty);
            Assert.Equal(failed.Diagnosis!.ToString(), session.Diagnosis!.ToString());
        }
    }

    /// <summary>The server left a kept connection at the next MAIL: that session failed, and the message went out by another.</summary>
    private static bool WasSentAgain(SmtpLogSession session) =>
        session.FailedStage == SmtpStage.Mail && session.ErrorKind is SmtpErrorKind.ConnectionLost or SmtpErrorKind.ServiceUnavailable;
}
