using System;
using System.Text;
using SmtpLog.Redaction;

namespace SmtpLog.Protection;

/// <summary>Marks the names of persons beside their addresses (RFC 5322, section 3.4), in the headers of a message.</summary>
internal sealed class HeaderNames
{
    private static readonly byte[][] s_headers = Array.ConvertAll(
        new[] { "from", "to", "cc", "bcc", "reply-to", "sender", "resent-from", "resent-to", "resent-cc", "resent-bcc", "resent-sender", "disposition-notification-to", "return-receipt-to", "errors-to" },
        Encoding.ASCII.GetBytes);

    private bool _isBody;
    private bool _isAddresses;

    /// <summary>Looks at the client's next line.</summary>
    public bool Mark(ReadOnlySpan<byte> line, bool isContent, Span<bool> marks)
    {
        if (!isContent)
        {
            _isBody = _isAddresses = false;
            return false;
        }

        _isBody |= line.WithoutEnd(" \t\r"u8).IsEmpty;
        if (_isBody)
        {
            return false;
        }

        int start = 0;
        if (line[0] is not ((byte)' ' or (byte)'\t'))
        {
            int colon = line.IndexOf((byte)':');
            _isAddresses = colon > 0 && IsHeader(line.Slice(0, colon));
            start = colon + 1;
        }

        return _isAddresses && MarkPhrases(line, start, marks);
    }

    /// <summary><c>250 Bob Example &lt;bob@example.com&gt;</c> (RFC 5321, section 3.5).</summary>
    public static bool MarkReply(ReadOnlySpan<byte> line, Span<bool> marks)
    {
        int start = ReplyPrefix.Length(line);
        return line.IndexOf((byte)'<') > start && MarkPhrases(line, start, marks);
    }

    private static bool IsHeader(ReadOnlySpan<byte> name)
    {
        name = name.WithoutEnd(" \t"u8);
        foreach (byte[] header in s_headers)
        {
            if (name.Length == header.Length && AsciiText.HasAt(name, 0, header))
            {
                return true;
            }
        }

        return false;
    }

    private static bool MarkPhrases(ReadOnlySpan<byte> line, int start, Span<bool> marks)
    {
        bool any = false;
        int phrase = start;
        for (int at = start; at <= line.Length; at++)
        {
            byte value = at < line.Length ? line[at] : (byte)0;
            switch (value)
            {
                case (byte)'"':
                    at = Math.Min(line.Length - 1, EndOf(line, at, (byte)'"'));
                    break;
                case (byte)'(':
                    int end = EndOf(line, at, (byte)')');
                    any |= MarkName(line, at + 1, end, marks);
                    phrase = at = Math.Min(end, line.Length);
                    phrase++;
                    break;
                case (byte)'<':
                    any |= MarkName(line, phrase, at, marks);
                    at = EndOf(line, at, (byte)'>');
                    phrase = at + 1;
                    break;
                case 0 or (byte)',' or (byte)';':
                    // Before a line end it may be a name whose address is on the next line.
                    bool isName = value == 0 && phrase < line.Length && line.Slice(phrase).IndexOfAny((byte)'@', (byte)':') < 0;
                    any |= isName && MarkName(line, phrase, line.Length, marks);
                    phrase = at + 1;
                    break;
            }
        }

        return any;
    }

    /// <summary>Where the mark that closes stands; the line's length where none does.</summary>
    private static int EndOf(ReadOnlySpan<byte> line, int at, byte close)
    {
        for (at++; at < line.Length && line[at] != close; at++)
        {
            if (line[at] == '\\')
            {
                at++;
            }
        }

        return Math.Min(at, line.Length);
    }

    private static bool MarkName(ReadOnlySpan<byte> line, int start, int end, Span<bool> marks)
    {
        var name = line.Slice(start, Math.Max(0, Math.Min(end, line.Length) - start)).WithoutStart(" \t"u8).WithoutEnd(" \t\r"u8);
        if (name.IsEmpty || !line.Overlaps(name, out int at))
        {
            return false;
        }

        marks.Slice(at, name.Length).Fill(true);
        return true;
    }
}
