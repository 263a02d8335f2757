using System;
using System.IO;
using System.Linq;
using System.Text;
using SmtpLog.Tests.Reading;
using SmtpLog.Tests.Reading.Files;
using Xunit;

namespace SmtpLog.Tests.Engine;

public sealed class CompressedLogTests : EngineTest
{
    private static readonly byte[] s_clean = SampleLogs.Clean;

    [Fact]
    public void A_gzip_file_is_read_as_it_is_inside_whatever_its_name()
    {
        WriteFile("a.log.gz", Gzip.Of(s_clean));
        WriteFile("a.log.1", Gzip.Of(s_clean));
        WriteFile("text.log.gz", s_clean);
        WriteFile("two.log.gz", [.. Gzip.Of(s_clean), .. Gzip.Of(s_clean)]);

        foreach (string name in (string[])["a.log.gz", "a.log.1", "text.log.gz"])
        {
            var entries = Run("ConvertFrom-SmtpLog $args[0]", name).All<SmtpLogEntry>();
            Assert.Equal(Encoding.UTF8.GetString(s_clean), string.Concat(entries.Select(entry => entry + "\n")));
            Assert.Equal(Enumerable.Range(1, 19), entries.Select(entry => (int)entry.LineNumber));
            Assert.All(entries, entry => Assert.Equal(InFolder(name), entry.Path));
        }

        Assert.Equal(38, Run("ConvertFrom-SmtpLog two.log.gz").Objects.Count);
        Assert.Equal(10, Run("ConvertFrom-SmtpLog *.log* -Code 535").Objects.Count);
        Assert.Equal(5, Run("ConvertFrom-SmtpLog *.log* -AsSession").All<SmtpLogSession>().Count);
    }

    [Fact]
    public void The_other_cmdlets_read_it_too()
    {
        WriteFile("a.log.gz", Gzip.Of(s_clean));

        Assert.Equal((1, 1), Run("Measure-SmtpLog *.gz").All<SmtpLogSummary>().Select(summary => (summary.Sessions, summary.Failed)).Single());
        Assert.True(Run("Export-SmtpLogReport *.gz report.html -PassThru").Single<FileInfo>().Length > 1000);
        Assert.Equal(2, Run("(ConvertFrom-SmtpLog a.log.gz -AsSession).Entries | Where-Object Code -EQ 535").Objects.Count);
    }

    [Theory]
    [InlineData("")]
    [InlineData("-Code 220")]
    [InlineData("-AsSession")]
    public void One_that_is_cut_short_gives_what_can_be_read_and_then_an_error(string filter)
    {
        byte[] gzip = [.. Gzip.Of(s_clean), .. Gzip.Of("20 2019-02-06T15:03:13.000 1 8 ### SMTP Connecting to 'a' at port 25.\n")];
        WriteFile("cut.gz", gzip[..^5]);
        WriteFile("good.log", s_clean);

        var output = Run($"ConvertFrom-SmtpLog cut.gz, good.log {filter}");

        var error = output.Error("ReadFailed", "ConvertFrom-SmtpLog");
        Assert.Contains("cut.gz", error.ErrorDetails.Message, StringComparison.Ordinal);
        Assert.Contains("cut short", error.ErrorDetails.Message, StringComparison.Ordinal);
        Assert.Contains("another", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Equal(filter switch { "" => 19 + 1 + 19, "-Code 220" => 2, _ => 3 }, output.Objects.Count);
    }

    [Fact]
    public void A_broken_file_is_measured_as_far_as_it_goes()
    {
        WriteFile("cut.gz", Gzip.Of(s_clean)[..^5]);

        var output = Run("Measure-SmtpLog cut.gz");

        output.Error("ReadFailed", "Measure-SmtpLog");
        Assert.Equal(1, Assert.IsType<SmtpLogSummary>(Assert.Single(output.Objects).BaseObject).Sessions);
    }
}
