using System.IO;
using System.Linq;
using System.Management.Automation;
using SmtpLog.Tests.Reading.Files;
using Xunit;

namespace SmtpLog.Tests.Engine;

/// <summary>What Tab offers.</summary>
public sealed class CompletionTests : EngineTest
{
    [Theory]
    [InlineData("New-SmtpTransporter mail -Port ", "587 465 25 2525", "STARTTLS")]
    [InlineData("New-SmtpTransporter mail -Port 4", "465", "RFC 8314")]
    [InlineData("New-SmtpTransporter mail -AuthenticationMechanism Scram", "ScramSha1 ScramSha256 ScramSha512", "")]
    [InlineData("Start-SmtpTestServer -Mechanism pl", "Plain", "")]
    [InlineData("ConvertFrom-SmtpLog x -Dialect Ph", "PhpMailer", "")]
    [InlineData("Measure-SmtpLog x -Dialect Ex", "Exchange", "")]
    [InlineData("ConvertFrom-SmtpLog x -Code 53", "530 533 534 535 538", "login")]
    [InlineData("ConvertFrom-SmtpLog x -Code 5x", "5xx", "permanent")]
    [InlineData("ConvertFrom-SmtpLog x -Origin ", "Client Event Server", "")]
    public void Tab_offers_the_values_and_says_what_they_are(string line, string expected, string inFirstToolTip)
    {
        var matches = Complete(line);

        Assert.Equal(expected.Split(' '), matches.Select(match => match.CompletionText));
        Assert.Contains(inFirstToolTip, matches[0].ToolTip);
    }

    [Fact]
    public void Every_dialect_and_mechanism_and_known_code_is_offered()
    {
        Assert.Equal(System.Enum.GetNames<SmtpLogDialect>().Order(), Complete("ConvertFrom-SmtpLog x -Dialect ").Select(match => match.CompletionText).Order());
        Assert.Equal(
            System.Enum.GetNames<SmtpAuthenticationMechanism>().Order(),
            Complete("New-SmtpTransporter x -AuthenticationMechanism ").Select(match => match.CompletionText).Order());
        Assert.All(["5xx", "421", "550", "250"], code => Assert.Contains(Complete("ConvertFrom-SmtpLog x -Code "), match => match.CompletionText == code));
    }

    [Theory]
    [InlineData("-Path")]
    [InlineData("-LiteralPath")]
    public void The_sessions_of_the_file_are_offered_those_that_failed_first(string parameter)
    {
        File.WriteAllText(
            LogPath,
            """
            1 2026-11-24T10:00:00.000Z 7 41 ### SMTP Connecting to 'mail.example.com' at port 25.
            2 2026-11-24T10:00:00.000Z 7 41 ### SMTP Connected to 'mail.example.com' at port 25. (Not secure)
            2 2026-11-24T10:00:00.000Z 7 41 S < "220 mail.example.com"
            2 2026-11-24T10:00:00.000Z 7 41 C > "QUIT"
            2 2026-11-24T10:00:00.000Z 7 41 S < "221 Bye"
            2 2026-11-24T10:00:00.000Z 7 41 ### SMTP Connection closed. messages=0 sent=0 received=0 elapsed=0ms
            3 2026-11-24T10:00:01.000Z 7 42 ### SMTP Connecting to 'mail.example.com' at port 25.
            4 2026-11-24T10:00:01.000Z 7 42 ### SMTP Error. kind=ConnectionRefused stage=Connect message="refused"
            5 2026-11-24T10:00:01.000Z 7 42 ### SMTP Connection closed. messages=0 sent=0 received=0 elapsed=0ms

            """.ReplaceLineEndings("\n"));

        var matches = Complete($"ConvertFrom-SmtpLog {parameter} ./smtp.log -SessionId ");

        Assert.Equal(["42", "41"], matches.Select(match => match.CompletionText));
        Assert.Contains("ConnectionRefused", matches[0].ToolTip);
        Assert.Equal(["41"], Complete($"ConvertFrom-SmtpLog {parameter} ./smtp.log -SessionId 41").Select(match => match.CompletionText));
        WriteFile("smtp.gz", Gzip.Of(File.ReadAllBytes(LogPath)));
        Assert.Equal(["42", "41"], Complete($"ConvertFrom-SmtpLog {parameter} ./smtp.gz -SessionId ").Select(match => match.CompletionText));
    }

    [Fact]
    public void Tab_keeps_quiet_about_a_file_that_is_not_there_or_no_log()
    {
        File.WriteAllText(LogPath, "nothing of the kind\n");

        Assert.DoesNotContain(Complete("ConvertFrom-SmtpLog ./smtp.log -SessionId "), match => match.CompletionText == "1");
        Assert.DoesNotContain(Complete("ConvertFrom-SmtpLog ./missing.log -SessionId "), match => match.CompletionText == "1");
    }

    private CompletionResult[] Complete(string line) =>
        [.. Run("[System.Management.Automation.CommandCompletion]::CompleteInput($args[0], $args[0].Length, $null).CompletionMatches", line).All<CompletionResult>()];
}
