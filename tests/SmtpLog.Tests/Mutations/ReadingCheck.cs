using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using SmtpLog.Measuring;
using SmtpLog.Reading;
using SmtpLog.Reading.Sessions;
using SmtpLog.Tests.Reading;

namespace SmtpLog.Tests.Mutations;

/// <summary>What must be true of any bytes that are read as a log, in whatever dialect.</summary>
internal sealed class ReadingCheck(SmtpLogDialect dialect, byte[] log, Random random)
{
    private readonly LogReaderOptions _all = new() { Dialect = dialect };
    private readonly List<SmtpLogEntry> _entries = [];
    private readonly List<SmtpLogSession> _sessions = [];

    public int EntryCount => _entries.Count;

    public int SessionCount => _sessions.Count;

    /// <summary>True where nothing in the log looks like one.</summary>
    public bool IsUnknown { get; private set; }

    /// <summary>What is wrong; null where nothing is.</summary>
    /// <param name="isGiant">Of a giant only what does not take its memory many times over.</param>
    public string? Run(bool isGiant = false)
    {
        try
        {
            var remarks = new RemarkCount(new EntryOutput(_all, _entries.Add));
            Read(_all, remarks);
            return CheckBytes() ?? CheckSessions(remarks.Count, isGiant) ?? (isGiant ? null : CheckFilters() ?? CheckFeed()) ?? CheckSummary();
        }
        catch (UnknownDialectException) when (dialect == SmtpLogDialect.Auto && _entries.Count == 0)
        {
            IsUnknown = true;
            return null;
        }
        catch (Exception e)
        {
            return e.ToString();
        }
    }

    private void Read(LogReaderOptions options, IRecordOutput output)
    {
        using var stream = new MemoryStream(log, writable: false);
        LogReader.Read(stream, null, options, output);
    }

    private string? CheckBytes()
    {
        string expected = Text.WithoutBlanks(Decode());
        string actual = Text.WithoutBlanks(_entries);
        if (actual == expected)
        {
            return null;
        }

        int same = expected.Zip(actual).TakeWhile(pair => pair.First == pair.Second).Count();
        int from = Math.Max(0, same - 40);
        return $"Not every byte came out in an entry, in its order: '{Piece(expected, from)}' became '{Piece(actual, from)}'.";
    }

    /// <summary>Headings and other programs' lines belong to no session; all others do, in one each.</summary>
    private string? CheckSessions(int remarks, bool isGiant)
    {
        Read(_all, new SessionOutput(_all, _sessions.Add));
        SmtpLogEntry[] kept = [.. _sessions.SelectMany(session => session.Entries)];
        foreach (SmtpLogSession session in _sessions)
        {
            _ = $"{session} {session.Diagnosis} {session.LongestPauseAfter} {string.Join(" ", session.Messages.Select(message => $"{message} {message.QueueId}"))}";
            if ((session.EntryCount != session.Entries.Count && !isGiant) || session.Duration < TimeSpan.Zero)
            {
                return $"{session} miscounts its entries or its time.";
            }
        }

        long count = _sessions.Sum(session => session.EntryCount);
        if (count + remarks != _entries.Count)
        {
            return $"{_entries.Count} entries, of which {remarks} are of no session, but {count} in sessions.";
        }

        return Digests(kept).Except(Digests(_entries)).Any() ? "An entry of a session is not that of the log." : null;
    }

    private string? CheckFilters()
    {
        LogReaderOptions options = RandomFilter.Of(random, dialect, _entries);
        var found = new List<SmtpLogEntry>();
        Read(options, new EntryOutput(options, found.Add));
        if (!Digests(found).SequenceEqual(Digests(_entries.Where(entry => RandomFilter.Accepts(options, entry)))))
        {
            return "A filter does not let the right entries through.";
        }

        var sessions = new List<SmtpLogSession>();
        Read(options, new SessionOutput(options, sessions.Add));
        return sessions.Select(Key).SequenceEqual(_sessions.Where(session => session.Entries.Any(entry => RandomFilter.Accepts(options, entry))).Select(Key))
            ? null
            : "A filter does not let the right sessions through.";
    }

    /// <summary>The pipeline's lines are strings: what is no UTF-8, or is another encoding, comes only from files.</summary>
    private string? CheckFeed()
    {
        string text = Encoding.UTF8.GetString(log);
        if (!LogEncoding.IsUtf8(log.AsSpan(0, Math.Min(log.Length, LogEncoding.HeadLength)), out _) || text.Contains('\uFFFD', StringComparison.Ordinal))
        {
            return null;
        }

        var fed = new List<SmtpLogEntry>();
        var feed = new LogFeed(_all, fed.Add);
        foreach (string line in text.Split('\n'))
        {
            feed.Feed(line);
        }

        feed.Complete();
        return Digests(fed).SequenceEqual(Digests(_entries)) ? null : "Lines from the pipeline give other entries.";
    }

    private string? CheckSummary()
    {
        var summary = new SummaryBuilder();
        Read(_all, new MeasureOutput(null, _all, summary));
        SmtpLogSummary sum = summary.Build();
        return sum.Sessions == _sessions.Count && sum.Messages == _sessions.Sum(session => session.Messages.Count(message => !message.IsWithdrawn))
            && sum.Failed == _sessions.Count(session => session.Outcome == SmtpSessionOutcome.Failed)
            && sum.Bytes == _sessions.Sum(session => session.Messages.Where(message => message.Accepted).Sum(message => message.Size ?? 0))
            ? null
            : "The summary does not agree with the sessions.";
    }

    private string Decode()
    {
        using var lines = new LineSplitter(new MemoryStream(log, writable: false));
        var text = new StringBuilder();
        while (lines.TryRead(out ReadOnlySpan<byte> line))
        {
            text.Append(Encoding.UTF8.GetString(line));
        }

        return text.Append(Encoding.UTF8.GetString(lines.TakeRest())).ToString();
    }

    private static string Piece(string text, int from) => text.Substring(from, Math.Min(80, text.Length - from));

    private static (string?, long) Key(SmtpLogSession session) => (session.SessionId, session.LineNumber);

    private static IEnumerable<int> Digests(IEnumerable<SmtpLogEntry> entries) => entries.Select(entry => HashCode.Combine(
        HashCode.Combine(entry.LineNumber, entry.Counter, entry.Timestamp, entry.ProcessId, entry.SessionId, entry.Origin, entry.Text, entry.Code),
        HashCode.Combine(entry.EnhancedCode, entry.IsContinued, entry.Command, entry.Stage, entry.Latency, entry.IsError, entry.IsTransient, entry.IsRecovered),
        entry.ToString()));
}
