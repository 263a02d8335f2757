using System;
using System.Collections.Generic;

namespace SmtpLog.Reading.Dialects.Libraries;

/// <summary>
/// Reads nodemailer's log. Sessions have the ids of their connections, or numbers in a log without. Lines without an id
/// belong to the connection that was spoken of last; those that lead up to a new one are held until its id is known.
/// </summary>
internal sealed class NodemailerParser(IRecordSink sink) : IDialectParser
{
    private const int MostSessions = 4096;
    private const int MostHeld = 64;

    private readonly ToolRecords _records = new(sink);
    private readonly LocalZone _utc = new(isUtc: true);
    private readonly Dictionary<string, ToolSession> _sessions = [];
    private readonly List<KeyValuePair<long, byte[]>> _held = [];
    private bool _hasIds;

    public void Parse(ReadOnlySpan<byte> line, long lineNumber)
    {
        LogRecord record = ToolRecords.Of(line, lineNumber);
        if (!NodemailerLine.TryRead(line, _utc, ref record, out NodemailerLine parts))
        {
            ReleaseHeld(isToSession: false);
            _records.Unknown(line, lineNumber);
            return;
        }

        ToolRecords.Cut(ref record, parts.TextStart);
        ReadOnlySpan<byte> id = line.Slice(parts.IdStart, parts.IdLength);
        bool isConnection = parts.HasId && id[0] != '#';
        if (isConnection)
        {
            _records.Session = Find(Utf8.Decode(id));
            _hasIds = true;
        }

        if (isConnection && _records.Session.IsClosed && !parts.IsError && !IsConnection(record.Text))
        {
            // Nodemailer says twice, and long after, that it is closed: what has come out already has no more lines.
            ReleaseHeld(isToSession: false);
            _records.Remark(ref record);
            return;
        }

        bool isBetween = (_hasIds || parts.HasId) && !parts.IsError && IsBetween;
        if (!isConnection && (isBetween || IsPrelude(ref record)))
        {
            Hold(line, lineNumber);
            return;
        }

        ReleaseHeld(isToSession: true);
        bool isSaid = isConnection || (!_hasIds && !parts.HasId);
        Emit(ref record, parts, isSaid);
    }

    public void Complete() => ReleaseHeld(isToSession: false);

    /// <summary>No connection is spoken of now.</summary>
    private bool IsBetween => !_records.Session.HasBegun || _records.Session.IsOver;

    private static bool IsConnection(ReadOnlySpan<byte> text) =>
        text.StartsWith("Connection established to "u8) || text.StartsWith("Secure connection established to "u8);

    private static bool IsPrelude(ref LogRecord record) =>
        record.Text.StartsWith("Creating transport: "u8) || record.Text.StartsWith("Sending mail using "u8);

    private void Emit(ref LogRecord record, NodemailerLine parts, bool isSaid)
    {
        if (isSaid && parts.IsDebug && _records.Session.IsInContent)
        {
            _records.Client(ref record);
        }
        else if (isSaid && ToolLine.Mark(record.Text, "C: "u8) is var client and > 0)
        {
            ToolRecords.Cut(ref record, parts.TextStart + client);
            _records.Client(ref record);
        }
        else if (isSaid && ToolLine.Mark(record.Text, "S: "u8) is var server and > 0)
        {
            ToolRecords.Cut(ref record, parts.TextStart + server);
            _records.Server(ref record);
        }
        else if (parts.IsError)
        {
            _records.Error(ref record);
        }
        else
        {
            Event(ref record);
        }
    }

    private void Event(ref LogRecord record)
    {
        ReadOnlySpan<byte> text = record.Text;
        if (IsConnection(text))
        {
            record.IsSecure = text.StartsWith("Secure "u8);
            _records.Connected(ref record, text.IndexOf(" to "u8) + 4);
        }
        else if (text.StartsWith("Connection upgraded "u8))
        {
            _records.Event(ref record, EventKind.TlsEstablished);
        }
        else if (text.StartsWith("User "u8) && text.EndsWith(" authenticated"u8))
        {
            _records.Event(ref record, EventKind.Authenticated);
        }
        else if (text.StartsWith("Closing connection to the server"u8))
        {
            _records.Closed(ref record);
        }
        else if (text.IndexOf(" bytes encoded mime message"u8) > 0)
        {
            bool isShown = _records.Session.HasContent || !_records.Session.IsInContent;
            _records.Event(ref record, isShown ? EventKind.Remark : EventKind.ContentNotLogged);
            _records.Session.LeaveContent();
        }
        else
        {
            _records.Event(ref record);
        }
    }

    private ToolSession Find(string id)
    {
        if (!_sessions.TryGetValue(id, out ToolSession? session))
        {
            if (_sessions.Count >= MostSessions)
            {
                _sessions.Clear();
            }

            session = new ToolSession(id);
            _sessions.Add(id, session);
        }

        return session;
    }

    private void Hold(ReadOnlySpan<byte> line, long lineNumber)
    {
        if (_held.Count >= MostHeld)
        {
            ReleaseHeld(isToSession: false);
        }

        _held.Add(new(lineNumber, line.ToArray()));
    }

    private void ReleaseHeld(bool isToSession)
    {
        foreach (KeyValuePair<long, byte[]> line in _held)
        {
            LogRecord record = ToolRecords.Of(line.Value, line.Key);
            NodemailerLine.TryRead(line.Value, _utc, ref record, out NodemailerLine parts);
            ToolRecords.Cut(ref record, parts.TextStart);
            if (isToSession)
            {
                _records.Session.LeadUp();
                _records.Event(ref record);
            }
            else
            {
                _records.Remark(ref record);
            }
        }

        _held.Clear();
    }
}
