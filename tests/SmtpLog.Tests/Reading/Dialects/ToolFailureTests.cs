using System.Collections.Generic;
using System.Linq;
using System.Text;
using SmtpLog.Reading;
using SmtpLog.Tests.Reading.Sessions;
using Xunit;

namespace SmtpLog.Tests.Reading.Dialects;

/// <summary>Why a session failed, in the words of the tools themselves.</summary>
public class ToolFailureTests
{
    [Theory]
    [InlineData("smtplib.SMTPAuthenticationError: (535, b'5.7.8 no')", "Auth AuthenticationFailed")]
    [InlineData("smtplib.SMTPSenderRefused: (550, b'no', 'ops@example.com')", "Connect SenderRejected")]
    [InlineData("smtplib.SMTPSenderRefused: (530, b'no', 'ops@example.com')", "Connect AuthenticationRequired")]
    [InlineData("smtplib.SMTPRecipientsRefused: {'bob@example.com': (550, b'5.1.1 no')}", "Connect RecipientRejected")]
    [InlineData("smtplib.SMTPDataError: (554, b'5.7.1 spam')", "Connect MessageRejected")]
    [InlineData("smtplib.SMTPConnectError: (554, b'no')", "Connect ServiceUnavailable")]
    [InlineData("smtplib.SMTPHeloError: (502, b'no')", "Connect ProtocolError")]
    [InlineData("smtplib.SMTPServerDisconnected: Connection unexpectedly closed", "Connect ConnectionLost")]
    [InlineData("smtplib.SMTPServerDisconnected: Connection unexpectedly closed: timed out", "Connect ConnectionTimeout")]
    [InlineData("smtplib.SMTPNotSupportedError: STARTTLS extension not supported by server.", "Tls StartTlsNotOffered")]
    [InlineData("smtplib.SMTPNotSupportedError: SMTP AUTH extension not supported by server.", "Auth MechanismNotOffered")]
    [InlineData("smtplib.SMTPNotSupportedError: One or more source or delivery addresses require internationalized email support", "Connect CapabilityNotOffered")]
    [InlineData("smtplib.SMTPException: No suitable authentication method found.", "Auth MechanismNotOffered")]
    [InlineData("aiosmtplib.errors.SMTPConnectError: Error connecting to mx.example.com on port 25: Connection refused", "Connect ConnectionRefused")]
    [InlineData("ConnectionRefusedError: [Errno 111] Connection refused", "Connect ConnectionRefused")]
    [InlineData("socket.gaierror: [Errno -2] Name or service not known", "Connect HostNotFound")]
    [InlineData("TimeoutError: timed out", "Connect ConnectionTimeout")]
    [InlineData("socket.timeout: timed out", "Connect ConnectionTimeout")]
    [InlineData("ConnectionResetError: [Errno 104] Connection reset by peer", "Connect ConnectionLost")]
    [InlineData("OSError: [Errno 101] Network is unreachable", "Connect ConnectionRefused")]
    [InlineData("ssl.SSLCertVerificationError: [SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: certificate has expired (_ssl.c:1006)", "Tls CertificateInvalid")]
    [InlineData("ssl.SSLError: [SSL: WRONG_VERSION_NUMBER] wrong version number (_ssl.c:1006)", "Tls TlsHandshakeFailed")]
    public void Pythons_exception_is_the_reason_where_no_reply_is(string exception, string expected)
    {
        string log = $"connect: to ('mx.example.com', 25) None\nTraceback (most recent call last):\n  File \"send.py\", line 1, in <module>\n    raise\n{exception}";

        Assert.Equal($"Failed {expected} -", Describe(Assert.Single(Read(SmtpLogDialect.Python, log))));
    }

