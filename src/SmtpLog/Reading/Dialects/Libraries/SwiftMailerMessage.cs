using System;

namespace SmtpLog.Reading.Dialects.Libraries;

/// <summary>
/// What belongs to the message of an exception, which SwiftMailer writes into its log behind <c>!!</c> and scripts print:
/// it goes on until <c>(code: 535)</c>, and may hold the whole log so far behind <c>Log data:</c>, with the messages in that.
/// </summary>
internal sealed class SwiftMailerMessage
{
    private int _open;
    private bool _isLogData;
    private bool _isDump;
    private bool _isRepeat;

    /// <summary>True in the middle of words that more lines belong to.</summary>
    public bool GoesOn => _open > 0 && !_isDump;

    /// <summary>True for a line that repeats what the log had before.</summary>
    /// <param name="line">The next line.</param>
    /// <param name="hasSession">Whether there is a session whose log it may be.</param>
    public bool IsRepeat(ReadOnlySpan<byte> line, bool hasSession)
    {
        bool isBeginning = line.StartsWith("++ Starting "u8);
        if (isBeginning && _open == 0)
        {
            _isRepeat = _isLogData && hasSession;
        }

        bool isRepeat = _isDump || _isRepeat;
        bool isMarked = IsMarked(line);
        _isDump |= _open > 0 && line.StartsWith("Log data:"u8);
        _isLogData = line.StartsWith("Log data:"u8) || (_isLogData && line.IsEmpty);
        if (_open > 0 && !_isDump && isMarked)
        {
            // Its end never came.
            _open = 0;
        }

        _open = Math.Max(_open + (line.StartsWith("!! "u8) ? 1 : 0) - Ends(line), 0);
        _isDump &= _open > 0;
        return isRepeat;
    }

    public static bool IsMarked(ReadOnlySpan<byte> line) =>
        line.Length >= 2 && (line.StartsWith(">>"u8) || line.StartsWith("<<"u8) || line.StartsWith("++"u8) || line.StartsWith("--"u8) || line.StartsWith("!!"u8))
        && (line.Length == 2 || line[2] == ' ');

    /// <summary>How many messages end with the line, which another sentence may be glued to.</summary>
    private static int Ends(ReadOnlySpan<byte> line)
    {
        int glued = line.IndexOf(". Authenticator "u8);
        ReadOnlySpan<byte> text = Blank.TrimEnd(glued < 0 ? line : line.Slice(0, glued));
        int count = 0;
        for (; text.EndsWith(")"u8); count++)
        {
            int open = text.LastIndexOf(" (code: "u8);
            if (open < 0 || text.Slice(open + 8, text.Length - open - 9).IndexOf((byte)')') >= 0)
            {
                break;
            }

            text = text.Slice(0, open);
        }

        return count;
    }
}
