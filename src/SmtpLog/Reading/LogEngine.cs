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
    private readonly ConversationTracker _conversations;
    private DialectDetector? _detector;
    private IDialectParser? _parser;
    private long _lineNumber;

    /// <param name="path">What is read; null for lines from the pipeline.</param>
    /// <param name="dialect">Auto: to be found out.</param>
    /// <param name="output">Takes the records.</param>
    /// <param name="linesBefore">So many lines are passed over.</param>
    /// <param name="conversations">Those to go on with, from the file before.</param>
    public LogEngine(string? path, SmtpLogDialect dialect, IRecordOutput output, long linesBefore = 0, ConversationTracker? conversations = null)
    {
        _conversations = conversations ?? new ConversationTracker();
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

    /// <summary>What stands behind the last line end, and may become a whole line yet.</summary>
    public void Rest(ReadOnlySpan<byte> line)
    {
        Line(line);
        _lineNumber--;
    }

    /// <summary>There is no more for now: where the dialect is not sure yet, the likeliest is taken, if there is one.</summary>
    public void Settle()
    {
        if (_detector?.Best is { } likeliest)
        {
            Start(likeliest);
        }
    }

    /// <summary>The input is over: what was held back comes out, here and in the output.</summary>
    /// <exception cref="UnknownDialectException">There were lines, and no dialect has such.</exception>
    public void Complete()
    {
        Finish();
        _output.Complete();
    }

    /// <summary>The file is over; the output may get more from others.</summary>
    /// <exception cref="UnknownDialectException">There were lines, and no dialect has such.</exception>
    public void Finish()
    {
        if (_parser is null && _detector!.Lines.Count > 0)
        {
            Start(_detector.Best);
        }

        _parser?.Complete();
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
