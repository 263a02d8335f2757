using System;

namespace SmtpLog.Reading;

/// <summary>What tells a session from others of a log, compared as bytes; the string is made once, when first asked for.</summary>
internal sealed class SessionIdentity
{
    private byte[] _session = new byte[24];
    private int _length;
    private int? _processId;
    private string? _name;

    public string? Name => _length == 0 ? null : _name ??= Utf8.Decode(Session);

    private ReadOnlySpan<byte> Session => _session.AsSpan(0, _length);

    public void Set(int? processId, ReadOnlySpan<byte> session)
    {
        if (session.Length > _session.Length)
        {
            _session = new byte[session.Length];
        }

        session.CopyTo(_session);
        _length = session.Length;
        _processId = processId;
        _name = null;
    }

    public void Set(SessionIdentity other) => Set(other._processId, other.Session);

    public bool Equals(SessionIdentity other) => Is(other._processId, other.Session);

    public bool Is(int? processId, ReadOnlySpan<byte> session) => processId == _processId && session.SequenceEqual(Session);

    /// <summary>FNV-1a; different sessions may share one.</summary>
    public static ulong Hash(int? processId, ReadOnlySpan<byte> session)
    {
        const ulong Prime = 1099511628211;
        ulong hash = 14695981039346656037;
        hash = unchecked((hash ^ (uint)(processId ?? -1)) * Prime);
        foreach (byte value in session)
        {
            hash = unchecked((hash ^ value) * Prime);
        }

        return hash;
    }
}
