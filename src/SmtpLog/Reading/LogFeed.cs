using System;
using System.Text;

namespace SmtpLog.Reading;

/// <summary>Reads a transcript whose lines come one at a time, as strings; each record is handed on as soon as its line is in.</summary>
internal sealed class LogFeed(SmtpLogDialect dialect, IRecordOutput output)
{
    private readonly LogEngine _engine = new(null, dialect, output);
    private byte[] _buffer = new byte[512];
    private bool _hasBegun;

    public LogFeed(LogReaderOptions options, Action<SmtpLogEntry> emit)
        : this(options.Dialect, new EntryOutput(options, emit))
    {
    }

    /// <summary>A line, or several with line ends between them.</summary>
    /// <exception cref="UnknownDialectException">The dialect was to be found out, and is none that is known.</exception>
    public void Feed(string line)
    {
        int start = !_hasBegun && line.Length > 0 && line[0] == '\uFEFF' ? 1 : 0;
        _hasBegun = true;
        if (_buffer.Length / 3 <= line.Length)
        {
            int needed = Encoding.UTF8.GetByteCount(line);
            if (_buffer.Length < needed)
            {
                _buffer = new byte[needed];
            }
        }

        int length = Encoding.UTF8.GetBytes(line, start, line.Length - start, _buffer, 0);
        ReadOnlySpan<byte> rest = _buffer.AsSpan(0, length);
        for (int end = rest.IndexOf((byte)'\n'); end >= 0; end = rest.IndexOf((byte)'\n'))
        {
            Line(rest.Slice(0, end));
            rest = rest.Slice(end + 1);
        }

        Line(rest);
    }

    /// <summary>No more lines will come.</summary>
    /// <exception cref="UnknownDialectException">The dialect was to be found out, and is none that is known.</exception>
    public void Complete() => _engine.Complete();

    private void Line(ReadOnlySpan<byte> line) =>
        _engine.Line(!line.IsEmpty && line[line.Length - 1] == '\r' ? line.Slice(0, line.Length - 1) : line);
}
