using System;
using System.IO;
using System.Linq;
using System.Management.Automation;
using SmtpLog.Tests.Engine;
using Xunit;

namespace SmtpLog.Tests.Report;

public sealed class ExportReportTests : EngineTest
{
    private const string Cmdlet = "Export-SmtpLogReport";

    private static readonly string s_sample = Path.Combine(AppContext.BaseDirectory, "Samples", "SmtpLog", "4d-sample-clean.log");

    [Theory]
    [InlineData("Export-SmtpLogReport $args[0] out.html")]
    [InlineData("Export-SmtpLogReport -Path $args[0] -OutputPath out.html")]
    [InlineData("Export-SmtpLogReport -LiteralPath $args[0] -OutputPath out.html")]
    [InlineData("[System.IO.FileInfo] $args[0] | Export-SmtpLogReport -OutputPath out.html")]
    [InlineData("ConvertFrom-SmtpLog $args[0] -AsSession | Export-SmtpLogReport -OutputPath out.html")]
    [InlineData("ConvertFrom-SmtpLog $args[0] | Export-SmtpLogReport -OutputPath out.html")]
    [InlineData("[System.IO.File]::ReadAllLines($args[0]) | Export-SmtpLogReport -OutputPath out.html -Dialect SmtpLog")]
    public void Files_lines_and_sessions_become_a_page_at_the_location_of_the_shell(string script)
    {
        var output = Run(script, s_sample);

        Assert.Empty(output.Errors);
        Assert.Empty(output.Objects);
        string page = Page();
        Assert.Contains("Username and Password not accepted", page);
        Assert.Equal(19, Reports.Lines(page, 1).Length);
        Assert.Equal(["out.html"], Files());
    }

    [Fact]
    public void Several_inputs_become_one_page()
    {
        WriteFile("[1].log", File.ReadAllBytes(s_sample));
        WriteFile("2.log", File.ReadAllBytes(s_sample));

        Assert.Empty(Run($"{Cmdlet} -LiteralPath '[1].log', 2.log -OutputPath out.html").Errors);

        Assert.Equal(2, Reports.Data(Page(), "index").GetArrayLength());
        Assert.Contains("2 log files", Page());
    }

    [Fact]
    public void The_title_is_the_heading()
    {
        Run($"{Cmdlet} $args[0] out.html -Title 'Relays <of> May'", s_sample);

        Assert.Contains("<title>Relays &lt;of&gt; May</title>", Page());
        Assert.Contains("<h1 id=\"title\">Relays &lt;of&gt; May</h1>", Page());
    }

    [Fact]
    public void PassThru_gives_the_file()
    {
        var output = Run($"{Cmdlet} $args[0] out.html -PassThru", s_sample);
        var file = output.Single<FileInfo>();

        Assert.Equal(InFolder("out.html"), file.FullName);
        Assert.True(file.Length > 0);
        Assert.Equal("out.html", output.Objects[0].Properties["PSChildName"].Value);
    }

    [Fact]
    public void A_file_that_is_there_stays_as_it_is_without_Force()
    {
        File.WriteAllText(InFolder("out.html"), "mine");

        var error = Run($"{Cmdlet} $args[0] out.html", s_sample).Error("OutputExists", Cmdlet);

        Assert.Equal(ErrorCategory.ResourceExists, error.CategoryInfo.Category);
        Assert.Contains(InFolder("out.html"), error.ErrorDetails.Message);
        Assert.Contains("-Force", error.ErrorDetails.RecommendedAction);
        Assert.Equal("mine", Page());
        Assert.Equal(["out.html"], Files());
    }

    [Fact]
    public void Force_replaces_it()
    {
        File.WriteAllText(InFolder("out.html"), "mine");

        Assert.Empty(Run($"{Cmdlet} $args[0] out.html -Force", s_sample).Errors);

        Assert.StartsWith("<!DOCTYPE html>", Page());
        Assert.Equal(["out.html"], Files());
    }

    [Fact]
    public void Force_needs_no_file_to_replace()
    {
        Assert.Empty(Run($"{Cmdlet} $args[0] out.html -Force", s_sample).Errors);

        Assert.StartsWith("<!DOCTYPE html>", Page());
    }

    [Fact]
    public void WhatIf_writes_and_gives_nothing()
    {
        var output = Run($"{Cmdlet} $args[0] out.html -PassThru -WhatIf", s_sample);

        Assert.Empty(output.Objects);
        Assert.Empty(output.Errors);
        Assert.Empty(Files());
    }

    [Theory]
    [InlineData("gone/out.html")]
    [InlineData(".")]
    [InlineData("Variable:/out.html")]
    [InlineData("NoSuchDrive:/out.html")]
    public void A_path_that_cannot_be_written_is_an_error_before_anything_is_read(string path)
    {
        var error = Run($"{Cmdlet} -Path gone.log -OutputPath {path}").Error("WriteFailed", Cmdlet);

        Assert.Equal(ErrorCategory.WriteError, error.CategoryInfo.Category);
        Assert.NotEmpty(error.ErrorDetails.RecommendedAction);
        Assert.Empty(Files());
    }

    [Fact]
    public void What_cannot_be_read_is_an_error_and_no_page()
    {
        Run($"{Cmdlet} gone.log out.html").Error("PathNotFound", Cmdlet);
        Run($"'milk' | {Cmdlet} -OutputPath out.html").Error("UnknownDialect", Cmdlet);

        Assert.Empty(Files());
    }

    [Fact]
    public void One_missing_file_does_not_keep_the_others_back()
    {
        Run($"{Cmdlet} gone.log, $args[0] out.html", s_sample).Error("PathNotFound", Cmdlet);

        Assert.Equal(1, Reports.Data(Page(), "index").GetArrayLength());
    }

    [Fact]
    public void An_empty_log_becomes_a_page_that_says_so()
    {
        WriteFile("empty.log", []);

        Assert.Empty(Run($"{Cmdlet} empty.log out.html").Errors);

        Assert.Contains("There were no sessions", Page());
    }

    [Fact]
    public void A_run_that_is_stopped_leaves_nothing()
    {
        Run($"ConvertFrom-SmtpLog $args[0] -AsSession | ForEach-Object {{ $_; throw 'stopped' }} | {Cmdlet} -OutputPath out.html", s_sample);

        Assert.Empty(Files());
    }

    private string Page() => File.ReadAllText(InFolder("out.html"));

    private string[] Files() => [.. Directory.EnumerateFiles(Folder).Select(file => Path.GetFileName(file)).Where(name => !name.EndsWith(".log", StringComparison.Ordinal))];
}
