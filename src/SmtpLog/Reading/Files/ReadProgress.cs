using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;

namespace SmtpLog.Reading.Files;

/// <summary>
/// Tells how far the reading of files has come: nothing in the first second, and a few times a second from then on; less
/// often where whoever is told takes long. It is told from within the reading, so on the thread that reads.
/// </summary>
internal sealed class ReadProgress(Action<ReadState> show)
{
    // A terminal that is slow to answer may take seconds; of all the time it gets a twentieth.
    private const int Restraint = 20;

    private static readonly TimeSpan s_quiet = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_interval = TimeSpan.FromMilliseconds(250);

    private long _total;
    private long _before;
    private long _size;
    private string _path = string.Empty;
    private TimeSpan? _next;
    private long _paceDone;
    private TimeSpan _paceTime;
    private double _pace;
    private long _last;

    /// <summary>Since whenever.</summary>
    public static Func<TimeSpan> Clock { get; set; } = () => TimeSpan.FromSeconds(Stopwatch.GetTimestamp() / (double)Stopwatch.Frequency);

    /// <summary>These files are to be read next, one after the other.</summary>
    public void Expect(IEnumerable<string> files)
    {
        _total = files.Sum(SizeOf);
        _before = _size = 0;
        Pace(0);
    }

    /// <summary>The stream of the next file, watched from here on; to be read to its end before that of another.</summary>
    public Stream Watch(Stream stream, string path)
    {
        _path = path;
        _size = stream.CanSeek ? stream.Length : 0;
        return new WatchedStream(stream, Advance);
    }

    /// <summary>Done with a file that was expected, whether or not it could be read.</summary>
    public void Leave(string path)
    {
        _before += SizeOf(path);
        _size = 0;
    }

    private static long SizeOf(string path) => new FileInfo(path) is { Exists: true } file ? file.Length : 0;

    private void Advance(long position)
    {
        TimeSpan now = Clock();
        long done = _before + position;
        _next ??= now + s_quiet;
        if (done < _last)
        {
            // It begins again: what was read before says nothing about how much is left.
            Pace(done);
        }

        _last = done;
        if (now < _next)
        {
            return;
        }

        double seconds = (now - _paceTime).TotalSeconds;
        _pace = seconds > 0 && done > _paceDone ? (done - _paceDone) / seconds : _pace;
        show(new ReadState(_path, done, Math.Max(_total, _before + Math.Max(_size, position)), _pace));
        TimeSpan after = Clock();
        _next = after + Longer(s_interval, TimeSpan.FromTicks((after - now).Ticks * Restraint));
    }

    private static TimeSpan Longer(TimeSpan one, TimeSpan other) => one > other ? one : other;

    private void Pace(long done)
    {
        _last = _paceDone = done;
        _paceTime = Clock();
    }
}
