using System;
using System.Net;
using System.Text;

namespace SmtpLog.Reading.Dialects.Libraries;

/// <summary>A line that was written for a browser: entities for what HTML needs itself, and a break at its end.</summary>
internal sealed class HtmlLine
{
    private byte[] _text = [];

    /// <summary>True where the line ends with a break.</summary>
    public static bool Is(ReadOnlySpan<byte> line) => BreakLength(Blank.TrimEnd(line)) > 0;

    /// <summary>The text without break and entities, valid until the next one.</summary>
    public ReadOnlySpan<byte> Read(ReadOnlySpan<byte> text)
    {
        text = Blank.TrimEnd(text);
        text = text.Slice(0, text.Length - BreakLength(text));
        if (text.IndexOf((byte)'&') >= 0)
        {
            _text = Encoding.UTF8.GetBytes(WebUtility.HtmlDecode(Utf8.Decode(text)));
            text = _text;
        }

        return text;
    }

    private static int BreakLength(ReadOnlySpan<byte> text) =>
        text.EndsWith("<br>"u8) ? 4 : text.EndsWith("<br/>"u8) ? 5 : text.EndsWith("<br />"u8) ? 6 : 0;
}
