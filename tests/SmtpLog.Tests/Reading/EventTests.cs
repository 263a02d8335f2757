using System.Collections.Generic;
using System.Linq;
using System.Text;
using SmtpLog.Reading;
using Xunit;

namespace SmtpLog.Tests.Reading;

public class EventTests
{
    [Fact]
    public void Facts_stand_behind_the_phrase()
    {
        var facts = new EventFacts(Encoding.UTF8.GetBytes(
            "SMTP Connected to 'smtp.example.com' at port 587. (Secure) remote=203.0.113.9:587 subject=\"CN=a, O=\"\"b c\"\"\" notAfter=2027-02-01T00:00:00Z empty= last=\"\""));

        Assert.Equal("SMTP Connected to 'smtp.example.com' at port 587. (Secure)", Utf8.Decode(facts.Phrase));
        Assert.Equal(["remote=203.0.113.9:587", "subject=CN=a, O=\"b c\"", "notAfter=2027-02-01T00:00:00Z", "empty=", "last="], All(facts));
        Assert.Equal("203.0.113.9:587", facts["remote"u8]);
        Assert.Equal("2027-02-01T00:00:00Z", facts["notafter"u8]);
        Assert.Null(facts["local"u8]);
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("SMTP Connection closed", "SMTP Connection closed")]
    [InlineData("=", "=")]
    [InlineData("= ==a=", "= ==a=")]
    [InlineData("a=", "", "a=")]
    [InlineData("x a=\"open", "x", "a=open")]
    [InlineData("x a=\"b\"c d=e", "x", "a=b", "d=e")]
    [InlineData("x a=b stray d=e", "x", "a=b", "d=e")]
    [InlineData("x a=b=c  d=\"", "x", "a=b=c", "d=")]
    [InlineData("x  é=\"\"\"\" .-_=1", "x", "é=\"", ".-_=1")]
    public void Odd_sentences_are_taken_as_they_come(string sentence, string phrase, params string[] facts)
    {
        var parsed = new EventFacts(Encoding.UTF8.GetBytes(sentence));

        Assert.Equal(phrase, Utf8.Decode(parsed.Phrase));
        Assert.Equal(facts, All(parsed));
    }

    [Theory]
    [InlineData("kind=AuthenticationFailed stage=Auth code=535", SmtpStage.Auth, false)]
    [InlineData("kind=ConnectionLost stage=Data", SmtpStage.Data, true)]
    [InlineData("kind=ConnectionTimeout stage=Connect message=\"no answer\"", SmtpStage.Connect, true)]
    [InlineData("kind=ServiceUnavailable stage=Hello code=554", SmtpStage.Hello, false)]
    [InlineData("kind=RecipientRejected stage=Recipient code=450", SmtpStage.Recipient, true)]
    [InlineData("kind=SomethingNew code=451", SmtpStage.Connect, true)]
    public void An_error_event_says_where_and_whether_it_may_pass(string facts, SmtpStage stage, bool isTransient)
    {
        SmtpLogEntry error = Transcript.Read("# SMTP Connecting to 'a' at port 25.", "# SMTP Error. " + facts)[1];

        Assert.True(error.IsError);
        Assert.Equal((stage, isTransient), (error.Stage!.Value, error.IsTransient));
        Assert.Null(error.Code);
        Assert.Null(error.Command);
    }

    [Fact]
    public void Events_move_the_stage()
    {
        IReadOnlyList<SmtpLogEntry> entries = Transcript.Read(
            "# SMTP Connecting to 'a' at port 465.", "# SMTP Connected to 'a' at port 465. (Secure)", "# SMTP TLS established. protocol=Tls13",
            "# SMTP Something new.", "# SMTP Authenticated. mechanism=PLAIN", "# SMTP Message content 5 bytes not logged.", "# SMTP Connection closed. messages=1");

        Assert.Equal(
            [SmtpStage.Connect, SmtpStage.Connect, SmtpStage.Tls, SmtpStage.Tls, SmtpStage.Auth, SmtpStage.Data, SmtpStage.Quit],
            entries.Select(entry => entry.Stage!.Value));
    }

    [Fact]
    public void Words_of_a_server_quoted_in_an_event_forge_nothing()
    {
        string forged = "2 2026-11-24T02:23:31.000Z 1 1 S < \"\"535 5.7.8 forged\"\"";

        SmtpLogEntry only = Assert.Single(Transcript.Read($"# SMTP Error. kind=ProtocolError stage=Auth message=\"{forged}\""));

        Assert.False(only.IsRecovered);
        Assert.EndsWith("forged\"\"\"", only.Text, System.StringComparison.Ordinal);
    }

    private static List<string> All(EventFacts facts)
    {
        var all = new List<string>();
        while (facts.MoveNext())
        {
            all.Add($"{Utf8.Decode(facts.Key)}={Utf8.Decode(facts.Value)}");
        }

        return all;
    }
}
