using System;
using System.Text;
using SmtpLog.Writing;
using Xunit;

namespace SmtpLog.Tests.Writing;

public class FloodTests
{
    private const int Portion = 4096;

    [Fact]
    public void A_line_that_does_not_end_is_stopped_and_its_beginning_logged()
    {
        byte[] portion = Encoding.ASCII.GetBytes(new string('x', Portion));
        Recording recording = new Recording().Server("220 hello").ServerBytes("250 start "u8.ToArray());
        int taken = Flood(recording, portion);
        Assert.InRange(taken * Portion, 64 * 1024 - Portion, 64 * 1024 + Portion);
        Assert.Equal(2, recording.Bodies.Length);
        Assert.StartsWith("S < \"250 start xxx", recording.Bodies[1]);
        Assert.InRange(recording.Bodies[1].Length, 1000, 65 * 1024);
    }

    [Theory]
    [InlineData(10)]
    [InlineData(1000)]
    public void A_reply_of_endless_lines_is_stopped_and_its_beginning_logged(int length)
    {
        byte[] line = Encoding.ASCII.GetBytes("250-" + new string('x', length) + "\r\n");
        Recording recording = new Recording().Server("220 hello");
        int taken = Flood(recording, line);
        Assert.InRange(taken * line.Length, 10_000, 300_000);
        Assert.Equal(taken + 2, recording.Bodies.Length);
    }

    [Fact]
    public void What_still_comes_after_that_is_counted_and_neither_logged_nor_kept()
    {
        byte[] portion = new byte[1 << 20];
        Recording recording = new Recording();
        Assert.Throws<ReplyTooLongException>(() => recording.ServerBytes(portion));
        string[] bodies = recording.Bodies;
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 10; i++)
        {
            Assert.Throws<ReplyTooLongException>(() => recording.ServerBytes(portion));
        }

        // Each portion is copied once by the test itself.
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 11L * portion.Length);
        Assert.Equal(bodies, recording.Bodies);
        Assert.Equal(11L * portion.Length, recording.Recorder.BytesReceived);
        Assert.StartsWith("### SMTP Connection closed.", recording.Closed().Bodies[^1]);
        Assert.Equal(bodies.Length + 1, recording.Bodies.Length);
    }

    [Fact]
    public void A_secret_that_the_cut_goes_through_does_not_show_its_beginning()
    {
        for (int shown = 4; shown < 21; shown++)
        {
            string line = "535 " + new string('x', (64 * 1024) - 4 - shown) + "correct-horse-battery" + new string('x', 100);
            var flooded = new Recording();
            flooded.Recorder.Redactor.AddSecret("correct-horse-battery");
            flooded.Client("AUTH PLAIN");
            Assert.Throws<ReplyTooLongException>(() => flooded.Server(line));
            Assert.EndsWith("x****************\"", flooded.Bodies[^1]);
        }
    }

    [Fact]
    public void A_long_EHLO_reply_is_no_flood()
    {
        var recording = new Recording();
        for (int i = 0; i < 1000; i++)
        {
            recording.Server("250-KEYWORD and some words that belong to it, and a few more");
        }

        recording.Server("250 END");
        Assert.Equal(1001, recording.Bodies.Length);
        Assert.True(recording.Recorder.Replies.IsComplete);
    }

    /// <summary>How many portions were taken before the recorder had enough.</summary>
    private static int Flood(Recording recording, byte[] portion)
    {
        for (int i = 0; i < 10_000_000 / portion.Length; i++)
        {
            try
            {
                recording.Recorder.Server(portion);
            }
            catch (ReplyTooLongException)
            {
                return i;
            }
        }

        throw new InvalidOperationException("It took 10 MB.");
    }
}
