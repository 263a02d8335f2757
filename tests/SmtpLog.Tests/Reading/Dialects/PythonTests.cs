using System.Linq;
using System.Text;
using SmtpLog.Reading.Dialects.Libraries;
using Xunit;

namespace SmtpLog.Tests.Reading.Dialects;

public class PythonTests
{
    [Theory]
    [InlineData(@"'ehlo x\r\n'", "ehlo x")]
    [InlineData(@"b'250-a\r\n250 b\r\n'", "250-a\n250 b")]
    [InlineData(@"""mail FROM:<o'brien@example.com>\r\n""", "mail FROM:<o'brien@example.com>")]
    [InlineData(@"b'it\'s \""so\""\\n'", "it's \"so\"\\n")]
    [InlineData(@"b'gr\xc3\xb6\xc3\x9fer'", "größer")]
    [InlineData(@"'\xe9\u2028\U0001f4e7'", "é\u2028📧")]
    [InlineData(@"b'\u2028'", @"\u2028")]
    [InlineData(@"'\ud800\q\x4'", @"\ud800\q\x4")]
    [InlineData(@"'größer'", "größer")]
    [InlineData(@"b'\n'", "")]
    [InlineData(@"b'\r\n\r\n'", "\n")]
    [InlineData(@"''", "")]
    public void A_string_is_read_as_Python_writes_it(string literal, string expected)
    {
        var text = new PythonString();

        Assert.True(text.Read(Encoding.UTF8.GetBytes(literal)));
        Assert.Equal(expected, Encoding.UTF8.GetString(text.Text));
    }

    [Theory]
    [InlineData(@"'cut in the mid", "cut in the mid")]
    [InlineData(@"'cut at \", "cut at \\")]
    [InlineData(@"b'", "")]
    [InlineData(@"'a' and more", "a' and more")]
    [InlineData(@"'a\'", "a'")]
    public void A_string_without_its_end_is_told(string literal, string expected)
    {
        var text = new PythonString();

        Assert.False(text.Read(Encoding.UTF8.GetBytes(literal)));
        Assert.Equal(expected, Encoding.UTF8.GetString(text.Text));
    }

    [Fact]
    public void Only_what_was_received_is_the_servers()
    {
        var entries = ToolSamples.Read(
            SmtpLogDialect.Python,
            "02:23:31.500000 send: 'noop\\r\\n'",
            "02:23:31.600000 reply: b'421 4.3.2 bye\\r\\n'",
            "02:23:31.600000 reply: retcode (421); Msg: b'4.3.2 bye'",
            "02:23:31.600000 data: (421, b'4.3.2 bye')");

        Assert.Equal([SmtpLogOrigin.Client, SmtpLogOrigin.Server, SmtpLogOrigin.Event, SmtpLogOrigin.Event], entries.Select(entry => entry.Origin));
        Assert.Equal([null, 421, null, null], entries.Select(entry => entry.Code));
        Assert.All(entries, entry => Assert.Null(entry.Timestamp));
    }

    [Fact]
    public void A_reply_of_several_lines_in_one_string_is_one_entry()
    {
        SmtpLogEntry reply = Assert.Single(ToolSamples.Read(SmtpLogDialect.Python, @"reply: b'535-5.7.8 no\r\n535 5.7.8 go away\r\n'"));

        Assert.Equal((535, "5.7.8", false), (reply.Code, reply.EnhancedCode, reply.IsContinued));
        Assert.Equal("535-5.7.8 no\n535 5.7.8 go away", reply.Text);
    }
}
