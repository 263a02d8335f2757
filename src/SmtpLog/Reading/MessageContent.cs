using System;

namespace SmtpLog.Reading;

/// <summary>
/// Tells lines of a message from commands. A chunk is counted in bytes; a character that stands for something else
/// (U+FFFD, the control pictures) may have been one to three of them, so the count has some slack.
/// </summary>
internal sealed class MessageContent
{
    private long _remaining;
    private long _slack;

    public ContentKind Kind { get; private set; }

    public bool IsOpen => Kind != ContentKind.None;

    /// <summary>After the 354, up to the line with a single dot.</summary>
    public void OpenData() => Kind = ContentKind.Data;

    /// <summary>After BDAT, for so many bytes.</summary>
    public void OpenChunk(long size)
    {
        _remaining = size;
        _slack = 0;
        Kind = size > 0 ? ContentKind.Chunk : ContentKind.None;
    }

    /// <summary>A log that seems to begin in the middle of a message.</summary>
    public void OpenPerhaps() => Kind = ContentKind.Perhaps;

    public void Close() => Kind = ContentKind.None;

    /// <summary>Takes a client line; false where it is a command already.</summary>
    public bool TryTake(ReadOnlySpan<byte> text)
    {
        if (Kind != ContentKind.Chunk)
        {
            return true;
        }

        if (_remaining <= _slack && SmtpVerbs.Find(text, out _) > SmtpVerb.Unlisted)
        {
            Close();
            return false;
        }

        int length = WireLength(text);
        _slack += text.Length - length;
        _remaining -= length + 2;
        if (_remaining <= 0)
        {
            Close();
        }

        return true;
    }

    /// <summary>The bytes that a line had on the wire at least, without its end.</summary>
    public static int WireLength(ReadOnlySpan<byte> text)
    {
        int length = text.Length;
        for (int at = 0; at + 2 < text.Length; at++)
        {
            // Only these two first bytes can begin a character that was put in place of another.
            int next = text.Slice(at).IndexOfAny((byte)0xE2, (byte)0xEF);
            if (next < 0 || (at += next) + 2 >= text.Length)
            {
                break;
            }

            bool isPicture = text[at] == 0xE2 && text[at + 1] == 0x90 && text[at + 2] is >= 0x80 and <= 0xA1;
            bool isReplacement = text[at] == 0xEF && text[at + 1] == 0xBF && text[at + 2] == 0xBD;
            if (isPicture || isReplacement)
            {
                length -= 2;
            }
        }

        return length;
    }
}
