using System;
using SmtpLog.Lines;
using SmtpLog.Writing;

namespace SmtpLog.Tests.Reading.Dialects;

/// <summary>Keeps what a file would get.</summary>
internal sealed class MemorySink(SmtpLogContent content, Action<ByteBuffer, LogLine> format) : ILogSink
{
    private readonly ByteBuffer _lines = new();

    public SmtpLogContent Content { get; } = content;

    public void Append(LogLine line) => format(_lines, line);

    public void Flush()
    {
        // Memory needs no handing over.
    }

    public byte[] ToArray() => _lines.ToArray();
}
