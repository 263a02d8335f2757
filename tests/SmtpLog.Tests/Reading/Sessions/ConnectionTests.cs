using System;
using Xunit;
using static SmtpLog.Tests.Reading.Sessions.LogSessions;

namespace SmtpLog.Tests.Reading.Sessions;

public class ConnectionTests
{
    [Fact]
    public void Events_tell_of_connection_certificate_and_login()
    {
        SmtpLogSession session = One(
            "# SMTP Connecting to 'smtp.example.com' at port 587.",
            "# SMTP Connected to 'smtp.example.com' at port 587. (Not secure) remote=203.0.113.9:587 local=192.0.2.4:50112 elapsed=23ms",
            "S 220-smtp.example.com", "S 220 ready", "C EHLO x", "S 250-a", "S 250-STARTTLS", "S 250 AUTH=LOGIN", "C STARTTLS", "S 220 go ahead",
            "# SMTP TLS established. protocol=Tls13 cipher=TLS_AES_256_GCM_SHA384 subject=\"CN=smtp.example.com, O=\"\"E\"\"\" issuer=\"CN=CA\" thumbprint=ABCD notAfter=2027-02-01T00:00:00Z elapsed=41ms",
            "C EHLO x", "S 250-a", "S 250-AUTH=LOGIN CRAM-MD5", "S 250-AUTH PLAIN LOGIN", "S 250 SIZE 1000", "C AUTH PLAIN ****************", "S 235 ok",
            "# SMTP Authenticated. mechanism=PLAIN user=\"ops\"", "# SMTP Connection closed. messages=0 sent=14210 received=893 elapsed=648ms");

        Assert.Equal(("smtp.example.com", 587, true), (session.Server, session.Port, session.Secure));
        Assert.Equal(("203.0.113.9:587", "192.0.2.4:50112"), (session.RemoteEndPoint, session.LocalEndPoint));
        Assert.Equal(("Tls13", "TLS_AES_256_GCM_SHA384"), (session.TlsProtocol, session.TlsCipher));
        Assert.Equal(("CN=smtp.example.com, O=\"E\"", "CN=CA", "ABCD"), (session.CertificateSubject, session.CertificateIssuer, session.CertificateThumbprint));
        Assert.Equal(new DateTimeOffset(2027, 2, 1, 0, 0, 0, TimeSpan.Zero), session.CertificateNotAfter);
        Assert.Equal("smtp.example.com\nready", session.Banner);
        Assert.Equal(["AUTH=LOGIN CRAM-MD5", "AUTH PLAIN LOGIN", "SIZE 1000"], session.Extensions);
        Assert.Equal(["LOGIN", "CRAM-MD5", "PLAIN"], session.MechanismsOffered);
        Assert.Equal(("PLAIN", true, "ops"), (session.Mechanism, session.Authenticated, session.UserName));
        Assert.Equal((14210L, 893L), (session.BytesSent, session.BytesReceived));
        Assert.Equal(SmtpSessionOutcome.Completed, session.Outcome);
    }

    [Theory]
    [InlineData("SMTP Connected to 'a' at port 25. (Secure)", true)]
    [InlineData("SMTP Connected to 'a' at port 25. (Not secure)", false)]
    [InlineData("SMTP Connected to 'a' at port 25.", null)]
    public void A_connection_is_as_secure_as_the_log_says(string sentence, bool? expected)
    {
        Assert.Equal(expected, One("# " + sentence).Secure);
    }

    [Fact]
    public void Going_on_after_STARTTLS_shows_that_TLS_stands()
    {
        Assert.Null(Opened("C STARTTLS", "S 220 go ahead").Secure);
        Assert.True(Opened("C STARTTLS", "S 220 go ahead", "C EHLO x").Secure);
        Assert.Null(Opened("C STARTTLS", "S 454 no", "C EHLO x").Secure);
    }

    [Theory]
    [InlineData("SMTP Conectado a 'a.example' en el puerto 25. (Seguro)", "a.example", 25, null)]
    [InlineData("SMTP ポート 465 で 'a.example' に接続されました。(セキュア)", "a.example", 465, true)]
    [InlineData("SMTP Conectado", null, null, null)]
    [InlineData("SMTP it's port 25, isn't it", null, null, null)]
    [InlineData("SMTP Conectado a 'a.example' 99999", null, null, null)]
    public void Name_and_port_are_found_in_any_language(string sentence, string? server, int? port, bool? isSecure)
    {
        SmtpLogSession session = One("# " + sentence, "S 220 a");

        Assert.Equal((server, port, isSecure), (session.Server, session.Port, session.Secure));
    }

    [Fact]
    public void A_name_that_can_be_no_server_is_not_looked_for_once_one_is_known()
    {
        Assert.Equal("mx.example.com", Opened("# SMTP Something about 'x' and 25").Server);
    }

    [Fact]
    public void A_log_without_the_connection_knows_no_server()
    {
        SmtpLogSession session = One("S 220 smtp.gmail.com ESMTP", "C EHLO x", "S 250 a", "C AUTH PLAIN ********", "S 535 5.7.8 Username and Password not accepted.", "C QUIT", "S 221 bye");

        Assert.Null(session.Server);
        Assert.Null(session.Secure);
        Assert.Contains("Gmail", session.Diagnosis!.Cause, StringComparison.Ordinal);
    }

    [Fact]
    public void The_longest_pause_is_found_with_the_line_before_it()
    {
        string log = Transcript.Of(Opening) + Transcript.Line(100, "C NOOP") + "\n" + Transcript.Line(101, "S 250 ok") + "\n";

        SmtpLogSession session = Assert.Single(Parse(log));

        Assert.Equal(TimeSpan.FromMilliseconds(950), session.LongestPause);
        Assert.Equal(("250 PIPELINING", 5L), (session.LongestPauseAfter!.Text, session.LongestPauseAfter.LineNumber));
    }

    [Fact]
    public void A_clock_that_is_set_back_makes_no_pause_and_no_negative_time()
    {
        string log = Transcript.Line(50, Connecting) + "\n" + Transcript.Line(2, "S 220 a") + "\n";

        SmtpLogSession session = Assert.Single(Parse(log));

        Assert.Equal((TimeSpan.Zero, null), (session.Duration, session.LongestPause));
        Assert.Null(session.LongestPauseAfter);
    }
}
