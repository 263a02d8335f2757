using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using SmtpLog.Reading;
using SmtpLog.Reading.Files;
using SmtpLog.Tests.Engine;
using Xunit;

namespace SmtpLog.Tests.Reading.Files;

/// <summary>What is told of long reads. The clock goes forwards with each read.</summary>
[Collection(ProcessWide.Name)]
public sealed class ProgressTests : IDisposable
{
    private readonly Func<TimeSpan> _clock = ReadProgress.Clock;
    private readonly Writing.TemporaryFolder _folder = new();
    private readonly List<ReadState> _shown = [];
    private readonly ReadProgress _progress;
    private TimeSpan _now;
    private TimeSpan _slowness;
    private bool _isShown;

    public ProgressTests()
    {
        ReadProgress.Clock = () => _now;
        _progress = new ReadProgress(state =>
        {
            _shown.Add(state);
            _isShown = true;
            _now += _slowness;
        });
    }

    public void Dispose()
    {
        ReadProgress.Clock = _clock;
        _folder.Dispose();
    }

    [Fact]
    public void Nothing_is_told_in_the_first_second()
    {
        ReadInPieces(99_000);

        Assert.Empty(_shown);
    }

    [Fact]
    public void After_it_the_state_is_told_four_times_a_second()
    {
        ReadInPieces(1_000_000);

        Assert.Equal(Enumerable.Range(0, 37).Select(i => 101_000L + (25_000 * i)).SkipLast(1).Append(1_000_000), _shown.Select(state => state.Done));
        Assert.All(_shown, state => Assert.Equal((1_000_000, "0.log"), (state.Total, Path.GetFileName(state.Path))));
        Assert.All(_shown.SkipLast(1), state => Assert.Equal(100_000, state.BytesPerSecond, 0.001));
        Assert.Equal(10, _shown[0].Percent);
        Assert.Equal(8.99, _shown[0].Remaining!.Value.TotalSeconds, 0.01);
        Assert.Equal((100, TimeSpan.Zero), (_shown[^1].Percent, _shown[^1].Remaining));
    }

    [Fact]
    public void A_host_that_is_slow_to_show_it_is_asked_less_often()
    {
        _slowness = TimeSpan.FromSeconds(2);
        ReadInPieces(9_000_000);

        // A second after the first, 40 seconds after each.
        Assert.Equal([101_000L, 4_101_000, 8_101_000], _shown.Select(state => state.Done));
    }

    [Fact]
    public void Several_files_are_one_piece_of_work()
    {
        ReadInPieces(50_000, 50_000, 100_000);

        Assert.Equal(
            [("1.log", 100_000), ("2.log", 124_000), ("2.log", 149_000), ("2.log", 174_000), ("2.log", 199_000)],
            _shown.Select(state => (Path.GetFileName(state.Path), state.Done)));
        Assert.All(_shown, state => Assert.Equal(200_000, state.Total));
    }

    [Fact]
    public void A_file_that_cannot_be_read_does_not_leave_the_work_unfinished()
    {
        string lost = Write("lost.log", new byte[100_000]);
        string other = Write("other.log", new byte[200_000]);
        _progress.Expect([lost, other]);
        _progress.Leave(lost);
        ReadInPieces(other);

        Assert.Equal(300_000, _shown[^1].Total);
        Assert.Equal(100, (int)Math.Round(100.0 * _shown[^1].Done / _shown[^1].Total));
    }

    [Fact]
    public void A_file_that_grows_meanwhile_never_is_more_than_read()
    {
        string file = Write("grows.log", new byte[50_000]);
        _progress.Expect([file]);
        File.AppendAllText(file, new string('x', 500_000));
        ReadInPieces(file);

        Assert.NotEmpty(_shown);
        Assert.All(_shown, state => Assert.InRange(state.Percent!.Value, 0, 100));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_search_through_the_file_is_told_too_and_so_is_its_beginning_again(bool isDamaged)
    {
        var log = new StringBuilder();
        for (int i = 1; log.Length < 3_000_000; i++)
        {
            log.Append(Transcript.Line(i, "S 250 2.0.0 Ok")).Append('\n');
        }

        // Where it may match, the whole pass is needed, from the beginning.
        log.Append(isDamaged ? "1 2026-11-24T00:00:00.000Z 1 1 s<535 no\n" : string.Empty);
        string file = Write("scan.log", Encoding.UTF8.GetBytes(log.ToString()));
        ReadProgress.Clock = Tick;
        _progress.Expect([file]);
        var entries = new List<SmtpLogEntry>();
        using (Stream stream = LogFile.Open(file, _progress))
        {
            LogReader.Read(stream, file, new LogReaderOptions { Codes = [CodeFilter.Failures] }, entries.Add);
        }

        long[] done = [.. _shown.Select(state => state.Done)];
        Assert.Equal(isDamaged ? 1 : 0, entries.Count);
        Assert.Equal(isDamaged ? 1 : 0, Enumerable.Range(1, done.Length - 1).Count(i => done[i] < done[i - 1]));
        Assert.Equal(log.Length, done[^1]);
        Assert.All(_shown, state => Assert.InRange(state.Done, 0, state.Total));
        Assert.All(_shown, state => Assert.True(state.Remaining is null || state.Remaining >= TimeSpan.Zero));
    }

    [Fact]
    public void Of_a_compressed_file_it_is_the_bytes_on_the_disk_that_count()
    {
        byte[] noise = new byte[200_000];
        new Random(8).NextBytes(noise);
        byte[] gzip = Gzip.Of(noise);
        string file = Write("noise.gz", gzip);
        ReadProgress.Clock = Tick;
        _progress.Expect([file]);
        using Stream stream = LogFile.Open(file, _progress);
        stream.CopyTo(Stream.Null);

        Assert.Equal((gzip.Length, gzip.Length), (_shown[^1].Done, _shown[^1].Total));
    }

    /// <summary>Half a second from look to look; showing takes none.</summary>
    private TimeSpan Tick()
    {
        _now += _isShown ? TimeSpan.Zero : TimeSpan.FromMilliseconds(500);
        _isShown = false;
        return _now;
    }

    /// <summary>A thousand bytes in a hundredth of a second.</summary>
    private void ReadInPieces(params int[] sizes)
    {
        string[] files = [.. sizes.Select((size, i) => Write($"{i}.log", new byte[size]))];
        _progress.Expect(files);
        foreach (string file in files)
        {
            ReadInPieces(file);
        }
    }

    private void ReadInPieces(string file)
    {
        using (Stream stream = _progress.Watch(LogFile.OpenAsItIs(file), file))
        {
            byte[] buffer = new byte[1000];
            do
            {
                _now += TimeSpan.FromMilliseconds(10);
            }
            while (stream.Read(buffer, 0, buffer.Length) > 0);
        }

        _progress.Leave(file);
    }

    private string Write(string name, byte[] content)
    {
        File.WriteAllBytes(_folder.File(name), content);
        return _folder.File(name);
    }
}
