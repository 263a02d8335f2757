using System;
using System.IO;
using System.Linq;
using Xunit;

namespace SmtpLog.Tests.Engine;

/// <summary>What one sees of the objects.</summary>
public sealed class ViewTests
{
    // A log with a long line in it, and a session that failed.
    private static readonly string s_log = Path.Combine(AppContext.BaseDirectory, "Samples", "SmtpLog", "4d-sample-clean.log");
    private static readonly string s_json = Path.Combine(AppContext.BaseDirectory, "Samples", "Json", "failure.log");

    private const string Check =
        """
        $s = Start-SmtpTestServer
        $t = $s | New-SmtpTransporter
        $r = $t | Test-SmtpTransporter -To bob@example.com
        $m = $t | Send-SmtpLoggedMessage -From ops@example.com -To bob@example.com -Subject Nightly -Body done
        """;

    [Theory]
    [InlineData(80)]
    [InlineData(120)]
    [InlineData(200)]
    public void Every_view_fits_its_columns(int width)
    {
        var screen = new Screen(width);
        using var session = new PowerShellSession(screen);
        var output = session.Run(
            Check + """

            & { ConvertFrom-SmtpLog $args[0]; ConvertFrom-SmtpLog $args[0] -AsSession; ConvertFrom-SmtpLog $args[1] -AsSession } @args | Out-Default
            Measure-SmtpLog $args[0], $args[1] | Out-Default
            $r | Out-Default
            $m, $m.Recipients, $t, $s, $s.Messages | Out-Default
            $t.Dispose(); $s | Stop-SmtpTestServer
            """,
            s_log,
            s_json);

        Assert.Empty(output.Errors);
        string[] lines = screen.TakePlain();
        Assert.True(lines.Length > 50, string.Join("\n", lines));
        Assert.All(lines, line => Assert.True(line.Length <= width, line));
    }

    [Fact]
    public void An_entry_reads_as_a_part_of_a_conversation()
    {
        var screen = new Screen(120);
        using var session = new PowerShellSession(screen);
        session.Run("ConvertFrom-SmtpLog $args[0] | Out-Default", s_json);

        string[] lines = screen.TakePlain();
        Assert.Matches(@"^Time +Session Who Text", lines[0]);
        Assert.Contains(lines, line => line.Contains(" C > EHLO", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.Contains(" S < 535", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.Contains(" ### SMTP Error.", StringComparison.Ordinal));
    }

    [Fact]
    public void At_80_columns_no_heading_breaks_and_every_reason_can_be_read()
    {
        var screen = new Screen(80);
        using var session = new PowerShellSession(screen);
        session.Run(
            Check + """

            $t | Out-Default
            $r | Out-Default
            New-SmtpTransporter no.such.invalid | Test-SmtpTransporter | Out-Default
            ConvertFrom-SmtpLog $args[0] -AsSession | Out-Default
            $t.Dispose(); $s | Stop-SmtpTestServer
            """,
            s_json);

        string[] lines = screen.TakePlain();
        Assert.Contains(lines, line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries) is ["Server", "Tls", "UserName", "LogPath"]);
        Assert.Contains(lines, line => System.Text.RegularExpressions.Regex.IsMatch(line, @"^Ok .* Tls13, 36\d days$"));
        Assert.Contains(lines, line => line.StartsWith("Critical no.such.invalid:587 ", StringComparison.Ordinal) && line.Contains(" HostNotFound: ", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.Contains(" Failed ", StringComparison.Ordinal) && line.Contains(" 535 AuthenticationFail", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Host", true, true)]
    [InlineData("Host", false, false)]
    [InlineData("Ansi", true, true)]
    [InlineData("PlainText", true, false)]
    public void Failures_are_coloured_where_the_host_shows_it_and_nowhere_else(string rendering, bool hasTerminal, bool isColoured)
    {
        var screen = new Screen(120, hasTerminal);
        using var session = new PowerShellSession(screen);

        // With NO_COLOR the engine itself begins with PlainText.
        session.Run("$PSStyle.OutputRendering = $args[1]; ConvertFrom-SmtpLog $args[0] | Out-Default", s_json, rendering);

        string[] lines = screen.Take();
        Assert.Equal(isColoured, lines.Single(line => line.Contains("S < ", StringComparison.Ordinal) && line.Contains("535", StringComparison.Ordinal)).Contains('\u001B'));
        Assert.DoesNotContain('\u001B', lines.First(line => line.Contains("250", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_check_shows_its_timings_as_bars()
    {
        var screen = new Screen(80);
        using var session = new PowerShellSession(screen);
        string bars = session.Run(Check + "\n[SmtpLog.PowerShell.Formatting.TimingsView]::Bars($r.Timings); $t.Dispose(); $s | Stop-SmtpTestServer").Single<string>();

        string[] lines = bars.Split('\n');
        Assert.All(lines.SkipLast(1), line => Assert.Matches(@"^\w+ +\d+\.\d ms \u2588{1,30}$", line));
        Assert.Contains(lines, line => line.EndsWith(new string('\u2588', 30), StringComparison.Ordinal));
        Assert.StartsWith("Total", lines[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void Objects_keep_their_properties_and_views_through_a_job_or_a_file()
    {
        var screen = new Screen(120);
        using var session = new PowerShellSession(screen);
        var output = session.Run(
            Check + """

            function Travel($object) { [System.Management.Automation.PSSerializer]::Deserialize([System.Management.Automation.PSSerializer]::Serialize($object)) }
            $back = Travel $m
            $back.Recipients[0].Address, $back.Transcript[0].Text, $back.QueueId -join '|'
            $check = Travel $r
            $check.Certificate.Subject, $check.Timings.Total.GetType().Name, $check.Recipients[0].Code -join '|'
            $read = Travel (ConvertFrom-SmtpLog $args[0] -AsSession)
            $read.Outcome, $read.Messages.Count, $read.Entries.Count, $read.Diagnosis.Meaning -join '|'
            (Travel (Measure-SmtpLog $args[0])).Servers[0].Server
            Travel (ConvertFrom-SmtpLog $args[0]) | Out-Default
            $read | Out-Default
            $t.Dispose(); $s | Stop-SmtpTestServer
            """,
            s_json);

        Assert.Empty(output.Errors);
        string[] values = [.. output.All<string>()];
        Assert.Matches(@"^bob@example.com\|SMTP Connecting to .+\|\w+$", values[0]);
        Assert.Matches(@"^CN=localhost\|TimeSpan\|250$", values[1]);
        Assert.Matches(@"^Failed\|0\|23\|\w", values[2]);
        Assert.Equal("smtp.example.com", values[3]);
        string[] lines = screen.TakePlain();
        Assert.Contains(lines, line => System.Text.RegularExpressions.Regex.IsMatch(line, @"^\d\d:\d\d:\d\d\.\d{3} +\d+ C > EHLO"));
        Assert.Contains(lines, line => line.Contains("AuthenticationFailed: ", StringComparison.Ordinal));
    }
}
