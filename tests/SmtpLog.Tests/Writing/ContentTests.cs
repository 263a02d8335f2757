using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using Xunit;
using static SmtpLog.SmtpLogContent;

namespace SmtpLog.Tests.Writing;

public class ContentTests
{
    private const string Body = "Subject: x\r\nTo: b\r\n\r\nHello\r\n..dot\r\nQUIT\r\nAUTH PLAIN AGJvYgBzZWNyZXQ=\r\n";

    private static readonly string[] s_bodyLines =
        ["Subject: x", "To: b", "", "Hello", "..dot", "QUIT", "AUTH PLAIN AGJvYgBzZWNyZXQ="];

    [Fact]
    public void Full_shows_every_line_as_sent()
    {
        Recording recording = Data(new Recording(Full));
        Assert.Equal(
            [.. Quoted("DATA"), "S < \"354 Go ahead\"", .. Quoted(s_bodyLines), .. Quoted("."), "S < \"250 Ok\"", .. Quoted("QUIT")],
            recording.Bodies);
        Assert.Equal(Body.Length - 1, recording.Recorder.ContentSize);
    }

    [Fact]
    public void Headers_shows_the_header_lines_and_the_size_of_the_rest()
    {
        Assert.Equal(
            [
                .. Quoted("DATA"), "S < \"354 Go ahead\"", .. Quoted("Subject: x", "To: b"),
                $"### SMTP Message content {Body.Length - 19} bytes not logged.", .. Quoted("."), "S < \"250 Ok\"", .. Quoted("QUIT"),
            ],
            Data(new Recording(Headers)).Bodies);
    }

    [Fact]
    public void None_shows_the_size_alone()
    {
        Assert.Equal(
            [.. Quoted("DATA"), "S < \"354 Go ahead\"", $"### SMTP Message content {Body.Length} bytes not logged.", .. Quoted("."), "S < \"250 Ok\"", .. Quoted("QUIT")],
            Data(new Recording(None)).Bodies);
    }

    [Fact]
    public void Several_logs_have_each_entry_once_under_the_same_number()
    {
        Recording recording = Data(new Recording(None, Full, Headers));
        var texts = new Dictionary<(long, bool), string>();
        foreach (MemorySink log in recording.Logs)
        {
            long[] counters = [.. log.Lines.Select(Counter)];
            Assert.Equal(counters.Order().Distinct(), counters);
            foreach (string line in log.Lines)
            {
                // How much is not logged is another matter in each.
                bool isEvent = line.Contains(" ### ", StringComparison.Ordinal);
                string text = isEvent ? "not logged" : line;
                Assert.Equal(text, texts.GetValueOrDefault((Counter(line), isEvent), text));
                texts[(Counter(line), isEvent)] = text;
            }
        }

        Assert.Equal(Data(new Recording(None)).Bodies, recording.Logs[0].Bodies);
        Assert.Equal(Data(new Recording(Full)).Bodies, recording.Logs[1].Bodies);
        Assert.Equal(Data(new Recording(Headers)).Bodies, recording.Logs[2].Bodies);
    }

    [Fact]
    public void A_message_without_a_body_has_nothing_that_is_not_logged()
    {
        Recording recording = new Recording(Headers).Server("220 x").Client("DATA").Server("354 x").Client("A: b", ".", "QUIT");
        Assert.Equal(Quoted("A: b", ".", "QUIT"), recording.Bodies[3..]);
    }

