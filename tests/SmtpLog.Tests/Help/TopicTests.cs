using System;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Text.RegularExpressions;
using SmtpLog.Tests.Engine;
using Xunit;

namespace SmtpLog.Tests.Help;

public sealed partial class TopicTests
{
    public static TheoryRows Topics => new(Words.Topics);

    [Theory]
    [MemberData(nameof(Topics))]
    public void A_topic_is_found_by_its_name_and_reads_in_80_columns(string name)
    {
        using var session = new PowerShellSession();

        string text = $"{session.Run("Get-Help $args[0]", name).Objects.Single()}";

        Assert.Equal(Read(name).Trim(), text.ReplaceLineEndings("\n").Trim());
        string[] lines = text.ReplaceLineEndings("\n").Trim().Split('\n');
        Assert.Equal(["TOPIC", $"    {name}", "", "SHORT DESCRIPTION"], lines.Take(4));
        Assert.Contains("LONG DESCRIPTION", lines);
        Assert.All(lines, line => Assert.True(line.Length <= 79, line));
        Assert.All(lines, line => Assert.Equal(line.TrimEnd(), line));

        // Windows PowerShell reads topics in the machine's code page.
        Assert.True(System.Text.Ascii.IsValid(text), name);
    }

    [Fact]
    public void All_topics_are_listed_with_what_they_are_about()
    {
        using var session = new PowerShellSession();

        var listed = session.Run("Get-Help about_SmtpLog*").Objects;

        Assert.Equal(Words.Topics.Order(), listed.Select(topic => $"{topic.Properties["Name"].Value}").Order());
        Assert.All(listed, topic => Assert.NotEqual(string.Empty, $"{topic.Properties["Synopsis"].Value}".Trim()));
    }

    [Theory]
    [MemberData(nameof(Topics))]
    public void What_a_topic_names_exists(string name) => Assert.Empty(Words.Unknown(Read(name)));

    [Fact]
    public void About_SmtpLog_leads_to_every_topic_and_cmdlet()
    {
        string text = Read("about_SmtpLog");

        Assert.All(Words.Topics, topic => Assert.Contains(topic, text));
        Assert.All(RealCommand.All.Keys, cmdlet => Assert.Contains(cmdlet, text));
    }

    [Fact]
    public void Every_error_id_is_explained_and_no_other() =>
        Assert.Equal(Words.ErrorIds.Order(), Term().Matches(Read("about_SmtpLog_Errors")).Select(match => match.Groups[1].Value).Order());

    [Fact]
    public void Every_dialect_is_explained()
    {
        string[] explained = [.. Term().Matches(Read("about_SmtpLog_Dialects")).Select(match => match.Groups[1].Value)];

        Assert.Empty(Enum.GetNames<SmtpLogDialect>().Except([nameof(SmtpLogDialect.Auto), nameof(SmtpLogDialect.SmtpLog), .. explained]));
    }

    [Theory]
    [InlineData("smtp.example.com", 465, "host=smtp.example.com port=465")]
    [InlineData("smtp.example.com", 587, "host=smtp.example.com")]
    [InlineData("smtp.example.com", 587, "host=smtp.example.com port=0")]
    public void What_the_topic_about_4D_says_of_its_properties_is_so(string host, int port, string properties)
    {
        using var session = new PowerShellSession();
        var row = new PSObject();
        foreach (string[] pair in properties.Split(' ').Select(pair => pair.Split('=')))
        {
            row.Properties.Add(new PSNoteProperty(pair[0], pair[1]));
        }

        foreach (var (name, value) in new (string, object)[]
        {
            ("authenticationMode", "CRAM-MD5"), ("acceptUnsecureConnection", true), ("connectionTimeOut", 10), ("sendTimeOut", 20),
            ("keepAlive", false), ("logFile", "LogTest.txt"), ("bodyCharset", "iso-8859-1"), ("headerCharset", "utf-8"),
        })
        {
            row.Properties.Add(new PSNoteProperty(name, value));
        }

        var t = session.Run("$args[0] | New-SmtpTransporter", row).Single<SmtpTransporter>();

        Assert.Equal((host, port, SmtpTls.Opportunistic, SmtpAuthenticationMechanism.CramMd5), (t.SmtpServer, t.Port, t.Tls, t.AuthenticationMechanism));
        Assert.Equal((10, 20, false), (t.ConnectionTimeout, t.SendTimeout, t.KeepAlive));
        Assert.EndsWith("LogTest.txt", t.LogPath);
        row.Properties["bodyCharset"].Value = "US-ASCII_UTF8_QP";
        Assert.NotEmpty(session.Run("$args[0] | New-SmtpTransporter", row).Errors);
    }

    private static string Read(string topic) => File.ReadAllText(Path.Combine(Staged.Module, "en-US", topic + ".help.txt")).ReplaceLineEndings("\n");

    /// <summary>A name on a line of its own, with an indented text below it.</summary>
    [GeneratedRegex(@"^    ([A-Z]\w+)\n        \S", RegexOptions.Multiline)]
    private static partial Regex Term();
}
