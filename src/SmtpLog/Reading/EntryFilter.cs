using System;
using System.Linq;
using System.Text;

namespace SmtpLog.Reading;

/// <summary>The filters of <see cref="LogReaderOptions"/>, put to a record before any object is made of it; the cheapest first.</summary>
internal sealed class EntryFilter
{
    private readonly CodeFilter[] _codes;
    private readonly byte[][] _sessions;
    private readonly string[] _commands;
    private readonly int _origins;
    private readonly bool _failed;
    private readonly long _after;
    private readonly long _before;
    private readonly bool _needsTime;

    public EntryFilter(LogReaderOptions options)
    {
        _codes = options.Codes.ToArray();
        _sessions = options.SessionIds.Select(Encoding.UTF8.GetBytes).ToArray();
        _commands = options.Commands.ToArray();
        foreach (SmtpLogOrigin origin in options.Origins)
        {
            _origins |= 1 << (int)origin;
        }

        if (_origins == 0)
        {
            _origins = ~0;
        }

        _failed = options.Failed;
        _needsTime = options.After is not null || options.Before is not null;
        _after = options.After?.UtcTicks ?? long.MinValue;
        _before = options.Before?.UtcTicks ?? long.MaxValue;
    }

    public bool Accepts(ref LogRecord record) =>
        AcceptsByItself(ref record) && (!_failed || record.IsError) && (_commands.Length == 0 || HasCommand(record.Command));

    /// <summary>Before the conversation has added to the record: false where nothing could make it come through.</summary>
    public bool MayAccept(ref LogRecord record) =>
        AcceptsByItself(ref record) && (!_failed || record.IsError || record.Code >= 400 || record.Event == EventKind.Error);

    private bool AcceptsByItself(ref LogRecord record)
    {
        if (_codes.Length > 0 && (record.Code == 0 || !HasCode(record.Code)))
        {
            return false;
        }

        if ((_origins & (1 << (int)record.Origin)) == 0)
        {
            return false;
        }

        if (_needsTime && !(record.HasTime && record.UtcTicks >= _after && record.UtcTicks < _before))
        {
            return false;
        }

        return _sessions.Length == 0 || HasSession(record.Session);
    }

    private bool HasCode(int code)
    {
        foreach (CodeFilter filter in _codes)
        {
            if (filter.Matches(code))
            {
                return true;
            }
        }

        return false;
    }

    private bool HasSession(ReadOnlySpan<byte> session)
    {
        foreach (byte[] wanted in _sessions)
        {
            if (session.SequenceEqual(wanted))
            {
                return true;
            }
        }

        return false;
    }

    private bool HasCommand(string? command) =>
        command is not null && _commands.Contains(command, StringComparer.OrdinalIgnoreCase);
}
