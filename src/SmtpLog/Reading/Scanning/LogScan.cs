using System;
using System.IO;

namespace SmtpLog.Reading.Scanning;

/// <summary>
/// The short way through a log whose filters want few of its lines: it searches for those, and reads of the others only
/// what their sessions said before. A session's state depends on nothing before the line with which it began, and an
/// undamaged line stands for itself; so what comes out is what the whole pass gives. Where that is not sure (a
/// damaged line may match, a session began too far back) or does not pay, it gives up, and the whole pass takes over.
/// </summary>
internal sealed class LogScan : IDisposable
{
    private readonly string? _path;
    private readonly LogReaderOptions _options;
    private readonly IRecordOutput _output;
    private readonly LinesFrom _hits;
    private readonly LogWindow _window;
    private readonly ISearchableDialect _dialect;
    private readonly ILineSearch _search;
    private readonly LineProbe _hit;
    private readonly LineProbe _boundary;
    private readonly SessionIdentity _followed = new();
    private readonly int _start;
    private LogEngine? _engine;
    private long _engineStart;
    private long _engineEnd;
    private long _work;
    private long _lines;
    private int _counted;

    private LogScan(LogWindow window, string? path, int start, ISearchableDialect dialect, ILineSearch search, LogReaderOptions options, IRecordOutput output)
    {
        _window = window;
        _path = path;
        _start = start;
        _dialect = dialect;
        _search = search;
        _options = options;
        _output = output;
        _hits = new LinesFrom(output);
        var filter = new EntryFilter(options);
        _hit = new LineProbe(dialect, filter);
        _boundary = new LineProbe(dialect, filter);
        window.Skip(start);
        _counted = start;
    }

    /// <summary>
    /// Hands the matching records to the output. False where the whole pass is needed, whose records are wanted from
    /// line <paramref name="next"/> on; the stream then stands where it did.
    /// </summary>
    public static bool TryRead(
        Stream stream, string? path, LogReaderOptions options, IRecordOutput output, out long next, int windowSize = LogWindow.UsualSize)
    {
        next = 0;
        if (!stream.CanSeek || !output.WantsOnlyMatches)
        {
            return false;
        }

        long position = stream.Position;
        LogScan? scan = null;
        try
        {
            scan = Open(stream, path, options, output, windowSize);
            if (scan is not null && scan.Run())
            {
                output.Complete();
                return true;
            }
        }
        catch (IOException)
        {
            // The whole pass meets it again, and reads to the place where it is.
        }
        finally
        {
            next = scan?._hits.First ?? 0;
            scan?.Dispose();
        }

        stream.Position = position;
        return false;
    }

    public void Dispose() => _window.Dispose();

    private static LogScan? Open(Stream stream, string? path, LogReaderOptions options, IRecordOutput output, int windowSize)
    {
        var window = new LogWindow(stream, windowSize);
        if (LogEncoding.IsUtf8(window.Content.Slice(0, Math.Min(window.Content.Length, LogEncoding.HeadLength)), out int start)
            && DialectDetector.Find(window.Content.Slice(start), options.Dialect) is ISearchableDialect dialect
            && dialect.CreateSearch(options) is { } search)
        {
            return new LogScan(window, path, start, dialect, search, options, output);
        }

        window.Dispose();
        return null;
    }

    private bool Run()
    {
        while (_window.TryTake(out int from, out int end))
        {
            _options.Cancellation.ThrowIfCancellationRequested();
            _counted = from;
            for (int at = _search.Find(_window.Bytes, from, end); at >= 0; at = at < end ? _search.Find(_window.Bytes, at, end) : -1)
            {
                int start = LineStart(at, from);
                at = LineEnd(at, end);
                if (!Examine(start, at))
                {
                    return false;
                }

                at++;
            }

            CountTo(end);
        }

        return !_window.IsOverrun;
    }

    private bool Examine(int start, int end)
    {
        CountTo(start);
        _hit.Read(Line(start, end));
        if (!_hit.IsUndamaged)
        {
            return false;
        }

        if (!_hit.MayMatch)
        {
            return true;
        }

        int at = Prepare(start, end);
        if (at < 0)
        {
            return false;
        }

        _options.Cancellation.ThrowIfCancellationRequested();
        _hits.First = _lines + 1;
        while (at <= start)
        {
            int lineEnd = LineEnd(at, end);
            _engine!.Line(Line(at, lineEnd));
            at = lineEnd + 1;
        }

        // From here on the whole pass would have to go on.
        _hits.First++;
        _engineEnd = _window.Offset + at;
        return true;
    }

    /// <summary>Where to read on so as to know the hit's session from its beginning; -1 where it is better to give up.</summary>
    private int Prepare(int hit, int hitEnd)
    {
        int known = (int)Math.Max(_engineEnd - _window.Offset, 0);
        bool isFollowed = _engine is not null && _engineEnd >= _window.Offset && _hit.Identity.Equals(_followed);
        int start = FindBeginning(hit, hitEnd, isFollowed ? known : 0);
        if (isFollowed && start < 0)
        {
            return known;
        }

        if (start < 0 && _window.Offset == 0)
        {
            start = _start;
        }

        // Going back further than this, and than once through the log, is not shorter any more.
        _work += hit - start;
        if (start < 0 || _work > _window.Size + _window.Offset + hit)
        {
            return -1;
        }

        _followed.Set(_hit.Identity);
        long place = _window.Offset + start;
        if (_engine is not null && place >= _engineStart && place < _engineEnd)
        {
            return known;
        }

        _engineStart = place;
        _engine = new LogEngine(_path, _dialect.Dialect, _hits, _lines - LineCount.Of(_window.Bytes.AsSpan(start, hit - start)));
        return start;
    }

    /// <summary>The line with which the hit's session begins, or that after the one with which an earlier one of the same marks ends; -1 where there is none.</summary>
    private int FindBeginning(int hit, int hitEnd, int floor)
    {
        int at = hitEnd;
        while (true)
        {
            int found = _window.Bytes.AsSpan(floor, at - floor).LastIndexOf(_dialect.Boundary);
            if (found < 0)
            {
                return -1;
            }

            int start = LineStart(floor + found, floor);
            int end = LineEnd(floor + found, hitEnd);
            _boundary.Read(Line(start, end));
            if (_boundary.IsUndamaged && _boundary.Identity.Equals(_hit.Identity))
            {
                if (_boundary.Event == EventKind.Connecting)
                {
                    return start;
                }

                if (_boundary.Event == EventKind.Closed && start < hit)
                {
                    return end + 1;
                }
            }

            at = start;
        }
    }

    private void CountTo(int end)
    {
        _lines += LineCount.Of(_window.Bytes.AsSpan(_counted, end - _counted));
        _counted = end;
    }

    private int LineStart(int at, int floor) => floor + _window.Bytes.AsSpan(floor, at - floor).LastIndexOf((byte)'\n') + 1;

    private int LineEnd(int at, int end)
    {
        int length = _window.Bytes.AsSpan(at, end - at).IndexOf((byte)'\n');
        return length < 0 ? end : at + length;
    }

    private ReadOnlySpan<byte> Line(int start, int end) => LineSplitter.TrimReturn(_window.Bytes.AsSpan(start, end - start));
}
