using System;

namespace SmtpLog.Reading.Dialects.Libraries;

/// <summary>
/// Reads the file of a ProtocolLogger. Its sessions are numbered. The prefixes can be set to anything and are then
/// learnt from the greeting and the EHLO of a connection; where they do not tell client from server, the course of the
/// conversation does.
/// </summary>
internal sealed class MailKitParser(IRecordSink sink) : IDialectParser
{
    private readonly ToolRecords _records = new(sink);
    private readonly LocalZone _utc = new(isUtc: true);
    private readonly MailKitPrefixes _prefixes = new();
    private int _timeLength;

    public void Parse(ReadOnlySpan<byte> line, long lineNumber)
    {
        LogRecord record = ToolRecords.Of(line, lineNumber);
        int start = SkipTime(line, ref record);
        int connection = MailKitDialect.FindConnection(line);
        if (connection >= 0 && !_prefixes.IsContent && !_prefixes.IsPrefixed(line.Slice(start)))
        {
            _timeLength = connection;
            _prefixes.Learn();
            ToolRecords.Cut(ref record, connection);
            record.IsSecure = record.Text.StartsWith("Connected to smtps:"u8);
            _records.Connecting(ref record, "Connected to ".Length);
            return;
        }

        SmtpLogOrigin origin = _prefixes.Read(line.Slice(start), out int prefix);
        if (origin == SmtpLogOrigin.Event)
        {
            _records.Unknown(line, lineNumber);
            return;
        }

        ToolRecords.Cut(ref record, start + prefix);
        if (origin == SmtpLogOrigin.Client)
        {
            _records.Client(ref record);
        }
        else
        {
            _records.Server(ref record);
        }
    }

    public void Complete()
    {
        // Nothing is ever held back.
    }

    /// <summary>A time in a format of the user's own is as long as it was on the connection's line.</summary>
    private int SkipTime(ReadOnlySpan<byte> line, ref LogRecord record)
    {
        int length = ToolTime.Read(line, _utc, ref record);
        if (length > 0)
        {
            return length < line.Length && line[length] == ' ' ? length + 1 : length;
        }

        return _timeLength > 0 && line.Length >= _timeLength && line[_timeLength - 1] == ' ' ? _timeLength : 0;
    }
}
