using System;
using System.Linq;
using System.Text;
using SmtpLog.Writing;
using Xunit;

namespace SmtpLog.Tests.Writing;

public class HarmlessTests
{
    [Theory]
    [InlineData("250 \u001b[2J\u001b]0;x\u0007", "250 \u241B[2J\u241B]0;x\u2407")]
    [InlineData("250 a\0b\tc\bd\u007Fe", "250 a\u2400b\u2409c\u2408d\u2421e")]
    [InlineData("250 \u0080\u009B31m\u009F\u0085", "250 \uFFFD\uFFFD31m\uFFFD\uFFFD")]
    [InlineData("250 a\u2028b\u2029c", "250 a\uFFFDb\uFFFDc")]
    [InlineData("250 \u202Agnp\u202E.\u202C\u2066\u2069\u200E\u200F\u061C", "250 \uFFFDgnp\uFFFD.\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD")]
    [InlineData("250 gr\u00FC\u00DFe \u65E5\u672C \U0001F600", "250 gr\u00FC\u00DFe \u65E5\u672C \U0001F600")]
    [InlineData("250 \"a\" \"\" \"", "250 \"a\" \"\" \"")]
    [InlineData("250 a\rb", "250 a\u240Db")]
    public void Control_characters_are_shown_and_do_nothing(string line, string shown)
    {
        Assert.Equal($"S < \"{shown}\"", Assert.Single(new Recording().Server(line).Bodies));
        Assert.Equal($"C > \"{shown}\"", Assert.Single(new Recording().Client(line).Bodies));
    }

    [Theory]
    [InlineData(new byte[] { 0xFF, (byte)'a', 0xC3 }, "\uFFFDa\uFFFD")]
    [InlineData(new byte[] { 0xC0, 0x8A }, "\uFFFD\uFFFD")]
    [InlineData(new byte[] { 0xED, 0xA0, 0x80 }, "\uFFFD\uFFFD\uFFFD")]
    [InlineData(new byte[] { 0x9B, (byte)'m' }, "\uFFFDm")]
    public void What_is_no_UTF8_is_replaced(byte[] bytes, string shown)
    {
        Recording recording = new Recording().ServerBytes([.. bytes, (byte)'\n']);
        Assert.Equal($"S < \"{shown}\"", Assert.Single(recording.Bodies));
    }

    [Fact]
    public void Any_bytes_whatever_leave_one_harmless_line_for_each_line()
    {
        var random = new Random(4711);
        byte[] bytes = new byte[200];
        for (int round = 0; round < 2000; round++)
        {
            random.NextBytes(bytes);
            Recording recording = new Recording(SmtpLogContent.Full).ServerBytes([.. bytes, (byte)'\n']);
            Assert.Equal(bytes.Count(b => b == '\n') + 1, recording.Bodies.Length);
            foreach (string body in recording.Bodies)
            {
                Assert.StartsWith("S < \"", body, StringComparison.Ordinal);
                Assert.EndsWith("\"", body, StringComparison.Ordinal);
                Assert.DoesNotContain(body, static c => char.IsControl(c) || c is '\u2028' or '\u2029' or '\u202E');
            }
        }
    }

    [Fact]
    public void A_reply_cannot_forge_an_entry()
    {
        const string Forged = "2 2026-11-24T02:23:31.000Z 1 1 S < \"250 forged\"";
        Recording recording = new Recording()
            .ServerBytes(Encoding.UTF8.GetBytes($"250 x\"\r{Forged}\u0085{Forged}\u2028{Forged}\u000B{Forged}\u000C{Forged}\0\r\n"));
        Assert.Single(recording.Bodies);
        Assert.Equal(1, recording.Text.Count(c => c == '\n'));
        Assert.All(recording.Logs[0].Lines, line => Assert.DoesNotContain(Forged, line.Split('\r', '\u0085', '\u2028', '\u000B', '\u000C')));
    }

    [Fact]
    public void The_facts_of_an_event_cannot_forge_others()
    {
        var recording = new Recording();
        var failure = new SmtpFailure { Kind = SmtpErrorKind.MessageRejected, Sentence = "x" };
        recording.Recorder.Event(LogEvents.Error(failure, "no\" kind=Cancelled\r\nfake \u001b[0m", "a\tb"));
        Assert.Equal(
            "### SMTP Error. kind=MessageRejected user=\"a\u2409b\" message=\"no\"\" kind=Cancelled\u240D\u240Afake \u241B[0m\"",
            Assert.Single(recording.Bodies));
    }
}
