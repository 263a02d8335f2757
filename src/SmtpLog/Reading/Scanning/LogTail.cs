using System;
using System.Buffers;
using System.Collections.Generic;
using System.IO;
using SmtpLog.Reading.Dialects;

namespace SmtpLog.Reading.Scanning;

/// <summary>
/// Finds out how much of the end of a log is enough for its last so many matching entries. Enough it is where it begins
/// with an undamaged line, which depends on nothing before it, and where the sessions of those entries begin in it; so
/// what is read from there on is what the whole pass gives. Where sessions are too long, the whole pass is needed.
/// </summary>
internal sealed class LogTail : IRecordOutput
{
    private const int BlockSize = 256 * 1024;
    private const int FirstLineWithin = 64 * 1024;

    private static readonly int[] s_lengths = [64 * 1024, 512 * 1024, 4 * 1024 * 1024, 32 * 1024 * 1024];

    private readonly EntryFilter _filter;
    private readonly HashSet<(int? ProcessId, string? Session)> _known = [];
    private int _matches;

    private LogTail(EntryFilter filter) => _filter = filter;

    public bool WantsOnlyMatches => false;

    /// <summary>
    /// Puts the stream to where reading may begin. Null where the whole pass is needed; the stream then stands where it
    /// did.
    /// </summary>
    /// <param name="stream">The log.</param>
    /// <param name="options">What is wanted of it.</param>
    /// <param name="count">How many entries.</param>
    /// <param name="linesBefore">How many lines are passed over.</param>
    public static Stream? Find(Stream stream, LogReaderOptions options, int count, out long linesBefore)
    {
        linesBefore = 0;
        if (!stream.CanSeek)
        {
            return null;
        }

        long start = stream.Position;
        try
        {
            if (DialectOf(stream, options, out int mark) is { } dialect)
            {
                var filter = new EntryFilter(options);
                long end = stream.Length;
                foreach (int length in s_lengths)
                {
                    long place = end - length > start + mark ? FirstUndamaged(stream, end - length, dialect, filter) : -1;
                    if (place >= 0 && new LogTail(filter).Has(count, stream, place, end, dialect, options))
                    {
                        linesBefore = CountLines(stream, start, place, options);
                        return new BoundedStream(stream, end - place);
                    }
                }
            }
        }
        catch (IOException)
        {
            // The whole pass meets it again, and tells.
        }

        stream.Position = start;
        return null;
    }

    public void Take(ref LogRecord record)
    {
        if (record.Conversation is { } conversation)
        {
            var session = (record.SessionProcessId, conversation.Identity.Name);
            if (record.Event == EventKind.Connecting && record.Origin == SmtpLogOrigin.Event)
            {
                _known.Add(session);
            }

            if (!_known.Contains(session))
            {
                // What it says depends on what was said before; and whether it matches may, too.
                _matches = _filter.MayAccept(ref record) ? 0 : _matches;
                if (record.Event == EventKind.Closed && record.Origin == SmtpLogOrigin.Event)
                {
                    _known.Add(session);
                }

                return;
            }
        }

        _matches += _filter.Accepts(ref record) ? 1 : 0;
    }

    public void Complete()
    {
        // Nothing is held back.
    }

    private static ILogDialect? DialectOf(Stream stream, LogReaderOptions options, out int mark)
    {
        byte[] head = ArrayPool<byte>.Shared.Rent(BlockSize);
        try
        {
            ReadOnlySpan<byte> beginning = head.AsSpan(0, ReadBlock(stream, head, BlockSize));
            bool isUtf8 = LogEncoding.IsUtf8(beginning.Slice(0, Math.Min(beginning.Length, LogEncoding.HeadLength)), out mark);
            return isUtf8 ? DialectDetector.Find(beginning.Slice(mark), options.Dialect) as ISearchableDialect : null;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(head);
        }
    }

    /// <summary>The place of the first line behind this place that gives one record by itself; -1 where none is near.</summary>
    private static long FirstUndamaged(Stream stream, long from, ILogDialect dialect, EntryFilter filter)
    {
        byte[] block = ArrayPool<byte>.Shared.Rent(FirstLineWithin);
        try
        {
            stream.Position = from;
            ReadOnlySpan<byte> text = block.AsSpan(0, ReadBlock(stream, block, FirstLineWithin));
            var probe = new LineProbe(dialect, filter);
            int start = text.IndexOf((byte)'\n') + 1;
            for (int length = 0; start > 0; start += length + 1)
            {
                length = text.Slice(start).IndexOf((byte)'\n');
                if (length < 0)
                {
                    break;
                }

                probe.Read(LineSplitter.TrimReturn(text.Slice(start, length)));
                if (probe.IsUndamaged)
                {
                    return from + start;
                }
            }

            return -1;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(block);
        }
    }

    private static long CountLines(Stream stream, long from, long to, LogReaderOptions options)
    {
        byte[] block = ArrayPool<byte>.Shared.Rent(BlockSize);
        try
        {
            stream.Position = from;
            long lines = 0;
            for (int read = 1; read > 0 && from < to; from += read)
            {
                options.Cancellation.ThrowIfCancellationRequested();
                read = stream.Read(block, 0, (int)Math.Min(BlockSize, to - from));
                lines += LineCount.Of(block.AsSpan(0, read));
            }

            return lines;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(block);
        }
    }

    private static int ReadBlock(Stream stream, byte[] block, int length)
    {
        int filled = 0;
        for (int read = 1; read > 0 && filled < length; filled += read)
        {
            read = stream.Read(block, filled, length - filled);
        }

        return filled;
    }

    private bool Has(int count, Stream stream, long from, long to, ILogDialect dialect, LogReaderOptions options)
    {
        stream.Position = from;
        using var lines = new LineSplitter(new BoundedStream(stream, to - from));
        var engine = new LogEngine(null, dialect.Dialect, this);
        while (lines.TryRead(out ReadOnlySpan<byte> line))
        {
            options.Cancellation.ThrowIfCancellationRequested();
            engine.Line(line);
        }

        engine.Line(lines.TakeRest());
        engine.Complete();
        return _matches >= count;
    }
}
