using System.Linq;
using System.Text;
using SmtpLog.Reading.Dialects.Programs;
using Xunit;

namespace SmtpLog.Tests.Reading.Dialects;

public class CurlTests
{
    private const string Meter = "\r  0     0    0     0    0     0      0      0 --:--:-- --:--:-- --:--:--     0";

    [Theory]
    [InlineData(Meter, true)]
    [InlineData("  0     0    0     0    0     0      0      0 --:--:-- --:--:-- --:--:--     0", true)]
    [InlineData("\r100   113    0     0  100   114      0  13095 --:--:-- --:--:-- --:--:-- 14250", true)]
    [InlineData("\r 12 1.2M    0     0   12  114k      0  1309k  0:01:30  0:00:03  0:01:27 1425k", true)]
    [InlineData("12:34:56 12:34:56 12:34:56", false)]
    [InlineData("  0     0 --:--:-- --:--:--", false)]
    [InlineData("* Connected", false)]
    public void A_meter_is_known_and_its_end(string text, bool isMeter)
    {
        Assert.Equal(isMeter ? text.Length : 0, CurlMeter.Length(Encoding.ASCII.GetBytes(text)));
        Assert.Equal(isMeter ? text.Length : 0, CurlMeter.Length(Encoding.ASCII.GetBytes(text + "< 250 ok")));
    }

    [Fact]
    public void A_meter_ends_before_a_character_that_is_none_of_its()
    {
        Assert.Equal(Meter.Length - 1, CurlMeter.Length(Encoding.UTF8.GetBytes(Meter[..^1] + "\uFFFD0")));
    }

    [Fact]
    public void A_line_behind_meters_is_read()
    {
        var entries = ToolSamples.Read(SmtpLogDialect.Curl, "> NOOP", Meter + Meter + "04:32:28.442753 < 250 2.0.0 ok");

        Assert.Equal(["NOOP", Meter + Meter, "250 2.0.0 ok"], entries.Select(entry => entry.Text));
        Assert.Equal((250, "NOOP", 2L), (entries[2].Code, entries[2].Command, entries[2].LineNumber));
    }

    [Fact]
    public void A_dump_knows_line_ends_from_its_own_edge()
    {
        string edge = new('x', 64);
        SmtpLogEntry data = ToolSamples.Read(
            SmtpLogDialect.Curl, "=> Send header, 6 bytes (0x6)", "0000: DATA", "<= Recv header, 8 bytes (0x8)", "0000: 354 go",
            "=> Send data, 74 bytes (0x4a)", "0000: " + edge, "0040: yy", "0044: ", "0046: zz")[2];

        Assert.Equal($"{edge}yy\n\nzz", data.Text);
        Assert.Equal((SmtpLogOrigin.Client, SmtpStage.Data, 5L), (data.Origin, data.Stage, data.LineNumber));
    }

    [Fact]
    public void A_dump_that_is_cut_comes_out_at_the_next_line()
    {
        var entries = ToolSamples.Read(SmtpLogDialect.Curl, "<= Recv header, 40 bytes (0x28)", "0000: 250 o", "== Info: Closing connection 0");

        Assert.Equal(["250 o", "Closing connection 0"], entries.Select(entry => entry.Text));
        Assert.Equal("<= Recv header, 40 bytes (0x28)\n0000: 250 o", entries[0].ToString());
    }

    [Fact]
    public void Base64_without_a_mark_is_the_clients_only_in_a_login()
    {
        var entries = ToolSamples.Read(SmtpLogDialect.Curl, "b3BzQA==", "> AUTH PLAIN", "b3BzQA==", "< 535 5.7.8 no", "b3BzQA==");

        Assert.Equal([SmtpLogOrigin.Event, SmtpLogOrigin.Client, SmtpLogOrigin.Client, SmtpLogOrigin.Server, SmtpLogOrigin.Event], entries.Select(entry => entry.Origin));
        Assert.Equal("AUTH", entries[2].Command);
    }

    [Theory]
    [InlineData("curl: (6) Could not resolve host: mx.example.com", false)]
    [InlineData("curl: (28) Connection timed out after 300 milliseconds", true)]
    [InlineData("curl: (60) SSL certificate problem: self-signed certificate", false)]
    [InlineData("curl: (999) what", false)]
    public void Curls_own_errors_are_errors(string line, bool isTransient)
    {
        SmtpLogEntry error = ToolSamples.Read(SmtpLogDialect.Curl, "*   Trying 192.0.2.25:25...", line)[1];

        Assert.Equal((SmtpLogOrigin.Event, true, isTransient), (error.Origin, error.IsError, error.IsTransient));
    }
}
