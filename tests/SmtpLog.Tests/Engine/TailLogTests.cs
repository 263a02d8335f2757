using System.IO;
using System.Linq;
using System.Text;
using SmtpLog.Tests.Reading;
using SmtpLog.Tests.Reading.Files;
using Xunit;

namespace SmtpLog.Tests.Engine;

/// <summary>-Tail without -Wait.</summary>
public sealed class TailLogTests : EngineTest
{
    public TailLogTests()
    {
        string log = Transcript.Of(
            "1:# SMTP Connecting to 'a' at port 25.", "1:S 220 a", "1:C QUIT", "1:S 221 a", "1:# SMTP Connection closed. messages=0",
            "2:# SMTP Connecting to 'b' at port 25.", "2:S 554 b", "2:# SMTP Connection closed. messages=0",
            "3:# SMTP Connecting to 'c' at port 25.", "3:S 220 c");
        WriteFile("a.log", Encoding.UTF8.GetBytes(log));
        WriteFile("b.log.gz", Gzip.Of(log));
    }

    [Theory]
    [InlineData("-Tail 2", "a.log 9,a.log 10,b.log.gz 9,b.log.gz 10")]
    [InlineData("-Tail 1 -Failed", "a.log 7,b.log.gz 7")]
    [InlineData("-Tail 2 -Origin Client", "a.log 3,b.log.gz 3")]
    [InlineData("-Tail 0", "")]
    public void The_last_entries_of_each_file_that_match_come_out(string arguments, string expected) => Assert.Equal(
        expected,
        string.Join(",", Run($"ConvertFrom-SmtpLog a.log, b.log.gz {arguments}").All<SmtpLogEntry>().Select(entry => $"{Path.GetFileName(entry.Path)} {entry.LineNumber}")));

    [Theory]
    [InlineData("-Tail 2", "b,c")]
    [InlineData("-Tail 1 -Code 220", "c")]
    [InlineData("-Tail 9", "a,b,c")]
    public void With_AsSession_it_is_sessions(string arguments, string expected) => Assert.Equal(
        expected,
        string.Join(",", Run($"ConvertFrom-SmtpLog a.log -AsSession {arguments}").All<SmtpLogSession>().Select(session => session.Server)));

    [Fact]
    public void Of_lines_from_the_pipeline_it_is_the_last_of_all()
    {
        Session.Set("lines", File.ReadAllLines(InFolder("a.log")));

        Assert.Equal([9L, 10L], Run("$lines | ConvertFrom-SmtpLog -Tail 2").All<SmtpLogEntry>().Select(entry => entry.LineNumber));
    }

    [Fact]
    public void Less_than_none_is_refused() => Assert.Single(Run("ConvertFrom-SmtpLog a.log -Tail -1").Errors);
}
