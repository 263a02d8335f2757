using System;
using System.Collections.Generic;
using System.ComponentModel;
using System.Diagnostics;
using System.IO;
using System.Text.RegularExpressions;
using SmtpLog.Tests.Engine;
using SmtpLog.Tests.Writing;
using Xunit;

namespace SmtpLog.Tests.Tools;

/// <summary>The real lnav (https://lnav.org) takes our logs with the format file of the module.</summary>
public sealed partial class LnavTests : IDisposable
{
    private readonly TemporaryFolder _home = new();

    public void Dispose() => _home.Dispose();

    [Fact]
    public void The_format_file_has_no_fault() => Assert.Equal(string.Empty, Install());

    [Theory]
    [InlineData("SmtpLog/4d-sample-clean.log", "smtplog_text,19,2")]
    [InlineData("Json/failure.log", "smtplog_json,23,2")]
    public void Every_line_is_an_entry_and_failures_are_errors(string sample, string expected)
    {
        Install();
        Assert.Equal(expected, Query(Path.Combine(AppContext.BaseDirectory, "Samples", sample)));
    }

    /// <summary>By the command of the README; its last line.</summary>
    private string Query(string file)
    {
        var match = QueryPattern().Match(Readme.Command("lnav -n "));
        Assert.True(match.Success);
        return Run("-n", "-c", match.Groups[1].Value, "-c", match.Groups[2].Value, file).TrimEnd().Split('\n')[^1];
    }

    /// <summary>Gives what lnav has to say against its configuration.</summary>
    private string Install()
    {
        Run("-i", Path.Combine(Staged.Module, "lnav", "smtplog.json"));
        return Run("-C");
    }

    private string Run(params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo("lnav", arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["HOME"] = _home.Path;
        start.Environment.Remove("XDG_CONFIG_HOME");
        Process? process = null;
        try
        {
            process = Process.Start(start)!;
        }
        catch (Win32Exception)
        {
            Assert.Skip("lnav is not installed (Debian package lnav).");
        }

        using (process)
        {
            var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
            string output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            Assert.True(process.ExitCode == 0, output + errors.GetAwaiter().GetResult());
            return output;
        }
    }

    [GeneratedRegex("""^lnav -n -c "(.+?)" -c '(.+?)' """)]
    private static partial Regex QueryPattern();
}