    [Fact]
    public void Chunks_of_one_message_go_on_where_the_last_one_ended()
    {
        Recording recording = new Recording(Full, Headers, None).Server("220 x").Client("MAIL FROM:<>").Server("250 Ok");
        foreach (string chunk in new[] { "Subject: x\r\nTo:", " b\r\n\r\nHel", "lo", "\r\n" })
        {
            recording.ClientBytes(Encoding.ASCII.GetBytes($"BDAT {chunk.Length}\r\n{chunk}")).Server("250 Ok");
        }

        recording.Client("BDAT 0 LAST").Server("250 Ok").Client("QUIT");
        Assert.Equal(
            Quoted("BDAT 15", "Subject: x", "To:", "BDAT 9", " b", "", "Hel", "BDAT 2", "lo", "BDAT 2", "", "BDAT 0 LAST", "QUIT"),
            recording.Logs[0].Bodies.Skip(3).Where(body => body[0] == 'C'));
        Assert.Equal(
            [
                .. Quoted("BDAT 15", "Subject: x", "To:", "BDAT 9", " b"), NotLogged(5), .. Quoted("BDAT 2"), NotLogged(2),
                .. Quoted("BDAT 2"), NotLogged(2), .. Quoted("BDAT 0 LAST", "QUIT"),
            ],
            recording.Logs[1].Bodies.Skip(3).Where(body => body[0] != 'S'));
        Assert.Equal(
            [
                .. Quoted("BDAT 15"), NotLogged(15), .. Quoted("BDAT 9"), NotLogged(9), .. Quoted("BDAT 2"), NotLogged(2),
                .. Quoted("BDAT 2"), NotLogged(2), .. Quoted("BDAT 0 LAST", "QUIT"),
            ],
            recording.Logs[2].Bodies.Skip(3).Where(body => body[0] != 'S'));
        Assert.Equal(28, recording.Recorder.ContentSize);
    }

