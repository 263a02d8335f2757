using System;
using System.Collections.Generic;
using System.IO;
using System.Runtime.ExceptionServices;
using SmtpLog.Reading.Scanning;
using SmtpLog.Reading.Sessions;

namespace SmtpLog.Reading;

/// <summary>Reads a transcript in one pass and in constant memory; what has come out is not kept.</summary>
internal static class LogReader
{
    /// <summary>All entries of a log in memory, which is in this module's own format.</summary>
    public static IReadOnlyList<SmtpLogEntry> ReadAll(byte[] log)
    {
        var entries = new List<SmtpLogEntry>();
        Read(log, options => new EntryOutput(options, entries.Add));
        return entries;
    }

    /// <summary>All sessions of a log in memory, which is in this module's own format.</summary>
    public static IReadOnlyList<SmtpLogSession> ReadSessions(byte[] log)
    {
        var sessions = new List<SmtpLogSession>();
        Read(log, options => new SessionOutput(options, sessions.Add));
        return sessions;
    }

    /// <summary>Hands out the entries of a log, each as soon as it is read.</summary>
    /// <exception cref="UnknownDialectException">The dialect was to be found out, and is none that is known.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static void Read(Stream stream, string? path, LogReaderOptions options, Action<SmtpLogEntry> emit) =>
        Read(stream, path, options, new EntryOutput(options, emit));

    /// <summary>Hands the records of a log to the output, each as soon as it is read.</summary>
    /// <exception cref="UnknownDialectException">The dialect was to be found out, and is none that is known.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    /// <exception cref="IOException">It is damaged or cannot be read on; what stands before that has come out.</exception>
    public static void Read(Stream stream, string? path, LogReaderOptions options, IRecordOutput output) =>
        Read(stream, path, options, output, LogWindow.UsualSize);

    /// <summary>The same, with so many bytes in view at once where the log is searched.</summary>
    internal static void Read(Stream stream, string? path, LogReaderOptions options, IRecordOutput output, int windowSize)
    {
        if (options.Last is { } count && output.WantsOnlyMatches && LogTail.Find(stream, options, count, out long linesBefore) is { } tail)
        {
            ReadWhole(tail, path, options, output, linesBefore);
            return;
        }

        if (LogScan.TryRead(stream, path, options, output, out long next, windowSize))
        {
            return;
        }

        ReadWhole(stream, path, options, next == 0 ? output : new LinesFrom(output) { First = next });
    }

    /// <summary>The same without any short cut, of a log of which so many lines are passed over.</summary>
    internal static void ReadWhole(Stream stream, string? path, LogReaderOptions options, IRecordOutput output, long linesBefore = 0)
    {
        var engine = new LogEngine(path, options.Dialect, output, linesBefore);
        using var lines = new LineSplitter(stream);
        ExceptionDispatchInfo? failure = null;
        try
        {
            while (lines.TryRead(out ReadOnlySpan<byte> line))
            {
                options.Cancellation.ThrowIfCancellationRequested();
                engine.Line(line);
            }
        }
        catch (IOException e)
        {
            // What stands before the damage comes out first.
            failure = ExceptionDispatchInfo.Capture(e);
        }

        try
        {
            engine.Line(lines.TakeRest());
            engine.Complete();
        }
        catch (UnknownDialectException) when (failure is not null)
        {
            // Too little could be read to tell.
        }

        failure?.Throw();
    }

    private static void Read(byte[] log, Func<LogReaderOptions, IRecordOutput> output)
    {
        using var stream = new MemoryStream(log, writable: false);
        var options = new LogReaderOptions { Dialect = SmtpLogDialect.SmtpLog };
        Read(stream, null, options, output(options));
    }
}
