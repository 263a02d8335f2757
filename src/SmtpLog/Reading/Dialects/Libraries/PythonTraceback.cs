using System;

namespace SmtpLog.Reading.Dialects.Libraries;

/// <summary>
/// A traceback while its lines come: its heading, indented lines, and the exception, after which another traceback may
/// follow. The exceptions of smtplib and aiosmtplib are known without one.
/// </summary>
internal sealed class PythonTraceback
{
    private bool _isOpen;

    /// <summary>True for an exception of smtplib or aiosmtplib, <c>smtplib.SMTPServerDisconnected: …</c>.</summary>
    public static bool IsOfSmtp(ReadOnlySpan<byte> line)
    {
        int name = NameLength(line);
        ReadOnlySpan<byte> type = line.Slice(0, name);
        return name > 0 && (type.StartsWith("smtplib.SMTP"u8) || (type.StartsWith("aiosmtplib."u8) && type.IndexOf(".SMTP"u8) > 0));
    }

    /// <summary>Takes a line that belongs to one; an exception that says what failed has its kind in the record then.</summary>
    public bool TryTake(ReadOnlySpan<byte> line, ref LogRecord record)
    {
        if (line.StartsWith("Traceback (most recent call last):"u8))
        {
            _isOpen = true;
            return true;
        }

        if (_isOpen && !line.IsEmpty && Blank.Is(line[0]))
        {
            return true;
        }

        if (line.StartsWith("During handling of the above exception, "u8) || line.StartsWith("The above exception was the direct cause "u8))
        {
            return true;
        }

        int name = NameLength(line);
        bool isException = name > 0 && (_isOpen || IsOfSmtp(line));
        if (isException)
        {
            record.ErrorKind = PythonErrors.KindOf(line.Slice(0, name), line.Slice(name));
        }

        _isOpen = false;
        return isException;
    }

    /// <summary>The length of a dotted name with a colon behind it, or nothing more; 0 where there is none.</summary>
    private static int NameLength(ReadOnlySpan<byte> line)
    {
        int length = 0;
        while (length < line.Length && (line[length] is (byte)'.' or (byte)'_' or (>= (byte)'0' and <= (byte)'9') || (line[length] | 0x20) is >= 'a' and <= 'z'))
        {
            length++;
        }

        return length == line.Length || line[length] == ':' ? length : 0;
    }
}
