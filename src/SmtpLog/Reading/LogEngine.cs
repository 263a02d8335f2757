using System;
using System.Collections.Generic;
using SmtpLog.Reading.Dialects;

namespace SmtpLog.Reading;

/// <summary>
/// Lines in, records out: finds the dialect, lets its parser read, and has each record placed in its conversation
/// before it is handed on.
/// </summary>
internal sealed class LogEngine : IRecordSink
{
    private readonly string? _path;
    private readonly IRecordOutput _output;
    private readonly ConversationTracker _conversations = new();
    private DialectDetector? _detector;
    private IDialectParser? _parser;
    private long _lineNumber;

    public LogEngine(string? path, SmtpLogDialect dialect, IRecordOutput output, long linesBefore = 0)
    {
        _lineNumber = linesBefore;
        _path = path;
        _output = output;
        if (dialect == SmtpLogDialect.Auto)
        {
            _detector = new DialectDetector();
        }
        else
        {
            _parser = LogDialects.Get(dialect).CreateParser(this);
        }
    }

    /// <summary>The next line, without its end.</summary>
    /// <exception cref="UnknownDialectException">Enough was seen, and no dialect has such lines.</exception>
    public void Line(ReadOnlySpan<byte> line)
    {
        _lineNumber++;
        if (_parser is null)
        {
            Detect(line);
        }
        else
        {
            _parser.Parse(line, _lineNumber);
        }
    }

    /// <summary>The input is over.</summary>
    /// <exception cref="UnknownDialectException">There were lines, and no dialect has such.</exception>
    public void Complete()
    {
        if (_parser is null && _detector!.Lines.Count > 0)
        {
            Start(_detector.Best);
        }

        _parser?.Complete();
        _output.Complete();
    }

    /// <summary>Fills in what a server line says by itself.</summary>
    public static void ReadCode(ref LogRecord record)
    {
        if (record.Origin == SmtpLogOrigin.Server && record.Code == 0
            && ReplyText.TryReadCode(record.Text, out int code, out bool isContinued))
        {
            record.Code = code;
            record.IsContinued = isContinued;
        }
    }

    void IRecordSink.Take(ref LogRecord record)
    {
        ReadCode(ref record);
        record.Path = _path;
        if (record.Origin != SmtpLogOrigin.Event || record.Event != EventKind.Fragment)
        {
            _conversations.Follow(ref record);
        }

        _output.Take(ref record);
    }

    private void Detect(ReadOnlySpan<byte> line)
    {
        ILogDialect? dialect = _detector!.Offer(line, _lineNumber);
        if (dialect is not null || _detector.IsFull)
        {
            Start(dialect ?? _detector.Best);
        }
    }

    private void Start(ILogDialect? dialect)
    {
        if (dialect is null)
        {
            throw new UnknownDialectException(_path, _lineNumber);
        }

        _parser = dialect.CreateParser(this);
        IReadOnlyList<KeyValuePair<long, byte[]>> lines = _detector!.Lines;
        _detector = null;
        foreach (KeyValuePair<long, byte[]> line in lines)
        {
            _parser.Parse(line.Value, line.Key);
        }
    }
}