    [Theory]
    [InlineData(SmtpLogDialect.Python, "certificate-refused.log", "issued by itself")]
    [InlineData(SmtpLogDialect.Curl, "certificate-refused.log", "issued by itself")]
    [InlineData(SmtpLogDialect.MsmtpLog, "trap.log", "has expired")]
    [InlineData(SmtpLogDialect.Msmtp, "refused.txt", "No mail server listens")]
    public void The_diagnosis_goes_by_the_tools_words(SmtpLogDialect dialect, string name, string cause)
    {
        List<SmtpLogSession> sessions = LogSessions.Parse(Sample.Load(dialect, name), new LogReaderOptions { Dialect = dialect });

        Assert.Contains(cause, sessions.Last(session => session.ErrorKind is not null).Diagnosis!.Cause, System.StringComparison.Ordinal);
    }

    [Fact]
    public void Another_exception_of_Pythons_is_no_failure_of_the_session()
    {
        const string Log = "connect: to ('mx.example.com', 25) None\nreply: b'220 mx\\r\\n'\nTraceback (most recent call last):\n  File \"send.py\", line 1, in <module>\nKeyError: 'to'";

        SmtpLogSession session = Assert.Single(Read(SmtpLogDialect.Python, Log));

        Assert.Equal(SmtpSessionOutcome.Open, session.Outcome);
        Assert.DoesNotContain(session.Entries, entry => entry.IsRecovered);
    }

    [Fact]
    public void A_line_after_a_traceback_is_a_strangers_again()
    {
        IReadOnlyList<SmtpLogEntry> entries = ToolSamples.Read(
            SmtpLogDialect.Python, "connect: to ('mx.example.com', 25) None", "Traceback (most recent call last):", "  File", "KeyError: 'to'", "Retrying: soon");

        Assert.Equal([false, false, false, false, true], entries.Select(entry => entry.IsRecovered));
    }

    [Theory]
    [InlineData("Could not resolve host: mx.example.com", "Connect HostNotFound")]
    [InlineData("connect to 192.0.2.1 port 25 from 192.0.2.9 port 40000 failed: Connection timed out|* Failed to connect to mx.example.com port 25 after 130000 ms: Couldn't connect to server", "Connect ConnectionTimeout")]
    [InlineData("connect to 192.0.2.1 port 25 failed: No route to host|* Failed to connect to mx.example.com port 25 after 3 ms: Couldn't connect to server", "Connect ConnectionRefused")]
    [InlineData("Connection timed out after 5001 milliseconds", "Connect ConnectionTimeout")]
    [InlineData("SSL: no alternative certificate subject name matches target host name 'mx.example.com'", "Tls CertificateInvalid")]
    [InlineData("OpenSSL SSL_connect: SSL_ERROR_SYSCALL in connection to mx.example.com:465", "Tls TlsHandshakeFailed")]
    [InlineData("Recv failure: Connection reset by peer", "Connect ConnectionLost")]
    [InlineData("STARTTLS not supported.", "Tls StartTlsNotOffered")]
    public void curl_says_it_without_its_exit_code_too(string words, string expected)
    {
        string log = $"*   Trying 192.0.2.1:25...\n* {words.Replace('|', '\n')}\n* Closing connection 0";

        Assert.Equal($"Failed {expected} -", Describe(Assert.Single(Read(SmtpLogDialect.Curl, log))));
    }

    [Fact]
    public void An_address_that_curl_tried_in_vain_is_no_failure()
    {
        const string Log = "*   Trying [2001:db8::1]:25...\n* connect to 2001:db8::1 port 25 failed: Network is unreachable\n*   Trying 192.0.2.1:25...\n* Connected to mx.example.com (192.0.2.1) port 25 (#0)\n< 220 mx\n> QUIT\n< 221 Bye\n* Closing connection 0";

        Assert.Equal("Completed - - -", Describe(Assert.Single(Read(SmtpLogDialect.Curl, Log))));
    }

