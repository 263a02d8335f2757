using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using SmtpLog.Reading;
using SmtpLog.Tests.Reading.Files;
using Xunit;

namespace SmtpLog.Tests.Reading;

public class EncodingTests
{
    private static readonly string s_log = Transcript.Of("# SMTP Connecting to 'a' at port 25.", "S 220 größer ✉ 𝔐", "C QUIT");

    public static TheoryData<string, bool> Encodings => new()
    {
        { "utf-8", false },
        { "utf-8", true },
        { "utf-16", true },
        { "utf-16", false },
        { "utf-16BE", true },
        { "utf-16BE", false },
    };

    [Theory]
    [MemberData(nameof(Encodings))]
    public void Unicode_is_read_with_or_without_a_mark(string name, bool hasMark)
    {
        var encoding = Encoding.GetEncoding(name);
        byte[] log = [.. hasMark ? encoding.GetPreamble() : [], .. encoding.GetBytes(s_log)];

        IReadOnlyList<SmtpLogEntry> entries = LogReader.ReadAll(log);

        Assert.Equal(s_log, string.Concat(entries.Select(entry => entry + "\n")));
        Assert.DoesNotContain(entries, entry => entry.IsRecovered);
        Assert.Equal("220 größer ✉ 𝔐", entries[1].Text);
    }

    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    [InlineData("\n\n\r\n")]
    public void Lines_end_with_LF_or_CRLF_and_empty_ones_carry_nothing(string end)
    {
        IReadOnlyList<SmtpLogEntry> entries = Transcript.Parse(s_log.Replace("\n", end, StringComparison.Ordinal));

        Assert.Equal(s_log.TrimEnd().Split('\n'), entries.Select(entry => entry.ToString()));
        Assert.DoesNotContain(entries, entry => entry.IsRecovered);
    }

    [Fact]
    public void The_last_line_needs_no_end()
    {
        Assert.Equal(3, Transcript.Parse(s_log.TrimEnd('\n')).Count);
    }

    [Fact]
    public void A_return_alone_ends_nothing()
    {
        Assert.Equal("QUIT\rNOOP", Assert.Single(Transcript.Read("C QUIT\rNOOP")).Text);
    }

    [Fact]
    public void Bytes_that_are_not_UTF_8_become_replacement_characters()
    {
        byte[] log = [.. Encoding.ASCII.GetBytes(Transcript.Line(1, "S 250 x").TrimEnd('"')), 0xE4, 0xC3, (byte)'"', (byte)'\n'];

        SmtpLogEntry only = Assert.Single(LogReader.ReadAll(log));

        Assert.Equal(("250 x\uFFFD\uFFFD", false), (only.Text, only.IsRecovered));
    }

    [Fact]
    public void A_mark_in_the_middle_is_no_more_than_damage()
    {
        IReadOnlyList<SmtpLogEntry> entries = Transcript.Parse(s_log + "\uFEFF" + s_log);

        Assert.Equal(6, entries.Count);
        Assert.Equal([3], entries.Index().Where(pair => pair.Item.IsRecovered).Select(pair => pair.Index));
    }

    [Fact]
    public void A_stream_may_give_one_byte_at_a_time()
    {
        var entries = new List<SmtpLogEntry>();
        byte[] log = [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes(s_log)];

        LogReader.Read(new DrippingStream(log), "a.log", new LogReaderOptions(), entries.Add);

        Assert.Equal(s_log, string.Concat(entries.Select(entry => entry + "\n")));
        Assert.All(entries, entry => Assert.Equal("a.log", entry.Path));
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n \r\n\t\n\0\0")]
    [InlineData("\uFEFF")]
    public void Nothing_comes_of_nothing(string log)
    {
        Assert.Empty(Transcript.Parse(log));
    }
}
