using System;
using System.Collections.Generic;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Text;
using SmtpLog.Reading;
using SmtpLog.Reading.Files;
using Xunit;

namespace SmtpLog.Tests.Reading.Files;

public class GunzipTests
{
    private static readonly string s_log = Encoding.UTF8.GetString(SampleLogs.Clean);

    public static TheoryData<string, string[]> Members => new()
    {
        { "one", [s_log] },
        { "two", [s_log, s_log] },
        { "an empty one", [string.Empty] },
        { "an empty one between others", [s_log, string.Empty, string.Empty, "x"] },
        { "many tiny ones", [.. Enumerable.Range(0, 3000).Select(i => $"{i % 7}\n")] },
        { "the same again and again", [.. Enumerable.Repeat("220 a\n", 1000)] },
    };

    [Theory]
    [MemberData(nameof(Members))]
    public void All_members_are_read(string name, string[] members)
    {
        byte[] file = Gzip.Of(members);

        Assert.Equal(string.Concat(members), Read(file, out Exception? error));
        Assert.True(error is null, $"{name}: {error}");
        Assert.Equal(string.Concat(members), Read(new DrippingStream(file), out _));
    }

    [Theory]
    [InlineData(CompressionLevel.NoCompression)]
    [InlineData(CompressionLevel.Fastest)]
    [InlineData(CompressionLevel.SmallestSize)]
    public void Members_may_be_long_and_end_anywhere(CompressionLevel level)
    {
        var random = new Random(1952);
        for (int round = 0; round < 20; round++)
        {
            var plain = new List<byte>();
            var file = new List<byte>();
            for (int members = random.Next(1, 5); members > 0; members--)
            {
                byte[] content = new byte[random.Next(300_000)];
                for (int i = 0; i < content.Length; i++)
                {
                    content[i] = (byte)('a' + random.Next(1 + (round % 9 * 3)));
                }

                plain.AddRange(content);
                file.AddRange(Gzip.Of(content, level));
            }

            string text = Read([.. file], out Exception? error);

            Assert.True(error is null && text == Encoding.ASCII.GetString([.. plain]), $"Round {round}: {error}");
        }
    }

    [Fact]
    public void All_that_a_header_may_hold_is_passed_over() =>
        Assert.Equal("220 a\n220 b\n", Read([.. Gzip.WithFullHeader("220 a\n"), .. Gzip.WithFullHeader("220 b\n")], out _));

    [Theory]
    [InlineData(1)]
    [InlineData(200_000)]
    public void Zeros_behind_it_are_no_damage(int count)
    {
        Assert.Equal(s_log, Read([.. Gzip.Of(s_log), .. new byte[count]], out Exception? error));
        Assert.Null(error);
    }

    [Fact]
    public void Something_else_behind_it_is_an_error_after_all_was_read()
    {
        Assert.Equal(s_log, Read([.. Gzip.Of(s_log), .. "220 b\n"u8], out Exception? error));
        Assert.IsType<DamagedFileException>(error);
    }

    [Fact]
    public void Wherever_it_is_cut_what_came_before_comes_out_and_then_an_error()
    {
        byte[] file = Gzip.Of(s_log, "220 the second\n");
        int border = Gzip.Of(s_log).Length;
        for (int length = 3; length < file.Length; length++)
        {
            string read = Read(file[..length], out Exception? error);

            Assert.True(error is DamagedFileException == (length != border), $"Cut at {length}: {error}");
            Assert.StartsWith(read, s_log + "220 the second\n", StringComparison.Ordinal);
            Assert.True(length < border || read.StartsWith(s_log, StringComparison.Ordinal), $"Cut at {length}: {read.Length} characters");
        }
    }

    [Fact]
    public void Whatever_byte_is_wrong_it_is_found_out()
    {
        byte[] file = Gzip.Of(s_log);
        for (int at = 3; at < file.Length; at++)
        {
            byte[] damaged = [.. file];
            damaged[at] ^= 0x11;

            string read = Read(damaged, out Exception? error);

            // Time, flags and system of the header mean nothing here.
            Assert.True(error is DamagedFileException || (at < 10 && read == s_log), $"Byte {at}: {error}");
        }
    }

    [Fact]
    public void The_lines_before_the_damage_become_entries()
    {
        var log = new StringBuilder();
        for (int i = 1; i <= 20_000; i++)
        {
            log.Append(Transcript.Line(i, $"S 250 {Convert.ToHexString(BitConverter.GetBytes(i * 7919L))}")).Append('\n');
        }

        byte[] file = Gzip.Of(log.ToString());
        file.AsSpan(file.Length / 2, 50).Fill(0xFF);
        var entries = new List<SmtpLogEntry>();

        Assert.Throws<DamagedFileException>(() => LogReader.Read(new GunzipStream(new MemoryStream(file)), "a.gz", new LogReaderOptions(), entries.Add));

        Assert.Equal(Enumerable.Range(1, 9_000), entries.Take(9_000).Select(entry => (int)entry.Counter!.Value));
    }

    [Fact]
    public void A_line_without_an_end_comes_in_pieces_that_fit_into_memory()
    {
        const int Megabytes = 80;
        using var bomb = new MemoryStream();
        using (var gzip = new GZipStream(bomb, CompressionLevel.Fastest, leaveOpen: true))
        {
            byte[] megabyte = new byte[1024 * 1024];
            megabyte.AsSpan().Fill((byte)'x');
            for (int i = 0; i < Megabytes; i++)
            {
                gzip.Write(megabyte);
            }
        }

        bomb.Position = 0;
        using var lines = new LineSplitter(new GunzipStream(bomb));
        long length = 0;
        while (lines.TryRead(out ReadOnlySpan<byte> piece))
        {
            Assert.InRange(piece.Length, 1, 32 * 1024 * 1024);
            length += piece.Length;
        }

        Assert.Equal(Megabytes * 1024L * 1024, length + lines.TakeRest().Length);
    }

    private static string Read(byte[] file, out Exception? error) => Read(new MemoryStream(file), out error);

    private static string Read(Stream file, out Exception? error)
    {
        using var stream = new GunzipStream(file);
        using var content = new MemoryStream();
        error = Record.Exception(() => stream.CopyTo(content));
        return Encoding.UTF8.GetString(content.ToArray());
    }
}
