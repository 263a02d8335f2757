using System;

namespace SmtpLog.Reading;

/// <summary>
/// An event sentence taken apart: a fixed phrase, then <c>key=value</c> facts; a value with blanks stands in double
/// quotes, a double quote inside it is doubled. Goes through the facts one by one, or finds one by its name.
/// </summary>
internal ref struct EventFacts
{
    private ReadOnlySpan<byte> _rest;

    public EventFacts(ReadOnlySpan<byte> sentence)
    {
        int key = FindKey(sentence, out _);
        Phrase = Blank.TrimEnd(sentence.Slice(0, key));
        _rest = sentence.Slice(key);
        Key = Value = default;
    }

    /// <summary>What stands before the facts.</summary>
    public ReadOnlySpan<byte> Phrase { get; }

    /// <summary>The name of the fact that stands next.</summary>
    public ReadOnlySpan<byte> Key { get; private set; }

    /// <summary>Its value, without quotes.</summary>
    public ReadOnlySpan<byte> Value { get; private set; }

    /// <summary>The first fact of that name, in any case; null where there is none.</summary>
    /// <param name="key">The name in small letters.</param>
    public readonly string? this[ReadOnlySpan<byte> key] => TryGet(key, out ReadOnlySpan<byte> value) ? Utf8.Decode(value) : null;

    /// <summary>The same as bytes.</summary>
    public readonly bool TryGet(ReadOnlySpan<byte> key, out ReadOnlySpan<byte> value)
    {
        EventFacts all = this;
        while (all.MoveNext())
        {
            if (all.Key.Length == key.Length && Utf8.StartsWithIgnoreCase(all.Key, key))
            {
                value = all.Value;
                return true;
            }
        }

        value = default;
        return false;
    }

    /// <summary>Goes on to the next fact; false where there is none.</summary>
    public bool MoveNext()
    {
        int key = FindKey(_rest, out int equals);
        if (key == _rest.Length)
        {
            return false;
        }

        Key = _rest.Slice(key, equals - key);
        Value = ReadValue(_rest.Slice(equals + 1), out int length);
        _rest = _rest.Slice(equals + 1 + length);

        // What is glued to the value belongs to nothing.
        int blank = _rest.IndexOf((byte)' ');
        _rest = _rest.Slice(blank < 0 ? _rest.Length : blank);
        return true;
    }

    /// <summary>Where the next word begins that is a name before an equals sign; the length of the text where there is none.</summary>
    private static int FindKey(ReadOnlySpan<byte> text, out int equals)
    {
        for (int at = 0; ; at = equals + 1)
        {
            equals = text.Slice(at).IndexOf((byte)'=');
            if (equals < 0)
            {
                return text.Length;
            }

            equals += at;
            int key = equals;
            while (key > at && IsOfKey(text[key - 1]))
            {
                key--;
            }

            if (key < equals && (key == 0 || text[key - 1] == ' '))
            {
                return key;
            }
        }
    }

    private static ReadOnlySpan<byte> ReadValue(ReadOnlySpan<byte> text, out int length)
    {
        if (text.IsEmpty || text[0] != '"')
        {
            int blank = text.IndexOf((byte)' ');
            length = blank < 0 ? text.Length : blank;
            return text.Slice(0, length);
        }

        int quotes = 0;
        for (length = 1; length < text.Length; length++)
        {
            if (text[length] == '"' && (length + 1 >= text.Length || text[length + 1] != '"'))
            {
                break;
            }

            if (text[length] == '"')
            {
                quotes++;
                length++;
            }
        }

        length = Math.Min(length, text.Length);
        ReadOnlySpan<byte> value = text.Slice(1, length - 1);
        return quotes == 0 ? value : Undouble(value, quotes);
    }

    private static byte[] Undouble(ReadOnlySpan<byte> value, int quotes)
    {
        byte[] single = new byte[value.Length - quotes];
        int at = 0;
        for (int from = 0; from < value.Length; from++)
        {
            single[at++] = value[from];
            from += value[from] == '"' ? 1 : 0;
        }

        return single;
    }

    /// <summary>Letters, of any language, and digits.</summary>
    private static bool IsOfKey(byte value) =>
        value is (>= (byte)'0' and <= (byte)'9') or (>= (byte)'A' and <= (byte)'Z') or (>= (byte)'a' and <= (byte)'z')
            or (byte)'_' or (byte)'-' or (byte)'.' or >= 0x80;
}