    [Theory]
    [InlineData("SMTP ERROR: Failed to connect to server:  (0)", "Connect ConnectionRefused")]
    [InlineData("SMTP ERROR: Failed to connect to server: Connection timed out (110)", "Connect ConnectionTimeout")]
    [InlineData("SMTP Error: Could not authenticate.", "Auth AuthenticationFailed")]
    [InlineData("SMTP Error: data not accepted.", "- MessageRejected")]
    [InlineData("Message could not be sent. Mailer Error: SMTP Error: Could not connect to SMTP host.", "Connect ConnectionRefused")]
    public void PHPMailers_errors_are_read_without_their_conversation(string line, string expected)
    {
        Assert.Equal($"Failed {expected} -", Describe(Assert.Single(Read(SmtpLogDialect.PhpMailer, line))));
        Assert.Equal($"Failed {expected} -", Describe(Assert.Single(Read(SmtpLogDialect.Auto, $"2026-11-25 16:02:03\t{line}"))));
    }

    [Theory]
    [InlineData("Connection could not be established with host \"mx.example.com:25\": stream_socket_client(): Unable to connect to mx.example.com:25 (Connection timed out)", "Connect ConnectionTimeout")]
    [InlineData("In Transport.php: Failed to authenticate on SMTP server with username \"ops\" using the following authenticators: \"LOGIN\".", "Auth AuthenticationFailed")]
    [InlineData("Unable to connect with STARTTLS.", "Tls TlsHandshakeFailed")]
    [InlineData("Expected response code \"220\" but got an empty response.", "- ConnectionLost")]
    public void Symfonys_exception_is_read_without_its_debug_text(string line, string expected) =>
        Assert.Equal($"Failed {expected} -", Describe(Assert.Single(Read(SmtpLogDialect.Auto, line))));

    [Fact]
    public void Symfonys_exception_before_its_debug_text_leaves_the_reason_to_that()
    {
        const string Log = "Failed to authenticate on SMTP server with username \"ops\" using the following authenticators: \"LOGIN\".\n\n< 220 mx\n> EHLO x\n< 250 AUTH LOGIN\n> AUTH LOGIN\n< 535 5.7.8 no";

        Assert.Equal("Failed Auth AuthenticationFailed 535", Describe(Assert.Single(Read(SmtpLogDialect.Symfony, Log))));
    }

    [Fact]
    public void SwiftMailers_log_inside_an_exception_makes_no_session()
    {
        const string Log = "++ Starting Swift_SmtpTransport\n<< 220 mx\n>> EHLO x\n<< 502 no\n!! Expected 250, with message \"502 no\n\"\nLog data:\n++ Starting Swift_SmtpTransport\n<< 220 mx\n>> EHLO x\n<< 502 no\n!! Expected 250 (code: 502) (code: 502)\n>> QUIT\n<< 221 bye\n++ Swift_SmtpTransport stopped\n++ Starting Swift_SmtpTransport\n<< 220 mx2";

        List<SmtpLogSession> sessions = Read(SmtpLogDialect.SwiftMailer, Log);

        Assert.Equal(["Failed Hello ProtocolError 502", "Open - - -"], sessions.Select(Describe));
        Assert.Equal(2, sessions[0].Entries.Count(entry => entry.Origin == SmtpLogOrigin.Client));
    }

    [Fact]
    public void A_message_of_SwiftMailers_that_never_ends_swallows_nothing()
    {
        const string Log = "++ Starting Swift_SmtpTransport\n<< 220 mx\n!! Something\nmore of it\n>> EHLO x\n<< 250 mx\n>> QUIT\n<< 221 bye\n++ Swift_SmtpTransport stopped";

        SmtpLogSession session = Assert.Single(Read(SmtpLogDialect.SwiftMailer, Log));

        Assert.Equal(["EHLO", "QUIT"], session.Entries.Where(entry => entry.Origin == SmtpLogOrigin.Client).Select(entry => entry.Command));
    }

    private static string Describe(SmtpLogSession session) =>
        $"{session.Outcome} {session.FailedStage?.ToString() ?? "-"} {session.ErrorKind?.ToString() ?? "-"} {session.Code?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "-"}";

    private static List<SmtpLogSession> Read(SmtpLogDialect dialect, string log) =>
        LogSessions.Parse(Encoding.UTF8.GetBytes(log), new LogReaderOptions { Dialect = dialect }).Where(session => session.SessionId is not null).ToList();
}
