using System;
using System.IO;
using System.Linq;
using System.Text;
using Xunit;

namespace SmtpLog.Tests.Engine;

public sealed class MeasureTests : EngineTest
{
    private static readonly string s_samples = Path.Combine(AppContext.BaseDirectory, "Samples");

    [Theory]
    [InlineData("SmtpLog/4d-sample-clean.log", 1, 1)]
    [InlineData("Json/failure.log", 1, 1)]
    [InlineData("Exchange/receive.log", 2, 0)]
    [InlineData("Exchange/send-failure.log", 2, 2)]
    [InlineData("HMailServer/failure.log", 1, 1)]
    [InlineData("MsmtpLog/failure.log", 5, 5)]
    [InlineData("Swaks/login-refused.log", 1, 1)]
    public void A_log_of_any_dialect_is_measured(string sample, int sessions, int failed)
    {
        SmtpLogSummary summary = Measure("Measure-SmtpLog $args[0]", Path.Combine(s_samples, sample));

        Assert.Equal((sessions, failed), (summary.Sessions, summary.Failed));
        Assert.Equal([Path.Combine(s_samples, sample)], summary.Files.Select(file => file.Path));
    }

    [Fact]
    public void Several_files_make_one_summary()
    {
        SmtpLogSummary summary = Measure("Measure-SmtpLog $args[0]", Path.Combine(s_samples, "MsmtpLog", "*.log"));

        Assert.Equal(4, summary.Files.Count);
        Assert.Equal(summary.Sessions, summary.Files.Sum(file => file.Sessions));
    }

    [Fact]
    public void Lines_entries_files_and_sessions_from_the_pipeline_give_the_same()
    {
        string sample = Path.Combine(s_samples, "SmtpLog", "4d-sample-clean.log");
        Session.Set("lines", File.ReadAllLines(sample));
        Session.Set("file", new FileInfo(sample));

        string[] all =
        [
            .. new[] { "$lines | Measure-SmtpLog", "$file | Measure-SmtpLog", "ConvertFrom-SmtpLog $file | Measure-SmtpLog", "ConvertFrom-SmtpLog $file -AsSession | Measure-SmtpLog" }
                .Select(script => Measure(script)).Select(summary => $"{summary} {summary.Start:o} {string.Join(", ", summary.Latencies)} {summary.FailuresByCode[0]}"),
        ];

        Assert.Single(all.Distinct());
    }

    [Fact]
    public void Filters_leave_out_sessions_without_a_match_wherever_they_come_from()
    {
        string files = Path.Combine(s_samples, "Json", "*.log");

        Assert.Equal(1, Measure("Measure-SmtpLog $args[0] -Code 535", files).Sessions);
        Assert.Equal(1, Measure("ConvertFrom-SmtpLog $args[0] -AsSession | Measure-SmtpLog -Code 5xx", files).Sessions);
        Assert.Equal(0, Measure("Measure-SmtpLog $args[0] -After 2100-01-01", files).Sessions);
        Assert.Equal(0, Measure("ConvertFrom-SmtpLog $args[0] -AsSession | Measure-SmtpLog -Before 2000-01-01", files).Sessions);
    }

    [Fact]
    public void An_empty_file_has_no_sessions() => Assert.Equal(0, Measure("Measure-SmtpLog $args[0]", WriteFile("empty.log", [])).Sessions);

    [Fact]
    public void A_path_that_names_no_file_is_an_error_and_the_others_are_measured()
    {
        var output = Run("Measure-SmtpLog gone.log, $args[0]", Path.Combine(s_samples, "Json", "failure.log"));

        output.Error("PathNotFound", "Measure-SmtpLog");
        Assert.Single(output.Objects);
    }

    [Fact]
    public void A_text_that_is_no_log_is_an_error_and_gives_no_summary()
    {
        WriteFile("shopping.txt", Encoding.UTF8.GetBytes("milk\nbread\n"));

        var output = Run("Measure-SmtpLog shopping.txt");

        output.Error("UnknownDialect", "Measure-SmtpLog");
        Assert.Empty(output.Objects);
    }

    [Fact]
    public void Without_input_it_asks_for_one()
    {
        var output = Run("Measure-SmtpLog");

        output.Error("NoInput", "Measure-SmtpLog");
        Assert.Empty(output.Objects);
    }

    [Fact]
    public void The_view_fits_in_80_columns()
    {
        Run("$global:summary = Measure-SmtpLog $args[0]", Path.Combine(s_samples, "*", "*.log"));
        string[] parts = ["Period", "Sessions", "Messages", "Kinds", "Codes", "Servers", "Mechanisms", "TlsVersions", "Latencies", "Hours", "Pauses", "Files"];

        string[] lines = [.. parts.SelectMany(part => Run($"[SmtpLog.PowerShell.Formatting.SummaryView]::{part}($summary)").Single<string>().Split('\n'))];

        Assert.True(lines.Length > 30);
        Assert.All(lines, line => Assert.InRange(line.Length, 0, 64));
    }

    private SmtpLogSummary Measure(string script, params object?[] arguments) => Run(script, arguments).Single<SmtpLogSummary>();
}
