using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using Xunit;
using static SmtpLog.SmtpLogContent;

namespace SmtpLog.Tests.Writing;

public class PortionTests
{
    private const string Payload = "AGJvYgBjb3JyZWN0IGhvcnNl";

    private static readonly (bool IsClient, string Text)[] s_conversation =
    [
        (false, "220-one\r\n220 two\r\n"),
        (true, "EHLO me\r\n"),
        (false, "250-SIZE 100\r\n250-AUTH PLAIN LOGIN\r\n250 PIPELINING\r\n"),
        (true, "AUTH LOGIN\r\n"),
        (false, "334 VXNlcm5hbWU6\r\n"),
        (true, "Ym9i\r\n"),
        (false, "334 UGFzc3dvcmQ6\r\n"),
        (true, "Y29ycmVjdCBob3JzZQ==\r\n"),
        (false, "535-5.7.8 not Y29ycmVjdCBo\r\n535 5.7.8 b3JzZQ\r\n"),
        (true, "AUTH PLAIN " + Payload + "\r\n"),
        (false, "535 5.7.8 no: " + Payload + " for correct horse\r\n"),
        (true, "MAIL FROM:<a@b>\r\nRCPT TO:<c@d>\r\nDATA\r\n"),
        (false, "250 2.1.0 Ok\r\n250 2.1.5 Ok\r\n354 Go\r\n"),
        (true, "Subject: gr\u00FC\u00DFe\r\nTo: x\r\n\r\n..a\r\n\u2028 \u001b[31m\r\n.b\n.\r\n\r\n.\r\n"),
        (false, "250 2.0.0 \u0007 Ok\r\n"),
        (true, "MAIL FROM:<a@b>\r\nBDAT 14\r\nA: b\r\n\r\nline\r\nBDAT 3 LAST\r\n\r\nx"),
        (false, "250 Ok\r\n250 Ok\r\n250 Ok\r\n"),
        (true, "QUIT\r\n"),
        (false, "221 Bye"),
    ];

    [Fact]
    public void Any_portioning_gives_the_same_log()
    {
        List<string[]> whole = Record(null);
        Assert.DoesNotContain(whole, log => log.Any(line => line.Contains("horse", StringComparison.Ordinal)));
        foreach (int seed in Enumerable.Range(0, 300))
        {
            var random = new Random(seed);
            int most = random.Next(1, 40);
            List<string[]> inPieces = Record(left => Math.Min(left, random.Next(1, most + 1)));
            for (int i = 0; i < whole.Count; i++)
            {
                Assert.True(whole[i].SequenceEqual(inPieces[i]), $"seed {seed}, log {i}");
            }
        }
    }

    [Theory]
    [InlineData(65_536, false)]
    [InlineData(65_537, true)]
    public void Whether_a_line_is_too_long_depends_on_no_portion(int length, bool isTooLong)
    {
        byte[] line = Encoding.ASCII.GetBytes("250 " + new string('x', length - 4) + "\r\n");
        foreach (int portion in new[] { int.MaxValue, 4096, length, length + 1 })
        {
            var recording = new Recording(left => Math.Min(left, portion), Headers);
            Exception? thrown = Xunit.Record.Exception(() => recording.ServerBytes(line));
            Assert.Equal(isTooLong, thrown is SmtpLog.Writing.ReplyTooLongException);
            Assert.Equal(65_536 + "S < \"\"".Length, Assert.Single(recording.Bodies).Length);
        }
    }

    private static List<string[]> Record(Func<int, int>? portion)
    {
        var recording = new Recording(portion, Full, Headers, None);
        foreach ((bool isClient, string text) in s_conversation)
        {
            byte[] bytes = Encoding.UTF8.GetBytes(text);
            _ = isClient ? recording.ClientBytes(bytes) : recording.ServerBytes(bytes);
        }

        recording.Closed();
        return [.. recording.Logs.Select(log => log.Bodies)];
    }
}
