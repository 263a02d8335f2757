using System;
using SmtpLog.Lines;

namespace SmtpLog.Writing;

/// <summary>One entry as one line of text: 4D's columns, made regular.</summary>
internal static class TextFormat
{
    public static void Append(ByteBuffer target, LogLine line) => target.Append(line.TextLine);

    /// <summary>Makes <see cref="LogLine.TextLine"/>.</summary>
    public static void Make(ByteBuffer target, LogLine line)
    {
        target.AppendNumber(line.Counter);
        target.Append((byte)' ');
        target.Append(line.Stamp);
        if (line.Origin == SmtpLogOrigin.Event)
        {
            target.Append(" ### "u8);
            target.Append(line.Text.Written);
            target.Append((byte)'\n');
        }
        else
        {
            target.Append(line.Origin == SmtpLogOrigin.Client ? " C > \""u8 : " S < \""u8);
            target.Append(line.Text.Written);
            target.Append("\"\n"u8);
        }
    }

    /// <summary>Makes <see cref="LogLine.Stamp"/>.</summary>
    public static void MakeStamp(ByteBuffer target, LogLine line)
    {
        AppendTime(target, line.Time);
        target.Append((byte)' ');
        target.AppendNumber(LogSequence.ProcessId);
        target.Append((byte)' ');
        target.AppendNumber(line.SessionId);
    }

    /// <summary><c>yyyy-MM-ddTHH:mm:ss.fffZ</c>.</summary>
    public static void AppendTime(ByteBuffer target, DateTime utc)
    {
        target.AppendDigits(utc.Year, 4);
        target.Append((byte)'-');
        target.AppendDigits(utc.Month, 2);
        target.Append((byte)'-');
        target.AppendDigits(utc.Day, 2);
        target.Append((byte)'T');
        target.AppendDigits(utc.Hour, 2);
        target.Append((byte)':');
        target.AppendDigits(utc.Minute, 2);
        target.Append((byte)':');
        target.AppendDigits(utc.Second, 2);
        target.Append((byte)'.');
        target.AppendDigits(utc.Millisecond, 3);
        target.Append((byte)'Z');
    }
}
