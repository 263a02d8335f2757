using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using SmtpLog.Reading;
using SmtpLog.Tests.Reading.Sessions;
using Xunit;

namespace SmtpLog.Tests.Reading.Dialects;

/// <summary>The messages of Postfix's log, as sessions.</summary>
public class PostfixMailTests
{
    [Theory]
    [InlineData("success.log", "F12B8B26853 -: Completed -; bob@example.com > +alice@example.com:- size=381 True - 2fa668f2e0e8a3008dcd5ab33c9a6d86.bob@example.com")]
    [InlineData("relay.log", "4XyZ1b2C3dz9rxS mx.example.net:25 Failed <nobody@example.net>: Recipient address rejected: User unknown; - > +bob@example.net:250 -nobody@example.net:550 size=- True 250 -")]
    public void A_message_has_its_envelope_and_the_fate_of_each_recipient(string name, string expected) =>
        Assert.Equal(expected, Describe(Read(Sample.Load(SmtpLogDialect.Postfix, name)).First(session => session.SessionId == expected.Split(' ')[0])));

    [Fact]
    public void A_refusal_is_that_of_a_recipient() => Assert.Equal(
        ["- -: Failed <carol@example.com>: Recipient address rejected: User unknown in virtual mailbox table; bob@example.com > -carol@example.com:550 size=- False 550 -"],
        Read(Sample.Load(SmtpLogDialect.Postfix, "failure.log")).Where(session => session.Code == 550).Select(Describe));

    [Fact]
    public void What_came_through_at_another_attempt_is_no_failure() => Assert.Equal(
        ["A1B2C3D4E5 mx2.example.org:25 Open -; ops@example.com > +bob@example.org:250 size=400 True 250 -"],
        Read(
            "Nov  4 08:00:01 mail postfix/qmgr[1]: A1B2C3D4E5: from=<ops@example.com>, size=400, nrcpt=1 (queue active)",
            "Nov  4 08:00:02 mail postfix/smtp[2]: A1B2C3D4E5: to=<bob@example.org>, relay=none, delay=30, delays=0/0/30/0, dsn=4.4.1, status=deferred (connect to mx1.example.org[192.0.2.1]:25: Connection timed out)",
            "Nov  4 08:10:02 mail postfix/smtp[2]: A1B2C3D4E5: to=<bob@example.org>, relay=mx2.example.org[192.0.2.2]:25, delay=600, delays=0/0/1/1, dsn=4.7.1, status=deferred (host mx2.example.org[192.0.2.2] said: 450 4.7.1 Greylisted (in reply to RCPT TO command))",
            "Nov  4 08:20:02 mail postfix/smtp[2]: A1B2C3D4E5: to=<bob@example.org>, relay=mx2.example.org[192.0.2.2]:25, delay=1200, delays=0/0/1/1, dsn=2.0.0, status=sent (250 2.0.0 Ok: queued as 4XyZ)").Select(Describe));

    [Theory]
    [InlineData("A1B2C3D4E5: to=<bob@exam")]
    [InlineData("A1B2C3D4E5: to=<bob@example.org>, relay=mx.exam")]
    [InlineData("A1B2C3D4E5: client=client.example.com[192.0.2.7], sasl_method=PLAIN, sasl_username=bob")]
    public void A_line_that_says_nothing_of_the_mail_makes_none(string line) =>
        Assert.Empty(Assert.Single(Read($"Nov  4 08:00:01 mail postfix/smtp[1]: {line}")).Messages);

    [Theory]
    [InlineData("A1B2C3D4E5: from=<>, size=x, nrcpt=1 (queue active)", " >  size=- False - -")]
    [InlineData("A1B2C3D4E5: to=<a@b>, relay=mx[::1]:99999999999, dsn=2.0.0, status=sent", "- > +a@b:- size=- True - -")]
    [InlineData("A1B2C3D4E5: to=<a@b>, relay=[, dsn=2.0.0, status=bounced ()", "- > -a@b:- size=- False - -")]
    [InlineData("NOQUEUE: reject: RCPT from x: 550 no", "- >  size=- False 550 -")]
    [InlineData("NOQUEUE: reject: RCPT from x", "- >  size=- False - -")]
    public void Odd_lines_give_what_there_is(string line, string expected) =>
        Assert.EndsWith($"; {expected}", Describe(Read($"Nov  4 08:00:01 mail postfix/smtp[1]: {line}").First(session => session.Messages.Count > 0)), System.StringComparison.Ordinal);

    private static List<SmtpLogSession> Read(params string[] lines) => Read(Encoding.UTF8.GetBytes(string.Join('\n', lines)));

    private static List<SmtpLogSession> Read(byte[] log) =>
        LogSessions.Parse(log, new LogReaderOptions { Dialect = SmtpLogDialect.Postfix });

    private static string Describe(SmtpLogSession session)
    {
        SmtpLogMessage message = session.Messages.Single();
        string recipients = string.Join(' ', message.Recipients.Select(recipient => $"{(recipient.Accepted ? '+' : '-')}{recipient.Address}:{Name(recipient.Code)}"));
        return $"{session.SessionId ?? "-"} {session.Server ?? "-"}:{(session.Port is null ? string.Empty : Name(session.Port))} {session.Outcome} {session.Reply ?? "-"}; "
            + $"{message.From ?? "-"} > {recipients} size={Name(message.Size)} {message.Accepted} {Name(message.Code)} {message.MessageId ?? "-"}";
    }

    private static string Name(object? value) => value is null ? "-" : string.Create(CultureInfo.InvariantCulture, $"{value}");
}
