using System;

namespace SmtpLog.Reading.Dialects;

/// <summary>What the lines of all client tools hold: commands and replies.</summary>
internal static class ToolLine
{
    /// <summary>True where the text begins with a command that has a place in every conversation.</summary>
    public static bool IsCommand(ReadOnlySpan<byte> text) => SmtpVerbs.Find(text, out _) > SmtpVerb.Unlisted;

    /// <summary>True where the text begins with a reply code.</summary>
    public static bool IsReply(ReadOnlySpan<byte> text) => ReplyText.TryReadCode(text, out int code, out _) && code is >= 200 and < 600;

    public static ReadOnlySpan<byte> SkipBlanks(ReadOnlySpan<byte> text) => text.Slice(Blank.CountLeading(text));

    /// <summary>The mark at the start of a line, whose last blank may have been lost at the end of it; 0 where the line begins otherwise.</summary>
    public static int Mark(ReadOnlySpan<byte> line, ReadOnlySpan<byte> mark) =>
        line.StartsWith(mark) ? mark.Length
        : mark[mark.Length - 1] == ' ' && line.SequenceEqual(mark.Slice(0, mark.Length - 1)) ? line.Length
        : 0;
}
