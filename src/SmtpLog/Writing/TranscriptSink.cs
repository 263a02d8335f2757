using SmtpLog.Lines;

namespace SmtpLog.Writing;

/// <summary>Keeps entries in memory as the bytes of a text log. Several sessions may share one.</summary>
internal sealed class TranscriptSink(LogSequence sequence) : ILogSink
{
    private readonly ByteBuffer _lines = new(2048);

    public LogSequence Sequence { get; } = sequence;

    public SmtpLogContent Content => SmtpLogContent.None;

    public void Append(LogLine line) => TextFormat.Append(_lines, line);

    public void Flush()
    {
        // Memory needs no handing over.
    }

    public byte[] ToArray()
    {
        lock (Sequence.Gate)
        {
            return _lines.ToArray();
        }
    }

    /// <summary>Gives what was kept and begins anew.</summary>
    public byte[] Take()
    {
        lock (Sequence.Gate)
        {
            byte[] lines = _lines.ToArray();
            _lines.Clear();
            return lines;
        }
    }
}
