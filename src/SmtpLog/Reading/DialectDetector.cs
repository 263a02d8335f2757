using System;
using System.Collections.Generic;
using SmtpLog.Reading.Dialects;

namespace SmtpLog.Reading;

/// <summary>Finds the dialect out from the first lines, which it keeps meanwhile.</summary>
internal sealed class DialectDetector
{
    private const int MostLines = 200;
    private const int MostBytes = 64 * 1024;

    private readonly List<KeyValuePair<long, byte[]>> _lines = [];
    private readonly int[] _matches = new int[LogDialects.All.Count];
    private int _bytes;

    /// <summary>The lines that were offered, by number, but for blank ones.</summary>
    public IReadOnlyList<KeyValuePair<long, byte[]>> Lines => _lines;

    /// <summary>True where enough was seen to give up waiting for a line that leaves no doubt.</summary>
    public bool IsFull => _lines.Count >= MostLines || _bytes >= MostBytes;

    /// <summary>The dialect with the most lines so far; null where no line is in any.</summary>
    public ILogDialect? Best
    {
        get
        {
            int best = 0;
            for (int i = 1; i < _matches.Length; i++)
            {
                if (_matches[i] > _matches[best])
                {
                    best = i;
                }
            }

            return _matches[best] == 0 ? null : LogDialects.All[best];
        }
    }

    /// <summary>The dialect of a log that begins so, or the one that is named; null where whole lines of it leave doubt.</summary>
    public static ILogDialect? Find(ReadOnlySpan<byte> beginning, SmtpLogDialect dialect)
    {
        if (dialect != SmtpLogDialect.Auto)
        {
            return LogDialects.Get(dialect);
        }

        var detector = new DialectDetector();
        for (long line = 1; !detector.IsFull && beginning.IndexOf((byte)'\n') is var end && end >= 0; line++)
        {
            if (detector.Offer(LineSplitter.TrimReturn(beginning.Slice(0, end)), line) is { } certain)
            {
                return certain;
            }

            beginning = beginning.Slice(end + 1);
        }

        return null;
    }

    /// <summary>Looks at one more line. Returns its dialect where it leaves no doubt.</summary>
    public ILogDialect? Offer(ReadOnlySpan<byte> line, long lineNumber)
    {
        if (Blank.CountLeading(line) == line.Length)
        {
            return null;
        }

        _lines.Add(new(lineNumber, line.ToArray()));
        _bytes += line.Length;
        for (int i = 0; i < _matches.Length; i++)
        {
            DialectMatch match = LogDialects.All[i].Match(line);
            if (match == DialectMatch.Certain)
            {
                return LogDialects.All[i];
            }

            if (match == DialectMatch.Possible)
            {
                _matches[i]++;
            }
        }

        return null;
    }
}
