using System;

namespace SmtpLog.Reading.Dialects.Libraries;

/// <summary>
/// Reads go-mail's log. Of a reply of several lines the later ones stand below the first, without codes; where such a
/// reply ends shows in the next line that has a time. Message content, and the reply to it, are not logged. Sessions are
/// numbered, by their first commands where the greeting is not logged either.
/// </summary>
internal sealed class GoMailParser(IRecordSink sink) : IDialectParser
{
    private readonly ToolRecords _records = new(sink);
    private readonly HeldRecord _held = new();
    private readonly GoMailJson _json = new();
    private readonly LocalZone _zone = new();

    /// <summary>Time, level and direction; <paramref name="text"/> is where the rest begins.</summary>
    public static bool TryReadHead(ReadOnlySpan<byte> line, LocalZone zone, ref LogRecord record, out SmtpLogOrigin origin, out int text)
    {
        origin = SmtpLogOrigin.Client;
        text = 0;
        int at = ToolTime.Read(line, zone, ref record);
        if (at == 0)
        {
            return false;
        }

        ReadOnlySpan<byte> body = line.Slice(at);
        int blanks = Blank.CountLeading(body);
        body = body.Slice(blanks);
        bool isLevel = body.StartsWith("DEBUG: "u8) || body.StartsWith("ERROR: "u8) || body.StartsWith("INFO: "u8) || body.StartsWith("WARN: "u8);
        if (!isLevel)
        {
            return false;
        }

        int level = body.IndexOf((byte)' ') + 1;
        body = body.Slice(level);
        int mark = ToolLine.Mark(body, "C --> S: "u8);
        if (mark == 0)
        {
            origin = SmtpLogOrigin.Server;
            mark = ToolLine.Mark(body, "C <-- S: "u8);
        }

        text = at + blanks + level + mark;
        return mark > 0;
    }

    public void Parse(ReadOnlySpan<byte> line, long lineNumber)
    {
        LogRecord record = ToolRecords.Of(line, lineNumber);
        if (_json.TryRead(line, ref record, out SmtpLogOrigin said))
        {
            Release();
            Emit(ref record, said);
        }
        else if (TryReadHead(line, _zone, ref record, out SmtpLogOrigin origin, out int text))
        {
            Release();
            ToolRecords.Cut(ref record, text);
            if (origin == SmtpLogOrigin.Server)
            {
                _held.Hold(ref record, origin);
            }
            else
            {
                Emit(ref record, origin);
            }
        }
        else if (Blank.CountLeading(line) < line.Length)
        {
            GoOn(line, lineNumber);
        }
    }

    public void Complete() => Release();

    private void GoOn(ReadOnlySpan<byte> line, long lineNumber)
    {
        if (_held.IsHolding && !_held.IsFull)
        {
            _held.Add(line, line);
            return;
        }

        Release();
        _records.Unknown(line, lineNumber);
    }

    private void Release()
    {
        if (_held.IsHolding)
        {
            LogRecord record = _held.Release();
            Emit(ref record, SmtpLogOrigin.Server);
        }
    }

    private void Emit(ref LogRecord record, SmtpLogOrigin origin)
    {
        if (origin == SmtpLogOrigin.Client)
        {
            record.IsCommand = true;
            _records.Session.LeaveContent();
            _records.Client(ref record);
        }
        else if (origin == SmtpLogOrigin.Server)
        {
            _records.Server(ref record);
        }
        else
        {
            _records.Event(ref record);
        }
    }
}