    [Theory]
    [InlineData("A: b\r\n\r", "\nbody", "body")]
    [InlineData("A: b\r\n", "\r\nbody", "body")]
    [InlineData("A: b", "\r\n\r\nbody", "body")]
    [InlineData("A: b\r", "\nC: d\r\n", null)]
    [InlineData("A:", "\r\nC: d\r\n", null)]
    public void A_border_of_chunks_neither_shows_the_body_nor_hides_headers(string first, string second, string? hidden)
    {
        string text = new Recording(Headers)
            .ClientBytes(Encoding.ASCII.GetBytes($"BDAT {first.Length}\r\n{first}BDAT {second.Length} LAST\r\n{second}")).Text;
        if (hidden is null)
        {
            Assert.Contains("C > \"C: d\"", text, StringComparison.Ordinal);
            Assert.DoesNotContain("not logged", text, StringComparison.Ordinal);
        }
        else
        {
            Assert.DoesNotContain(hidden, text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void The_message_after_a_last_chunk_begins_with_headers_again()
    {
        Recording recording = new Recording(Headers)
            .ClientBytes("BDAT 8 LAST\r\nA: b\r\n\r\nMAIL FROM:<>\r\nBDAT 6\r\nC: d\r\nRSET\r\nBDAT 6 LAST\r\nE: f\r\n"u8.ToArray());
        Assert.Equal(
            [.. Quoted("BDAT 8 LAST", "A: b"), NotLogged(2), .. Quoted("MAIL FROM:<>", "BDAT 6", "C: d", "RSET", "BDAT 6 LAST", "E: f")],
            recording.Bodies);
    }

    [Theory]
    [InlineData("BDAT")]
    [InlineData("BDAT x")]
    [InlineData("BDAT -1")]
    [InlineData("BDAT 99999999999999999999")]
    [InlineData("BDATA 5")]
    public void What_is_no_chunk_takes_nothing(string command)
    {
        Assert.Equal(Quoted(command, "QUIT"), new Recording(None).Client(command, "QUIT").Bodies);
    }

    [Fact]
    public void A_message_that_is_cut_by_the_end_is_written_as_far_as_it_went()
    {
        Recording recording = new Recording(Full, Headers, None).Server("220 x").Client("DATA").Server("354 x")
            .ClientBytes("A: b\r\n\r\nHel"u8.ToArray()).Closed();
        Assert.Equal(Quoted("A: b", "", "Hel"), recording.Logs[0].Bodies[3..^1]);
        Assert.Equal([.. Quoted("A: b"), NotLogged(5)], recording.Logs[1].Bodies[3..^1]);
        Assert.Equal([NotLogged(11)], recording.Logs[2].Bodies[3..^1]);
        Assert.StartsWith("### SMTP Connection closed.", recording.Bodies[^1]);
    }

    [Fact]
    public void A_chunk_that_is_cut_by_the_end_is_written_as_far_as_it_went()
    {
        Recording recording = new Recording(Headers).ClientBytes("BDAT 100\r\nA: b\r\n\r\nHel"u8.ToArray()).Closed();
        Assert.Equal([.. Quoted("BDAT 100", "A: b"), NotLogged(5)], recording.Bodies[..^1]);
    }

    [Fact]
    public void A_354_that_was_read_with_the_reply_before_counts_for_the_DATA_that_follows()
    {
        Recording recording = new Recording(None).Server("220 x").Client("MAIL FROM:<>", "RCPT TO:<a@b>").Server("250 a", "250 b", "354 c");
        recording.Client("DATA", "hidden", ".", "QUIT");
        Assert.Equal([.. Quoted("DATA"), NotLogged(8), .. Quoted(".", "QUIT")], recording.Bodies[6..]);
    }

    [Fact]
    public void In_a_pipeline_the_354_for_DATA_is_the_last_reply()
    {
        Recording recording = new Recording(None).Server("220 x").Client("MAIL FROM:<>", "RCPT TO:<a@b>", "RCPT TO:<c@d>", "DATA");
        recording.Server("250 a").Server("550-b", "550 b").Server("250 c").Server("354 d").Client("hidden", ".").Server("250 Ok").Client("QUIT");
        Assert.Equal([NotLogged(8), .. Quoted("."), "S < \"250 Ok\"", .. Quoted("QUIT")], recording.Bodies[10..]);
    }

    [Fact]
    public void A_refused_DATA_begins_nothing_nor_does_a_354_that_nobody_asked_for()
    {
        Recording recording = new Recording(None).Server("220 x").Client("DATA").Server("550 no", "354 go on");
        recording.Client("RSET", "visible").Server("354 no", "354 no").Client("QUIT");
        Assert.Equal(Quoted("RSET", "visible"), recording.Bodies[4..6]);
        Assert.Equal(Quoted("QUIT"), recording.Bodies[^1..]);
    }

    [Fact]
    public void What_a_server_said_in_clear_behind_STARTTLS_answers_nothing()
    {
        Recording recording = new Recording(None).Server("220 x").Client("STARTTLS").Server("220 go", "354 injected");
        recording.Client("DATA").Server("550 no").Client("visible");
        Assert.Equal(Quoted("visible"), recording.Bodies[^1..]);
    }

    [Theory]
    [InlineData("a\n.\r\nb\r\n.\r\n")]
    [InlineData("a\r\n.\nb\r\n.\r\n")]
    [InlineData("a\r.\r\nb\r\n.\r\n")]
    public void Only_CRLF_dot_CRLF_ends_a_message(string content)
    {
        Recording recording = new Recording(None).Server("220 x").Client("DATA").Server("354 x")
            .ClientBytes(Encoding.ASCII.GetBytes(content)).Client("QUIT");
        Assert.Equal([NotLogged(content.Length - 3), .. Quoted(".", "QUIT")], recording.Bodies[3..]);
    }

    private static Recording Data(Recording recording)
    {
        recording.Server("220 x").Client("DATA").Server("354 Go ahead").ClientBytes(Encoding.ASCII.GetBytes(Body));
        recording.Client(".").Server("250 Ok").Client("QUIT");
        foreach (MemorySink log in recording.Logs)
        {
            log.DropFirst();
        }

        return recording;
    }

    private static string NotLogged(int bytes) => $"### SMTP Message content {bytes} bytes not logged.";

    private static string[] Quoted(params string[] lines) => [.. lines.Select(line => $"C > \"{line}\"")];

    private static long Counter(string line) => long.Parse(line.Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture);
}
