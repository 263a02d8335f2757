using System;
using System.Collections.Generic;
using System.Globalization;

namespace SmtpLog.Reading.Dialects.Programs;

/// <summary>
/// The traffic log of sendmail -X, where <c>&lt;&lt;&lt;</c> is what a process read and <c>&gt;&gt;&gt;</c> what it wrote. A
/// process that connects is the client; one that greets is the server, and what it reads are commands; and what a process
/// reads before either is a message from its standard input. Sessions have the process ids.
/// </summary>
internal sealed class SendmailTraffic(IRecordSink sink)
{
    private const int MostProcesses = 4096;
    private const int MostDigits = 9;

    private readonly ToolRecords _records = new(sink);
    private readonly Dictionary<int, SendmailProcess> _processes = [];

    /// <summary>The process and the mark behind it.</summary>
    public static bool TryReadHead(ReadOnlySpan<byte> line, out int process, out byte mark, out int text)
    {
        process = 0;
        mark = 0;
        text = 0;
        int at = 0;
        while (at < line.Length && line[at] is >= (byte)'0' and <= (byte)'9' && at < MostDigits)
        {
            process = (process * 10) + (line[at++] - '0');
        }

        if (at == 0 || at + 4 > line.Length || line[at] != ' ' || (line.Length > at + 4 && line[at + 4] != ' '))
        {
            return false;
        }

        ReadOnlySpan<byte> arrow = line.Slice(at + 1, 3);
        mark = arrow[0];
        text = Math.Min(at + 5, line.Length);
        return arrow.SequenceEqual("<<<"u8) || arrow.SequenceEqual(">>>"u8) || arrow.SequenceEqual("==="u8);
    }

    public bool TryParse(ReadOnlySpan<byte> line, long lineNumber)
    {
        if (!TryReadHead(line, out int id, out byte mark, out int text))
        {
            return false;
        }

        SendmailProcess process = Find(id);
        _records.Session = process.Session;
        LogRecord record = ToolRecords.Of(line, lineNumber);
        record.ProcessId = id;
        ToolRecords.Cut(ref record, text);
        if (mark == '=')
        {
            Event(ref record, process);
            return true;
        }

        switch (process.Speaker(mark == '>', record.Text))
        {
            case SmtpLogOrigin.Client:
                _records.Client(ref record);
                break;
            case SmtpLogOrigin.Server:
                _records.Server(ref record);
                break;
            default:
                Unsaid(ref record, process);
                break;
        }

        return true;
    }

    private void Event(ref LogRecord record, SendmailProcess process)
    {
        if (record.Text.StartsWith("CONNECT "u8))
        {
            process.Role = SmtpLogOrigin.Client;
            _records.Connecting(ref record, "CONNECT ".Length);
        }
        else
        {
            _records.Event(ref record);
        }
    }

    private void Unsaid(ref LogRecord record, SendmailProcess process)
    {
        bool isLost = process.Role == SmtpLogOrigin.Client && record.Text.SequenceEqual("[EOF]"u8);
        if (isLost)
        {
            record.ErrorKind = SmtpErrorKind.ConnectionLost;
            _records.Error(ref record);
        }
        else if (process.Role == SmtpLogOrigin.Event)
        {
            _records.Remark(ref record);
        }
        else
        {
            _records.Event(ref record);
        }
    }

    private SendmailProcess Find(int id)
    {
        if (!_processes.TryGetValue(id, out SendmailProcess? process))
        {
            if (_processes.Count >= MostProcesses)
            {
                _processes.Clear();
            }

            process = new SendmailProcess(id.ToString(CultureInfo.InvariantCulture));
            _processes.Add(id, process);
        }

        return process;
    }
}
