using System;
using System.Text;
using SmtpLog.Lines;
using SmtpLog.Reading;
using SmtpLog.Redaction.Foreign;

namespace SmtpLog.Protection;

/// <summary>
/// Protects a log whose lines come one at a time, as strings, each of which is handed on as soon as what it says is
/// understood. A secret that stands before the login that gives it away is not known yet, and stays.
/// </summary>
internal sealed class LineProtector : IProtectedOutput
{
    private readonly Action<string> _emit;
    private readonly LineQueue _queue;
    private readonly LogEngine _engine;
    private readonly ByteBuffer _bytes = new();
    private readonly StringBuilder _text = new();
    private bool _hasBegun;

    public LineProtector(ProtectorOptions options, Action<string> emit)
    {
        _emit = emit;
        _queue = new LineQueue(this);
        _engine = new LogEngine(null, options.Dialect, new ProtectorOutput(new KnownSecrets(), options.Addresses, _queue));
    }

    /// <summary>A line, or several with line ends between them, which are handed on as one string too.</summary>
    /// <exception cref="UnknownDialectException">It is in no known format; nothing was handed on.</exception>
    public void Feed(string text)
    {
        _bytes.Clear();
        Utf16.Encode(text.AsSpan(), isLast: true, _bytes);
        ReadOnlySpan<byte> rest = _bytes.Written;
        for (int end = rest.IndexOf((byte)'\n'); end >= 0; end = rest.IndexOf((byte)'\n'))
        {
            var line = LineSplitter.TrimReturn(rest.Slice(0, end));
            _queue.Add(line, rest.Slice(line.Length, end + 1 - line.Length));
            Read(line);
            rest = rest.Slice(end + 1);
        }

        // A line feed is never in the end of a string's last line, and so tells where the next string begins.
        var last = LineSplitter.TrimReturn(rest);
        _queue.Add(last, rest.Slice(last.Length));
        Read(last);
    }

    /// <summary>No more lines will come.</summary>
    /// <exception cref="UnknownDialectException">It is in no known format; nothing was handed on.</exception>
    public void Complete() => _engine.Complete();

    private void Read(ReadOnlySpan<byte> line)
    {
        bool hasMark = !_hasBegun && line.StartsWith(Blank.ByteOrderMark);
        _hasBegun = true;
        _engine.Line(hasMark ? line.Slice(Blank.ByteOrderMark.Length) : line);
    }

    void IProtectedOutput.Line(ReadOnlySpan<byte> text, ReadOnlySpan<byte> end)
    {
        _text.Append(TextOutput.FromUtf16(text)).Append(TextOutput.FromUtf16(end));
        if (end.IndexOf((byte)'\n') < 0)
        {
            _emit(_text.ToString());
            _text.Clear();
        }
    }
}
