using System;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading;
using SmtpLog.Lines;
using SmtpLog.Protection;
using SmtpLog.Reading;
using Xunit;

namespace SmtpLog.Tests.Protection;

/// <summary>What is no secret comes out as it went in, whatever it is.</summary>
public class ByteTests
{
    private const string Line = "1 2026-11-24T10:00:00.000Z 7 1 S < \"220 mail.example.com\"";

    private static readonly string s_login = Line + "\n2 2026-11-24T10:00:00.000Z 7 1 C > \"AUTH PLAIN " + Logins.Base64("\0bob\0hunter-2") + "\"";

    [Theory]
    [InlineData("")]
    [InlineData("\n")]
    [InlineData("\r\n\r\n \t\n")]
    [InlineData(Line)]
    [InlineData(Line + "\n")]
    [InlineData(Line + "\r\n")]
    [InlineData(Line + "\r")]
    [InlineData("\n\n" + Line + "\r\n\n\0\0\n \n")]
    [InlineData(Line + "\nnothing that is known \u00E4 \u0085 \u2028\n\t" + Line + "\n\n")]
    [InlineData("\uFEFF" + Line + "\n\uFEFF" + Line + "\uFEFF\n\uFEFF\n")]
    public void A_log_without_secrets_stays_the_same(string log)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(log);

