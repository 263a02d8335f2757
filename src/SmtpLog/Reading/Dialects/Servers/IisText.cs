using System;
using SmtpLog.Lines;

namespace SmtpLog.Reading.Dialects.Servers;

/// <summary>Puts commands and replies together again: the log separates the verb and writes blanks as plus signs.</summary>
internal static class IisText
{
    /// <summary><c>MAIL</c> and <c>FROM:&lt;a@example.com&gt;+SIZE=9</c>, or <c>MAIL FROM</c> and the same, or a verb alone.</summary>
    public static ReadOnlySpan<byte> Command(ReadOnlySpan<byte> method, ReadOnlySpan<byte> query, ByteBuffer text)
    {
        ReadOnlySpan<byte> arguments = Given(query);
        ReadOnlySpan<byte> verb = Given(method);
        int blank = verb.IndexOf((byte)' ');
        if (blank > 0 && arguments.StartsWith(verb.Slice(blank + 1)))
        {
            verb = verb.Slice(0, blank);
        }

        text.Clear();
        text.Append(verb);
        if (!arguments.IsEmpty && !verb.IsEmpty)
        {
            text.Append((byte)' ');
        }

        AppendWords(arguments.Slice(!arguments.IsEmpty && arguments[0] == '+' ? 1 : 0), text);
        return text.Written;
    }

    public static ReadOnlySpan<byte> Reply(ReadOnlySpan<byte> query, ByteBuffer text)
    {
        text.Clear();
        AppendWords(Given(query), text);
        return text.Written;
    }

    /// <summary>In an address a plus sign is more likely itself than a blank.</summary>
    private static void AppendWords(ReadOnlySpan<byte> words, ByteBuffer text)
    {
        bool isAddress = false;
        foreach (byte value in words)
        {
            isAddress = value == '<' || (isAddress && value != '>');
            text.Append(value == '+' && !isAddress ? (byte)' ' : value);
        }
    }

    private static ReadOnlySpan<byte> Given(ReadOnlySpan<byte> value) => value.Length == 1 && value[0] == '-' ? default : value;
}
