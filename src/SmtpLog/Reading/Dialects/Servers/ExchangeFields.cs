using System;
using SmtpLog.Reading.Dialects.Native;

namespace SmtpLog.Reading.Dialects.Servers;

/// <summary>The columns of a record, in the one order in which every version writes them; quotes still in place.</summary>
internal ref struct ExchangeFields
{
    public ReadOnlySpan<byte> Time { get; private set; }

    public ReadOnlySpan<byte> Connector { get; private set; }

    public ReadOnlySpan<byte> Session { get; private set; }

    public ReadOnlySpan<byte> LocalEndPoint { get; private set; }

    public ReadOnlySpan<byte> RemoteEndPoint { get; private set; }

    /// <summary><c>+ - &gt; &lt; *</c>.</summary>
    public byte Event { get; private set; }

    public ReadOnlySpan<byte> Data { get; private set; }

    public ReadOnlySpan<byte> Context { get; private set; }

    /// <summary>True where the line ends inside a quoted field.</summary>
    public bool IsCut { get; private set; }

    /// <summary>False where the line is no record.</summary>
    public static bool TryRead(ReadOnlySpan<byte> line, ref ExchangeFields fields)
    {
        ReadOnlySpan<byte> rest = line;
        Csv.TryTake(ref rest, out ReadOnlySpan<byte> time);
        Csv.TryTake(ref rest, out ReadOnlySpan<byte> connector);
        Csv.TryTake(ref rest, out ReadOnlySpan<byte> session);
        Csv.TryTake(ref rest, out ReadOnlySpan<byte> sequence);
        Csv.TryTake(ref rest, out ReadOnlySpan<byte> local);
        Csv.TryTake(ref rest, out ReadOnlySpan<byte> remote);
        Csv.TryTake(ref rest, out ReadOnlySpan<byte> kind);
        if (kind.Length != 1 || kind[0] is not ((byte)'+' or (byte)'-' or (byte)'>' or (byte)'<' or (byte)'*')
            || session.IsEmpty || !RecordTime.TryNumber(sequence, out _) || !NativeTimestamp.LooksLikeOne(time))
        {
            return false;
        }

        bool isClosed = Csv.TryTake(ref rest, out ReadOnlySpan<byte> data);
        fields.Time = time;
        fields.Connector = connector;
        fields.Session = session;
        fields.LocalEndPoint = local;
        fields.RemoteEndPoint = remote;
        fields.Event = kind[0];
        fields.Data = data;

        // What stands behind the last column is a part of it: its comma was not quoted.
        fields.Context = rest;
        fields.IsCut = !isClosed;
        return true;
    }
}
