using System;
using System.IO;
using SmtpLog.Lines;
using SmtpLog.Writing.Files;
using Xunit;

namespace SmtpLog.Tests.Writing;

/// <summary>What becomes of an entry when the system takes it in parts, or not at all.</summary>
public sealed class AppendFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string LogPath => _folder.File("smtp.log");

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(1000)]
    public void Short_writes_lose_and_double_nothing(int most)
    {
        using var file = new StubbornFile(LogPath) { Most = most };
        file.Write(Lines("one\ntwo\n"));
        file.Write(Lines("three\n"));
        Assert.Equal("one\ntwo\nthree\n", File.ReadAllText(LogPath));
        Assert.False(file.IsTorn);
    }

    [Theory]
    [InlineData(0, "next\n")]
    [InlineData(2, "on\nnext\n")]
    [InlineData(3, "one\nnext\n")]
    [InlineData(4, "one\nnext\n")]
    [InlineData(6, "one\ntw\nnext\n")]
    [InlineData(8, "one\ntwo\nnext\n")]
    public void What_a_failure_has_cut_is_ended_before_the_next_entry(int room, string expected)
    {
        using var file = new StubbornFile(LogPath) { Most = 2, Room = room };
        if (room < 8)
        {
            Assert.Throws<IOException>(() => file.Write(Lines("one\ntwo\n")));
        }
        else
        {
            file.Write(Lines("one\ntwo\n"));
        }

        file.Room = int.MaxValue;
        file.Write(Lines("next\n"));
        Assert.Equal(expected, File.ReadAllText(LogPath));
    }

    [Fact]
    public void What_another_has_ended_meanwhile_is_not_ended_twice()
    {
        using var file = new StubbornFile(LogPath) { Room = 2 };
        Assert.Throws<IOException>(() => file.Write(Lines("one\n")));
        File.AppendAllText(LogPath, "\nof another\n");
        file.Room = int.MaxValue;
        file.Write(Lines("next\n"));
        Assert.Equal("on\nof another\nnext\n", File.ReadAllText(LogPath));
    }

    [Fact]
    public void Failing_again_and_again_leaves_one_cut_line()
    {
        using var file = new StubbornFile(LogPath) { Room = 2 };
        for (int i = 0; i < 3; i++)
        {
            Assert.Throws<IOException>(() => file.Write(Lines("one\n")));
        }

        file.Room = int.MaxValue;
        file.Write(Lines("next\n"));
        Assert.Equal("on\nnext\n", File.ReadAllText(LogPath));
    }

    private static ByteBuffer Lines(string text)
    {
        var lines = new ByteBuffer();
        lines.Append(text);
        return lines;
    }

    /// <summary>Takes no more than so many bytes at once, and so many in all.</summary>
    private sealed class StubbornFile(string path) : AppendFile(path)
    {
        private readonly string _path = path;

        public int Most { get; init; } = int.MaxValue;

        public int Room { get; set; } = int.MaxValue;

        public override void Dispose()
        {
            // Each write has a handle of its own.
        }

        protected override int WriteSome(byte[] bytes, int offset, int count)
        {
            int taken = Math.Min(Math.Min(count, Most), Room);
            if (taken == 0)
            {
                throw new IOException("No room.");
            }

            using var stream = new FileStream(_path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite);
            stream.Write(bytes, offset, taken);
            Room -= taken;
            return taken;
        }
    }
}
