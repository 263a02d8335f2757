using System;
using System.Linq;
using System.Text;
using SmtpLog.Reading.Sessions;
using Xunit;
using static SmtpLog.Tests.Reading.Sessions.LogSessions;

namespace SmtpLog.Tests.Reading.Sessions;

/// <summary>What a log says again is one object, and never another's.</summary>
public class RepeatedTests
{
    [Fact]
    public void Sessions_share_what_they_repeat()
    {
        string[] login = [.. Opening, "S 250-mx", "C AUTH PLAIN ********", "S 235 2.7.0 welcome", "C MAIL FROM:<ops@example.com>", "S 250 2.1.0 ok", Closed];
        var sessions = Read([.. login, .. login]);

        Assert.Equal(2, sessions.Count);
        Assert.Same(sessions[0].Extensions, sessions[1].Extensions);
        Assert.Same(sessions[0].Banner, sessions[1].Banner);
        Assert.Same(sessions[0].Mechanism, sessions[1].Mechanism);
        Assert.Same(sessions[0].Messages.Single().From, sessions[1].Messages.Single().From);
        Assert.False(sessions[0].Extensions is string[] or System.Collections.Generic.List<string>, "One session's list can be changed, and another's with it.");
    }

    [Fact]
    public void The_same_words_answer_different_commands()
    {
        SmtpLogSession session = Opened(
            "C MAIL FROM:<a@b>", "S 250 ok", "C RCPT TO:<c@d>", "S 550 no", "C RCPT TO:<e@f>", "S 250 ok", "C DATA", "S 550 no", Closed);

        Assert.Equal((550, "no", SmtpStage.Data), (session.Code, session.Reply, session.FailedStage));
        Assert.Equal(["c@d (refused, 550)", "e@f (accepted, 250)"], session.Messages.Single().Recipients.Select(recipient => $"{recipient}"));
    }

    [Fact]
    public void Whatever_was_kept_between_the_text_is_that_of_the_bytes()
    {
        var random = new Random(77);
        var repeated = new Repeated();
        byte[][] texts = [.. Enumerable.Range(0, 3000).Select(_ => Words(random))];
        for (int i = 0; i < 20_000; i++)
        {
            byte[] text = texts[random.Next(texts.Length)];

            Assert.Equal(Encoding.UTF8.GetString(text), repeated.Text(text));
            Assert.Equal(Encoding.UTF8.GetString(text).ToUpperInvariant(), repeated.Capitals(text));
        }
    }

    [Fact]
    public void A_reply_with_its_enhanced_code_apart_keeps_it()
    {
        var repeated = new Repeated();

        SessionReply plain = repeated.Reply("550 no such user"u8, 550, null, SmtpStage.Recipient);
        SessionReply own = repeated.Reply("550 no such user"u8, 550, "5.1.1", SmtpStage.Recipient);

        Assert.Equal((null, "5.1.1"), (plain.EnhancedCode, own.EnhancedCode));
        Assert.Same(plain, repeated.Reply("550 no such user"u8, 550, null, SmtpStage.Recipient));
        Assert.NotSame(plain, repeated.Reply("550 no such user"u8, 550, null, SmtpStage.Data));
    }

    /// <summary>Of any length, and many alike but for a few bytes.</summary>
    private static byte[] Words(Random random)
    {
        byte[] text = Encoding.UTF8.GetBytes(new string('a', random.Next(1, 700)));
        for (int changes = random.Next(4); changes > 0; changes--)
        {
            text[random.Next(text.Length)] = (byte)random.Next('b', 'z');
        }

        return text;
    }
}
