using System;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Text;
using Xunit;

namespace SmtpLog.Tests.Engine;

public sealed class ReadLogTests : EngineTest
{
    private const string Line = "1 2026-11-24T10:00:00.000Z 7 1 S < \"220 mail.example.com\"\n";

    private static readonly string s_clean = Sample("4d-sample-clean.log");
    private static readonly string s_published = Sample("4d-sample-as-published.log");

    [Fact]
    public void The_clean_sample_gives_19_entries_two_of_them_with_code_535()
    {
        Assert.Equal(19, Run("ConvertFrom-SmtpLog $args[0]", s_clean).All<SmtpLogEntry>().Count);

        var failed = Run("ConvertFrom-SmtpLog $args[0] | Where-Object Code -eq 535", s_clean).All<SmtpLogEntry>();
        Assert.Equal([(535, "5.7.8", true), (535, "5.7.8", false)], failed.Select(entry => (entry.Code!.Value, entry.EnhancedCode!, entry.IsContinued)));
        Assert.All(failed, entry => Assert.Equal(("AUTH", SmtpStage.Auth, true, s_clean), (entry.Command, entry.Stage, entry.IsError, entry.Path)));
    }

    [Fact]
    public void The_published_sample_gives_all_20_entries()
    {
        var entries = Run("ConvertFrom-SmtpLog -LiteralPath $args[0]", s_published).All<SmtpLogEntry>();

        Assert.Equal(20, entries.Count);
        Assert.Contains(entries, entry => entry.IsRecovered);
    }

    [Theory]
    [InlineData("-Code 535", 2)]
    [InlineData("-Code 5xx", 2)]
    [InlineData("-Code 220, 221", 2)]
    [InlineData("-Failed", 2)]
    [InlineData("-Origin Client", 4)]
    [InlineData("-Origin Event, Client", 6)]
    [InlineData("-Command EHLO", 9)]
    [InlineData("-Command auth", 5)]
    [InlineData("-SessionId 7", 19)]
    [InlineData("-SessionId 8", 0)]
    [InlineData("-Before 2019-02-06T15:03:12.142", 1)]
    [InlineData("-After 2019-02-06T15:03:12.235", 3)]
    [InlineData("-Code 250 -Command EHLO -Origin Server", 8)]
    public void Filters_leave_what_they_name(string filter, int count) =>
        Assert.Equal(count, Run($"ConvertFrom-SmtpLog $args[0] {filter}", s_clean).All<SmtpLogEntry>().Count);

    [Theory]
    [InlineData("-Code 5x5x")]
    [InlineData("-Code 99")]
    [InlineData("-Origin Nobody")]
    public void A_filter_that_is_none_is_refused(string filter) => Assert.Single(Run($"ConvertFrom-SmtpLog $args[0] {filter}", s_clean).Errors);

    [Fact]
    public void Wildcards_name_several_files()
    {
        Write("a1.log", Line);
        Write("a2.log", Line + Line);
        Write("b.log", Line);

        Assert.Equal(["a1.log", "a2.log", "a2.log"], Names("ConvertFrom-SmtpLog a?.log"));
        Assert.Equal(["a1.log", "b.log", "a2.log", "a2.log"], Names("ConvertFrom-SmtpLog -Path *1.log, [ab].log, a2.log"));
    }

    [Fact]
    public void LiteralPath_takes_brackets_as_they_are()
    {
        Write("[1].log", Line);
        Write("1.log", Line + Line);

        Assert.Equal(["[1].log"], Names("ConvertFrom-SmtpLog -LiteralPath '[1].log'"));
        Assert.Equal(["1.log", "1.log"], Names("ConvertFrom-SmtpLog -Path '[1].log'"));
        Assert.Equal(["[1].log"], Names("ConvertFrom-SmtpLog -PSPath '[1].log'"));
    }

    [Fact]
    public void A_file_from_the_pipeline_is_a_file_and_never_a_line_of_text()
    {
        Write("[1].log", Line);
        Write("2.log", Line + Line);
        Session.Set("files", new[] { new FileInfo(InFolder("[1].log")), new FileInfo(InFolder("2.log")) });
        Session.Set("wrapped", new[] { new PSObject(new FileInfo(InFolder("2.log"))) });

        Assert.Equal(["[1].log", "2.log", "2.log"], Names("$files | ConvertFrom-SmtpLog"));
        Assert.Equal(["2.log", "2.log"], Names("$wrapped | ConvertFrom-SmtpLog"));
        Assert.Equal(["[1].log"], Names("ConvertFrom-SmtpLog -LiteralPath $files[0]"));
        Assert.Equal(["2.log", "2.log"], Names("ConvertFrom-SmtpLog $files[1]"));
        Assert.Equal(["2.log", "2.log"], Names("[pscustomobject]@{ FullName = $files[1].FullName } | ConvertFrom-SmtpLog"));
    }

    [Fact]
    public void A_folder_is_no_log_and_wildcards_pass_it_by()
    {
        Session.Set("folder", new DirectoryInfo(Folder));
        Directory.CreateDirectory(InFolder("a.log"));
        Write("b.log", Line);

        foreach (string command in new[] { "$folder | ConvertFrom-SmtpLog", "ConvertFrom-SmtpLog .", "ConvertFrom-SmtpLog a*" })
        {
            Assert.Contains("it is a folder", Run(command).Error("PathNotFound", "ConvertFrom-SmtpLog").ErrorDetails.Message, StringComparison.Ordinal);
        }

        Assert.Equal(["b.log"], Names("ConvertFrom-SmtpLog *.log"));
    }

