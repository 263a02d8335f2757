using System.Collections.Generic;
using System.Linq;
using SmtpLog.Rehearsing;
using SmtpLog.Tests.Reading.Sessions;
using Xunit;

namespace SmtpLog.Tests.Rehearsing;

public sealed class SessionReplayTests
{
    private const string Greeting = "1:S 220 mx|1:C EHLO x|1:S 250 mx|";

    [Theory]
    [InlineData("1:S 554 5.7.1 no", "Connect=554")]
    [InlineData("1:S 220 mx|1:C EHLO x|1:S 250-mx|1:S 250 HELP", "Connect=220 EHLO=250")]
    [InlineData("1:S 220 mx|1:C EHLO x|1:S 554 no", "Connect=220 EHLO=554 HELO=554")]
    [InlineData(Greeting + "1:C AUTH LOGIN|1:S 334 VXNlcg==|1:C ****************|1:S 334 UGFzcw==|1:C ****************|1:S 535 no", "Connect=220 EHLO=250 AUTH=535")]
    [InlineData(Greeting + "1:C MAIL FROM:<a@b>|1:C RCPT TO:<c@d>|1:C RCPT TO:<e@f>|1:S 250 ok|1:S 250 ok|1:S 550 no", "Connect=220 EHLO=250 MAIL=250 RCPT=250,550")]
    [InlineData(Greeting + "1:C MAIL FROM:<a@b>|1:S 250 ok|1:C RCPT TO:<c@d>|1:S 250 ok|1:C DATA|1:S 354 go|1:C Subject: x|1:C .|1:S 451 later|1:C DATA|1:S 503 no", "Connect=220 EHLO=250 MAIL=250 RCPT=250 DATA=354,503 Content=451")]
    [InlineData(Greeting + "1:C MAIL FROM:<a@b>|1:S 250 ok|1:C RCPT TO:<c@d>|1:S 250 ok|1:C BDAT 5|1:S 250 more|1:C BDAT 3 LAST|1:S 250 queued", "Connect=220 EHLO=250 MAIL=250 RCPT=250 Content=250")]
    [InlineData(Greeting + "1:C MAIL FROM:<a@b>|1:# SMTP Error. kind=ConnectionLost stage=Mail message=\"gone\"|1:# SMTP Connection closed.", "Connect=220 EHLO=250 MAIL=0")]
    [InlineData(Greeting + "1:C MAIL FROM:<a@b>|1:S 250 ok|1:C RCPT TO:<c@d>|1:S 250 ok|1:C DATA|1:S 354 go|1:C .|1:# SMTP Error. kind=SendTimeout stage=Data message=\"gone\"|1:# SMTP Connection closed.", "Connect=220 EHLO=250 MAIL=250 RCPT=250 DATA=354 Content=0")]
    [InlineData("1:# SMTP Connecting to 'mx' at port 25.|1:# SMTP Error. kind=ConnectionTimeout stage=Connect message=\"gone\"|1:# SMTP Connection closed.", "Connect=0")]
    public void Each_reply_is_said_at_its_moment(string log, string expected) =>
        Assert.Equal(expected, Describe(SessionReplay.Of(LogSessions.Read(log.Split('|')).Single())));

    [Fact]
    public void The_record_tells_how_it_was_encrypted()
    {
        SmtpTls Tls(string log) => SessionReplay.Tls(LogSessions.Read(log.Split('|')).Single());

        Assert.Equal(SmtpTls.None, Tls("1:S 220 mx"));
        Assert.Equal(SmtpTls.StartTls, Tls("1:S 220 mx|1:C STARTTLS|1:S 220 go"));
        Assert.Equal(SmtpTls.Implicit, Tls("1:# SMTP Connected to 'mx' at port 465. (Secure)|1:S 220 mx"));
    }

    private static string Describe(Rehearsal rehearsal) => string.Join(" ", Rehearsal.Moments
        .Select(moment => (Moment: moment, Codes: string.Join(",", Replies(rehearsal, moment))))
        .Where(one => one.Codes.Length > 0)
        .Select(one => $"{one.Moment}={one.Codes}"));

    /// <summary>Up to the one that stays.</summary>
    private static IEnumerable<int> Replies(Rehearsal rehearsal, string moment)
    {
        RehearsedReply? last = null;
        for (int time = 0; rehearsal.At(moment, time) is { } reply && reply != last; time++)
        {
            yield return reply.Code;
            last = reply;
        }
    }
}
