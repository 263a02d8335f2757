using System;
using System.Text;
using System.Text.RegularExpressions;
using SmtpLog.Lines;
using SmtpLog.Writing;

namespace SmtpLog.Tests.Writing;

/// <summary>Keeps what a log would hold.</summary>
internal sealed class MemorySink(SmtpLogContent content, SmtpLogFormat format = SmtpLogFormat.Text) : ILogSink
{
    private readonly ByteBuffer _lines = new();
    private readonly JsonFormat _json = new();

    public SmtpLogContent Content => content;

    /// <summary>What was handed over by <see cref="Flush"/>.</summary>
    public string Text { get; private set; } = string.Empty;

    public string[] Lines => Text.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The lines without counter, time, process and session.</summary>
    public string[] Bodies => Array.ConvertAll(Lines, line => Regex.Replace(line, @"^(\S+ ){4}", string.Empty));

    public void DropFirst() => Text = Text[(Text.IndexOf('\n') + 1)..];

    public void Append(LogLine line)
    {
        if (format == SmtpLogFormat.Json)
        {
            _json.Append(_lines, line);
        }
        else
        {
            TextFormat.Append(_lines, line);
        }
    }

    public void Flush()
    {
        Text += Encoding.UTF8.GetString(_lines.Written);
        _lines.Clear();
    }
}