        Assert.Equal(bytes, Protecting.Bytes(bytes, SmtpLogDialect.SmtpLog));
        Assert.Equal(log.Split('\n'), Protecting.Fed(SmtpLogDialect.SmtpLog, log.Split('\n')));
        foreach (Encoding encoding in new Encoding[] { new UTF8Encoding(true), Encoding.Unicode, Encoding.BigEndianUnicode })
        {
            byte[] encoded = [.. encoding.GetPreamble(), .. encoding.GetBytes(log)];
            Assert.Equal(encoded, Protecting.Bytes(encoded, SmtpLogDialect.SmtpLog));
        }
    }

    [Fact]
    public void A_byte_order_mark_alone_on_a_line_of_a_message_stays()
    {
        string log = "Connected to smtp://mx.example.com:25/\r\n220 mx\r\nDATA\r\n354 Go\r\nSubject: x\r\n\uFEFF\r\n\uFEFF x\uFEFF\r\n.\r\n250 Ok\r\n";

        Assert.Equal(log, Encoding.UTF8.GetString(Protecting.Bytes(Encoding.UTF8.GetBytes(log), SmtpLogDialect.MailKit)));
    }

    [Fact]
    public void A_byte_order_mark_at_the_end_of_a_line_of_several_stays()
    {
        string log = "2024/10/15 12:00:00 DEBUG: C <-- S: 250 mx.example.com\r\nAUTH LOGIN\r\n\"\uFEFF \uFEFF";

        Assert.Equal(log, Encoding.UTF8.GetString(Protecting.Bytes(Encoding.UTF8.GetBytes(log), SmtpLogDialect.GoMail)));
    }

    [Fact]
    public void Bytes_that_are_no_characters_stay()
    {
        byte[] log = [0xFF, 0x80, .. Encoding.UTF8.GetBytes(Line), 0xC3, 0x0A, 0xC0, 0x00, .. Encoding.UTF8.GetBytes(s_login), 0x0A, 0xED, 0xA0, 0x0A, 0xF8];
        byte[] masked = [0xFF, 0x80, .. Encoding.UTF8.GetBytes(Line), 0xC3, 0x0A, 0xC0, 0x00, .. Encoding.UTF8.GetBytes(s_login.Replace(Logins.Base64("\0bob\0hunter-2"), Protecting.Mask, StringComparison.Ordinal)), 0x0A, 0xED, 0xA0, 0x0A, 0xF8];

        Assert.Equal(masked, Protecting.Bytes(log, SmtpLogDialect.SmtpLog));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Half_pairs_and_half_units_of_UTF_16_stay(bool isBigEndian)
    {
        var encoding = new UnicodeEncoding(isBigEndian, byteOrderMark: true);
        byte[] Half(char unit) => isBigEndian ? [(byte)(unit >> 8), (byte)unit] : [(byte)unit, (byte)(unit >> 8)];
        byte[] before = [.. encoding.GetPreamble(), .. encoding.GetBytes(Line + "\n"), .. Half('\uD83D'), .. encoding.GetBytes("x\U0001F600\uFFFD"), .. Half('\uDE00'), .. encoding.GetBytes("\n" + s_login + "\n")];
        byte[] after = [.. encoding.GetPreamble(), .. encoding.GetBytes(Line + "\n"), .. Half('\uD83D'), .. encoding.GetBytes("x\U0001F600\uFFFD"), .. Half('\uDE00'), .. encoding.GetBytes("\n" + s_login.Replace(Logins.Base64("\0bob\0hunter-2"), Protecting.Mask, StringComparison.Ordinal) + "\n")];

        Assert.Equal(after, Protecting.Bytes(before, SmtpLogDialect.SmtpLog));
        Assert.Equal([.. after, .. Half('\uD83D')], Protecting.Bytes([.. before, .. Half('\uD83D')], SmtpLogDialect.SmtpLog));
        Assert.Equal([.. after, 0x0A], Protecting.Bytes([.. before, 0x0A], SmtpLogDialect.SmtpLog));
    }

    [Fact]
    public void UTF_16_survives_the_way_there_and_back_in_any_portions()
    {
        var random = new Random(16);
        for (int round = 0; round < 300; round++)
        {
            char[] units = new char[random.Next(60)];
            for (int i = 0; i < units.Length; i++)
            {
                units[i] = (char)(random.Next(3) switch { 0 => random.Next(0xD7F0, 0xE010), 1 => random.Next(0x80), _ => random.Next(0x10000) });
            }

            var encoded = new ByteBuffer();
            int taken = 0;
            while (taken < units.Length)
            {
                int portion = Math.Min(units.Length - taken, random.Next(1, 8));
                taken += Utf16.Encode(units.AsSpan(taken, portion), isLast: taken + portion == units.Length, encoded);
            }

            char[] decoded = new char[encoded.Length];
            int length = Utf16.Decode(encoded.Written, decoded);

            Assert.Equal(units, decoded[..length]);
        }
    }

    [Fact]
    public void A_string_with_half_a_pair_stays() =>
        Assert.Equal([Line, "\uD83D x \uDE00 \U0001F600"], Protecting.Fed(SmtpLogDialect.SmtpLog, [Line, "\uD83D x \uDE00 \U0001F600"]));

    [Fact]
    public void Several_lines_in_one_string_stay_in_one() =>
        Assert.Equal([Line + "\r\n\n" + Line, "", Line + "\n"], Protecting.Fed(SmtpLogDialect.SmtpLog, [Line + "\r\n\n" + Line, "", Line + "\n"]));

    [Fact]
    public void Of_what_is_no_log_nothing_comes_out()
    {
        var emitted = new System.Collections.Generic.List<string>();
        var protector = new LineProtector(new ProtectorOptions(), emitted.Add);
        protector.Feed(" ");
        protector.Feed("milk AGJvYgBodW50ZXItMg==");

        Assert.Throws<UnknownDialectException>(protector.Complete);
        Assert.Empty(emitted);
        using var target = new MemoryStream();
        Assert.Throws<UnknownDialectException>(() => LogProtector.ToStream(() => new MemoryStream("\n\nmilk\nbread"u8.ToArray()), "x", new ProtectorOptions(), target));
        Assert.Equal(0, target.Length);
    }

    [Fact]
    public void It_can_be_cancelled()
    {
        using var stop = new CancellationTokenSource();
        int lines = 0;
        string log = string.Concat(Enumerable.Repeat(Line + "\n", 100));

        Assert.Throws<OperationCanceledException>(() => LogProtector.ToLines(() => new MemoryStream(Encoding.UTF8.GetBytes(log)), null, new ProtectorOptions { Cancellation = stop.Token }, _ =>
        {
            if (++lines == 3)
            {
                stop.Cancel();
            }
        }));

        Assert.Equal(3, lines);
    }

    [Fact]
    public void Lines_come_out_as_soon_as_they_are_understood()
    {
        var emitted = new System.Collections.Generic.List<string>();
        var protector = new LineProtector(new ProtectorOptions(), emitted.Add);
        foreach (string line in s_login.Split('\n'))
        {
            protector.Feed(line);
            Assert.EndsWith(line[^10..] == emitted[^1][^10..] ? line[^10..] : "****\"", emitted[^1]);
        }

        Assert.Equal(2, emitted.Count);
    }
}
