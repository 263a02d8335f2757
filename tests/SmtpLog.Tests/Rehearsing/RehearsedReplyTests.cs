using SmtpLog.Rehearsing;
using Xunit;

namespace SmtpLog.Tests.Rehearsing;

public sealed class RehearsedReplyTests
{
    [Theory]
    [InlineData("250", 250, "")]
    [InlineData("250 ", 250, "")]
    [InlineData("550 5.1.1 No such user", 550, "5.1.1 No such user")]
    [InlineData("250-mx\n250-SIZE 1000\n250 HELP", 250, "mx|SIZE 1000|HELP")]
    [InlineData("250-mx\r\n250 HELP", 250, "mx|HELP")]
    [InlineData("250 mx\n250 HELP", 250, "mx|HELP")]
    [InlineData("535 5.7.8 Nutzername und Paßwort nicht akzeptiert", 535, "5.7.8 Nutzername und Paßwort nicht akzeptiert")]
    public void A_reply_is_what_goes_over_the_wire(string text, int code, string lines)
    {
        var reply = RehearsedReply.Parse(text);

        Assert.NotNull(reply);
        Assert.Equal(code, reply.Code);
        Assert.Equal(lines, string.Join("|", reply.Lines));
    }

    [Theory]
    [InlineData("")]
    [InlineData("no")]
    [InlineData("55 x")]
    [InlineData("5500 x")]
    [InlineData("550x")]
    [InlineData("199 x")]
    [InlineData("600 x")]
    [InlineData("250-mx\n550 HELP")]
    [InlineData("250 mx\n")]
    [InlineData("250 m\u001b[31mx")]
    [InlineData("250 m\rx")]
    public void Anything_else_is_none(string text) => Assert.Null(RehearsedReply.Parse(text));

    [Fact]
    public void The_last_reply_stays()
    {
        var rehearsal = new Rehearsal();
        rehearsal.Add("RCPT", RehearsedReply.Parse("250 ok")!);
        rehearsal.Add("rcpt", RehearsedReply.Close);

        Assert.Equal(250, rehearsal.At("Rcpt", 0)!.Code);
        Assert.Same(RehearsedReply.Close, rehearsal.At("RCPT", 1));
        Assert.Same(RehearsedReply.Close, rehearsal.At("RCPT", 7));
        Assert.Null(rehearsal.At("MAIL", 0));
    }
}
