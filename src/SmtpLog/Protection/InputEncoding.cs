using System;
using System.IO;
using SmtpLog.Reading;

namespace SmtpLog.Protection;

/// <summary>How an input is encoded, as its first bytes show.</summary>
internal sealed class InputEncoding
{
    private readonly PrefixedStream _whole;

    private InputEncoding(PrefixedStream whole, byte[] mark, bool isUtf16, bool isBigEndian)
    {
        _whole = whole;
        Mark = mark;
        IsUtf16 = isUtf16;
        IsBigEndian = isBigEndian;
    }

    /// <summary>The byte order mark; empty where there is none.</summary>
    public byte[] Mark { get; }

    public bool IsUtf16 { get; }

    public bool IsBigEndian { get; }

    public static InputEncoding Of(Stream stream)
    {
        byte[] head = new byte[LogEncoding.HeadLength];
        int length = 0;
        int read;
        while (length < head.Length && (read = stream.Read(head, length, head.Length - length)) > 0)
        {
            length += read;
        }

        bool isUtf8 = LogEncoding.IsUtf8(head.AsSpan(0, length), out int mark, out bool isBigEndian);
        return new(new PrefixedStream(head, mark, length, stream), head.AsSpan(0, mark).ToArray(), !isUtf8, isBigEndian);
    }

    /// <summary>The rest of the input in UTF-8, or something near it (<see cref="Utf16"/>).</summary>
    public Stream Open() => IsUtf16 ? new Utf16Stream(_whole, IsBigEndian) : _whole;
}
