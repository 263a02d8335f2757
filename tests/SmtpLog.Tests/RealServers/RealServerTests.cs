using System;
using System.IO;
using System.Linq;
using Xunit;

namespace SmtpLog.Tests.RealServers;

public class RealServerTests
{
    [Fact]
    public void A_value_is_the_rest_of_its_line()
    {
        string path = Path.GetTempFileName();
        try
        {
            File.WriteAllText(path, "SMTPLOG_EXIM_PASSWORD=x\nSMTPLOG_POSTFIX_PASSWORD=ä = \"b\" 'c' $d\\\n");
            Assert.Equal("ä = \"b\" 'c' $d\\", RealServer.Read(path, "postfix")?.Password);
            Assert.Null(RealServer.Read(path, "aiosmtpd"));
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void Postfix_is_described_in_full()
    {
        RealServer server = RealServer.Require();
        Assert.Equal("127.0.0.1", server.Host);
        Assert.Equal(3, new[] { server.SubmissionPort, server.SmtpsPort, server.PlainPort }.Distinct().Count());
        Assert.Matches("^[0-9A-F]{64}$", server.Thumbprint);
        Assert.Contains("BEGIN CERTIFICATE", File.ReadAllText(server.CertificateAuthority), StringComparison.Ordinal);
        Assert.Empty(new[] { "PLAIN", "LOGIN", "CRAM-MD5", "SCRAM-SHA-256" }.Except(server.Mechanisms));
        Assert.NotEqual(server.Password, server.OtherPassword);
        Assert.True(File.Exists(server.LogPath));
        Assert.Null(server.Maildir("alice").Find("never-sent@test.example"));
        Assert.Null(server.Maildir("bob").Find("never-sent@test.example"));
    }
}
