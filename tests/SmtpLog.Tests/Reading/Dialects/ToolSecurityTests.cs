using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using SmtpLog.Reading;
using SmtpLog.Tests.Reading.Sessions;
using Xunit;

namespace SmtpLog.Tests.Reading.Dialects;

/// <summary>What tools say of TLS, and of the server's certificate.</summary>
public class ToolSecurityTests
{
    [Theory]
    [InlineData(SmtpLogDialect.Swaks, "tls.log", "True Tls13 TLS_AES_256_GCM_SHA384 /CN=mx.example.com - -")]
    [InlineData(SmtpLogDialect.Swaks, "tls-on-connect.log", "True Tls13 TLS_AES_256_GCM_SHA384 /CN=localhost - -")]
    [InlineData(SmtpLogDialect.Curl, "tls.log", "True Tls13 TLS_AES_256_GCM_SHA384 CN=localhost CN=localhost 2027-11-24T04:31:49Z")]
    [InlineData(SmtpLogDialect.Curl, "certificate-refused.log", "- - - - - -")]
    [InlineData(SmtpLogDialect.MailKit, "implicit-tls.log", "True - - - - -")]
    [InlineData(SmtpLogDialect.Nodemailer, "implicit-tls.log", "True - - - - -")]
    [InlineData(SmtpLogDialect.Python, "implicit-tls.log", "True - - - - -")]
    [InlineData(SmtpLogDialect.Python, "certificate-refused.log", "- - - - - -")]
    [InlineData(SmtpLogDialect.PhpMailer, "certificate-refused.log", "- - - - - -")]
    public void A_sample_has_what_its_tool_says(SmtpLogDialect dialect, string name, string expected) =>
        Assert.Equal(expected, Describe(Read(dialect, ToolSamples.Load(dialect, name))[0]));

    [Theory]
    [InlineData("TLS started with cipher TLSv1.2:ECDHE-RSA-AES256-GCM-SHA384:256", "Tls12 ECDHE-RSA-AES256-GCM-SHA384")]
    [InlineData("TLS started with cipher TLSv1:AES128-SHA:128", "Tls AES128-SHA")]
    [InlineData("TLS started w/ cipher DHE-RSA-AES256-SHA", "- DHE-RSA-AES256-SHA")]
    [InlineData("TLS started with cipher SSLv3:RC4-MD5:128", "Ssl3 RC4-MD5")]
    [InlineData("TLS started with cipher TLSv1.4:NEW", "- NEW")]
    [InlineData("TLS started", "- -")]
    public void Version_and_cipher_are_read_in_any_order_of_words(string words, string expected)
    {
        SmtpLogSession session = Read(SmtpLogDialect.Swaks, $"=== Connected to mx.example.com.\n=== {words}\n<~  220 mx.example.com ESMTP")[0];

        Assert.Equal($"True {expected} - - -", Describe(session));
    }

    [Theory]
    [InlineData("TLSv1.3 / TLS_AES_256_GCM_SHA384 / X25519 / RSASSA-PSS", "Tls13 TLS_AES_256_GCM_SHA384")]
    [InlineData("TLS1.3 / ECDHE_RSA_AES_256_GCM_SHA384", "Tls13 ECDHE_RSA_AES_256_GCM_SHA384")]
    [InlineData("TLSv1.1 / ECDHE-RSA-AES128-SHA", "Tls11 ECDHE-RSA-AES128-SHA")]
    public void curls_libraries_word_it_in_their_own_ways(string words, string expected)
    {
        SmtpLogSession session = Read(SmtpLogDialect.Curl, $"* Connected to mx.example.com (192.0.2.1) port 465 (#0)\n* SSL connection using {words}\n< 220 mx.example.com ESMTP")[0];

        Assert.Equal($"True {expected} - - -", Describe(session));
    }

    [Fact]
    public void Of_swaks_certificates_the_servers_own_counts()
    {
        SmtpLogSession session = Read(
            SmtpLogDialect.Swaks,
            """
            === Connected to mx.example.com.
            === TLS started with cipher TLSv1.3:TLS_AES_256_GCM_SHA384:256
            === TLS peer[0]   subject=[/CN=mx.example.com]
            ===               commonName=[mx.example.com], subjectAltName=[DNS:mx.example.com] notAfter=[2027-02-01T00:00:00Z]
            === TLS peer[1]   subject=[/O=Example/CN=Example CA]
            ===               commonName=[Example CA], subjectAltName=[] notAfter=[2030-01-01T00:00:00Z]
            <~  220 mx.example.com ESMTP
            """)[0];

        Assert.Equal("True Tls13 TLS_AES_256_GCM_SHA384 /CN=mx.example.com - 2027-02-01T00:00:00Z", Describe(session));
    }

    [Fact]
    public void A_tools_words_for_a_certificate_in_a_servers_mouth_are_no_facts()
    {
        SmtpLogSession session = Read(SmtpLogDialect.Curl, "* Connected to mx.example.com (192.0.2.1) port 25 (#0)\n< 220-subject: CN=evil\n< 220 SSL connection using TLSv1.3 / X")[0];

        Assert.Equal("- - - - - -", Describe(session));
    }

    private static string Describe(SmtpLogSession session) => string.Join(
        ' ',
        new object?[]
        {
            session.Secure, session.TlsProtocol, session.TlsCipher, session.CertificateSubject, session.CertificateIssuer,
            session.CertificateNotAfter?.ToString("yyyy-MM-dd'T'HH:mm:ssK", CultureInfo.InvariantCulture).Replace("+00:00", "Z", StringComparison.Ordinal),
        }.Select(value => value ?? "-"));

    private static List<SmtpLogSession> Read(SmtpLogDialect dialect, string log) => Read(dialect, Encoding.UTF8.GetBytes(log));

    private static List<SmtpLogSession> Read(SmtpLogDialect dialect, byte[] log) =>
        LogSessions.Parse(log, new LogReaderOptions { Dialect = dialect });
}