    [Fact]
    public void Lines_from_the_pipeline_are_read_as_they_come()
    {
        Session.Set("lines", File.ReadAllLines(s_published));

        var entries = Run("$lines | ConvertFrom-SmtpLog").All<SmtpLogEntry>();

        Assert.Equal(20, entries.Count);
        Assert.All(entries, entry => Assert.Null(entry.Path));
        Assert.Equal(
            Run("ConvertFrom-SmtpLog $args[0]", s_published).All<SmtpLogEntry>().Select(entry => $"{entry.LineNumber} {entry}"),
            entries.Select(entry => $"{entry.LineNumber} {entry}"));
    }

    [Fact]
    public void Empty_lines_do_no_harm() =>
        Assert.Single(Run("'', $args[0], '' | ConvertFrom-SmtpLog", Line.TrimEnd()).All<SmtpLogEntry>(), entry => entry.Code == 220);

    [Theory]
    [InlineData("gone.log")]
    [InlineData("*.gone")]
    [InlineData("-LiteralPath gone.log")]
    [InlineData("NoSuchDrive:/x.log")]
    [InlineData("-LiteralPath Variable:/x.log")]
    [InlineData("-LiteralPath .")]
    public void A_path_that_names_no_file_is_an_error(string path)
    {
        var error = Run($"ConvertFrom-SmtpLog {path}").Error("PathNotFound", "ConvertFrom-SmtpLog");

        Assert.Equal(ErrorCategory.ObjectNotFound, error.CategoryInfo.Category);
        Assert.Contains(path.Split(' ')[^1], error.ErrorDetails.Message);
        Assert.NotEmpty(error.ErrorDetails.RecommendedAction);
    }

    [Fact]
    public void One_missing_file_does_not_keep_the_others_back()
    {
        Write("a.log", Line);
        Write("b.log", Line);

        var output = Run("ConvertFrom-SmtpLog a.log, gone.log, b.log");

        output.Error("PathNotFound", "ConvertFrom-SmtpLog");
        Assert.Equal(2, output.Objects.Count);
    }

    [Fact]
    public void A_text_that_is_no_log_is_an_error()
    {
        Write("shopping.txt", "milk\nbread\neggs\n");

        var error = Run("ConvertFrom-SmtpLog shopping.txt").Error("UnknownDialect", "ConvertFrom-SmtpLog");

        Assert.Equal(ErrorCategory.InvalidData, error.CategoryInfo.Category);
        Assert.Contains("-Dialect", error.ErrorDetails.RecommendedAction);
        Run("'milk', 'bread' | ConvertFrom-SmtpLog").Error("UnknownDialect", "ConvertFrom-SmtpLog");
    }

    [Fact]
    public void With_the_dialect_named_no_line_of_it_is_lost()
    {
        Write("odd.txt", "milk\nbread\n");

        var entries = Run("ConvertFrom-SmtpLog odd.txt -Dialect SmtpLog").All<SmtpLogEntry>();

        Assert.Equal(["milk", "bread"], entries.Select(entry => entry.Text));
        Assert.All(entries, entry => Assert.Equal((SmtpLogOrigin.Event, true), (entry.Origin, entry.IsRecovered)));
    }

    [Fact]
    public void A_file_that_cannot_be_read_is_an_error()
    {
        Write("locked.log", Line);
        using var holder = new FileStream(InFolder("locked.log"), FileMode.Open, FileAccess.ReadWrite, FileShare.None);

        var error = Run("ConvertFrom-SmtpLog locked.log").Error("ReadFailed", "ConvertFrom-SmtpLog");

        Assert.Equal(ErrorCategory.ReadError, error.CategoryInfo.Category);
        Assert.Contains("locked.log", error.ErrorDetails.Message);
    }

    [Fact]
    public void A_log_that_is_being_written_can_be_read()
    {
        Serve("-Tls None");
        var result = Run("$t | Send-SmtpLoggedMessage -From a@example.com -To b@example.com").Single<SmtpSendResult>();

        var entries = Run("ConvertFrom-SmtpLog $log").All<SmtpLogEntry>();

        string[] Replies(System.Collections.Generic.IEnumerable<SmtpLogEntry> of) => [.. of.Where(entry => entry.Origin == SmtpLogOrigin.Server).Select(entry => entry.ToString())];
        Assert.NotEmpty(Replies(result.Transcript));
        Assert.Equal(Replies(result.Transcript), Replies(entries));
        Assert.All(entries, entry => Assert.Equal(result.SessionId, entry.SessionId));
        Assert.All(entries, entry => Assert.Equal(Environment.ProcessId, entry.ProcessId));
    }

    [Fact]
    public void Where_and_ForEach_see_the_properties()
    {
        var lines = Run("ConvertFrom-SmtpLog $args[0] | Where-Object Origin -eq Client | ForEach-Object Command", s_clean).All<string>();

        Assert.Equal(["EHLO", "AUTH", "AUTH", "QUIT"], lines);
        Assert.Equal(File.ReadAllLines(s_clean), Run("ConvertFrom-SmtpLog $args[0] | ForEach-Object { \"$_\" }", s_clean).All<string>());
    }

    [Fact]
    public void Without_input_it_asks_for_one()
    {
        var output = Run("ConvertFrom-SmtpLog");

        Assert.Empty(output.Objects);
        Assert.Single(output.Errors);
    }

    private string[] Names(string script) => [.. Run(script).All<SmtpLogEntry>().Select(entry => Path.GetFileName(entry.Path!))];

    private void Write(string name, string text) => WriteFile(name, Encoding.UTF8.GetBytes(text));

    private static string Sample(string name) => Path.Combine(AppContext.BaseDirectory, "Samples", "SmtpLog", name);
}
