using System;
using SmtpLog.Lines;

namespace SmtpLog.Redaction;

/// <summary>What stands in a log where a secret was: always as long, whatever the secret's length.</summary>
internal static class Mask
{
    public const string Text = "****************";

    public static ReadOnlySpan<byte> Bytes => "****************"u8;

    /// <summary>Appends the line with a mask for each part that is marked, and for what fills up base64 behind it.</summary>
    public static void Append(ReadOnlySpan<byte> line, ReadOnlySpan<bool> marks, ByteBuffer target)
    {
        int at = 0;
        while (at < line.Length)
        {
            int first = marks.Slice(at).IndexOf(true);
            if (first < 0)
            {
                break;
            }

            target.Append(line.Slice(at, first));
            target.Append(Bytes);
            at += first;
            int length = marks.Slice(at).IndexOf(false);
            at = length < 0 ? line.Length : at + length;
            while (at < line.Length && line[at] == '=')
            {
                at++;
            }
        }

        target.Append(line.Slice(at));
    }
}
