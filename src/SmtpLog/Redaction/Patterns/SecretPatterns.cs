using System;
using SmtpLog.Redaction.Foreign;

namespace SmtpLog.Redaction.Patterns;

/// <summary>
/// Marks what is secret by its looks in any line, whoever wrote it: passwords in URLs, values of names such as
/// <c>password</c>, tokens, messages of AUTH exchanges.
/// </summary>
internal sealed class SecretPatterns(KnownSecrets known)
{
    private const int ShortestKnown = 4;
    private const int LongestWord = 12;
    private const int LongestCount = 3;

    private static readonly bool[] s_isWord = WordBytes();

    /// <summary>Where a word says anything here, it ends with one of these, or with a digit.</summary>
    private static readonly bool[] s_ends = Ends(
        "rd", "rt", "wd", "se", "de", "et", "ey", "en", "al", "ls", "on", "ss", "pw", "sw", "wt", "ds", "ha", "ap", "xp", "od", "th", "ic", "er", "ps", "in", "te", "ed", "la", "lo", "ng", "nc", "ct", "ve", "sg");

    private static readonly Escaping[] s_escapings = [Escaping.Code, Escaping.Percent, Escaping.Entity];

    private readonly UnescapedText _unescaped = new();
    private readonly PrivateKeyBlock _key = new();

    /// <summary>True where the last line ended behind a name: its value is on the next one.</summary>
    private bool _awaitsValue;

    /// <summary>True where the last line had a prompt of LOGIN.</summary>
    private bool _awaitsAnswer;

    /// <summary>True where that asked for the password.</summary>
    private bool _isPassword;

    /// <summary>Where the last secret of the line ends.</summary>
    private int _end;

    /// <summary>Adds to the marks. True where anything was found.</summary>
    /// <param name="line">The line, without its end.</param>
    /// <param name="marks">One for each byte of the line.</param>
    /// <param name="isUnderstood">False for a line of which it is not known who said it.</param>
    public bool Mark(ReadOnlySpan<byte> line, Span<bool> marks, bool isUnderstood)
    {
        _end = 0;
        bool any = _awaitsValue && MarkAwaited(line, marks);
        for (int at = 0; at < line.Length;)
        {
            if (!s_isWord[line[at]])
            {
                if (line[at] == ':' && line.Slice(at + 1).StartsWith("//"u8) && UrlPassword.TryFind(line, at + 3, out int start, out int length))
                {
                    any |= Secret(line, start, length, isCertain: true, marks);
                }

                at++;
                continue;
            }

            int end = at + 1;
            while (end < line.Length && s_isWord[line[end]])
            {
                end++;
            }

            if (MayBeOne(line.Slice(at, end - at)))
            {
                bool isEscape = at > 0 && line[at - 1] == '\\' && line[at] is (byte)'n' or (byte)'r' or (byte)'t' && end - at > 1;
                any |= Word(line, isEscape ? at + 1 : at, end, marks);
            }

            at = Math.Max(end, _end);
        }

        if (!isUnderstood)
        {
            any |= _awaitsAnswer && MarkAnswer(line, marks);
            _awaitsAnswer = LoginPrompt.TryFind(line, out _isPassword);
        }

        for (int at = 0; PlainLiteral.TryFind(line, ref at, out int start, out int length);)
        {
            any |= Secret(line, start, length, isCertain: true, marks);
        }

        any |= _key.Mark(line, marks);
        return EncodedMessage.Mark(line, marks, known) || any;
    }

    /// <summary>The last word of a line behind one with a prompt, whoever they belong to.</summary>
    private bool MarkAnswer(ReadOnlySpan<byte> line, Span<bool> marks)
    {
        if (!LoginPrompt.TryFindAnswer(line, out int start, out int length, out byte[]? decoded))
        {
            return false;
        }

        marks.Slice(start, length).Fill(true);
        if (_isPassword)
        {
            known.Add(decoded);
        }

        return true;
    }

    /// <summary>False for most words.</summary>
    private static bool MayBeOne(ReadOnlySpan<byte> word)
    {
        int end = word.Length - 1;
        while (end > 0 && word[end] is >= (byte)'0' and <= (byte)'9')
        {
            end--;
        }

        if (end == 0 || word[0] is (byte)'e' or (byte)'x' or (byte)'y' or (byte)'-' || word[end] is >= 0x80 or (byte)'_')
        {
            return end > 0;
        }

        int first = (word[end - 1] | 0x20) - 'a';
        int second = (word[end] | 0x20) - 'a';
        return second is >= 0 and < 26 && (first is < 0 or >= 26 || s_ends[(first * 26) + second]);
    }

    private bool Word(ReadOnlySpan<byte> line, int start, int end, Span<bool> marks)
    {
        var word = line.Slice(start, end - start);
        int whole = Math.Max(BearerToken.WebTokenLength(line, start, end), BearerToken.AccessTokenLength(line, start, end));
        if (whole > 0)
        {
            return Secret(line, start, whole, isCertain: true, marks);
        }

        bool isBasic = Is(word, "basic"u8);
        if (isBasic || Is(word, "bearer"u8))
        {
            return BearerToken.TryFind(line, end, isBasic, out int token, out int length) && Secret(line, token, length, !isBasic, marks);
        }

        if (Is(word, "auth"u8) || Is(word, "x-exps"u8))
        {
            return QuotedAuth.TryFind(line, end, out int payload, out int length) && Secret(line, payload, length, isCertain: false, marks);
        }

        if (Is(word, "uncoded"u8) || Is(word, "decoded"u8))
        {
            return DecodedMessage.TryFind(line, end, out int said, out int length) && Secret(line, said, length, isCertain: false, marks);
        }

        if (LoginCall.TryFind(line, start, end, out SecretValue argument))
        {
            return Secret(line, argument.Start, argument.End - argument.Start, isCertain: true, marks);
        }

        return LoginOption.TryFind(line, start, end, out int password, out int size)
            ? Secret(line, password, size, isCertain: true, marks)
            : SecretKey.Is(word, out bool isOfMachines) && Value(line, start, end, isOfMachines, marks);
    }

    private bool Value(ReadOnlySpan<byte> line, int start, int end, bool isOfMachines, Span<bool> marks)
    {
        int at = KeyValue.FindValue(line, start, end);
        if (at < 0 || (start > 0 && line[start - 1] == '/'))
        {
            return false;
        }

        if (at >= line.Length)
        {
            _awaitsValue = true;
            return false;
        }

        bool isElement = line[end] == '>';
        if (isElement)
        {
            var content = SecretValue.Until(line, at, "<"u8);
            return Secret(line, content.Start, content.End - content.Start, isCertain: true, marks);
        }

        at = SkipScheme(line, SkipType(line, at, marks));
        var value = SecretValue.Read(line, at, isWholeLine: KeyValue.IsBare(line, end) && KeyValue.IsFirstWord(line, start));
        if (!value.IsQuoted && IsNoSecret(line.Slice(value.Start, value.End - value.Start), isOfMachines, KeyValue.IsOption(line, start)))
        {
            return false;
        }

        bool isAssigned = line.Slice(end, at - end).IndexOf((byte)'=') >= 0 || line[start] == '-';
        return Secret(line, value.Start, value.End - value.Start, value.IsQuoted || isAssigned, marks);
    }

    /// <summary>A value below its name, as PHP's var_dump and Node's inspect write long ones; several pieces are joined with <c>+</c>.</summary>
    private bool MarkAwaited(ReadOnlySpan<byte> line, Span<bool> marks)
    {
        int at = KeyValue.SkipBlanks(line, 0);
        if (at == line.Length)
        {
            return false;
        }

        _awaitsValue = line.WithoutEnd(" \t\r"u8).EndsWith("+"u8);
        at = SkipType(line, at, marks);
        if (at >= line.Length || line[at] is not ((byte)'"' or (byte)'\'' or (byte)'`'))
        {
            return false;
        }

        var value = SecretValue.Read(line, at, isWholeLine: true);
        return Secret(line, value.Start, value.End - value.Start, isCertain: true, marks);
    }

    /// <summary>The <c>string(7) </c> of PHP's var_dump, whose number tells the length.</summary>
    private static int SkipType(ReadOnlySpan<byte> line, int at, Span<bool> marks)
    {
        ReadOnlySpan<byte> type = "string("u8;
        if (!line.Slice(at).StartsWith(type))
        {
            return at;
        }

        int number = at + type.Length;
        int length = line.Slice(number).IndexOf((byte)')');
        var digits = line.Slice(number, Math.Max(0, length));
        bool isNumber = digits.WithoutStart("0123456789"u8).IsEmpty;
        if (length <= 0 || !(isNumber || OtherMask.Is(digits)))
        {
            return at;
        }

        marks.Slice(number, length).Fill(isNumber);
        return KeyValue.SkipBlanks(line, number + length + 1);
    }

    /// <summary><c>Authorization: Bearer …</c> has two words.</summary>
    private static int SkipScheme(ReadOnlySpan<byte> line, int at)
    {
        int length = AsciiText.HasAt(line, at, "bearer "u8) ? 7 : AsciiText.HasAt(line, at, "basic "u8) ? 6 : 0;
        return KeyValue.SkipBlanks(line, at + length);
    }

    /// <summary>A count; and where a machine makes such values, a word like any other, a variable or an expression.</summary>
    private static bool IsNoSecret(ReadOnlySpan<byte> value, bool isOfMachines, bool isOption)
    {
        int length = value.IndexOfAny((byte)' ', (byte)',', (byte)';');
        var word = length < 0 ? value : value.Slice(0, length);
        return (word.Length <= LongestCount && word.WithoutStart("0123456789"u8).IsEmpty)
            || (isOfMachines && ((!isOption && IsWeak(word)) || (!word.IsEmpty && (word[0] == '$' || word.IndexOf((byte)'(') >= 0))));
    }

    private bool Secret(ReadOnlySpan<byte> line, int start, int length, bool isCertain, Span<bool> marks)
    {
        var secret = line.Slice(start, length);
        if (OtherMask.Is(secret) || (secret.StartsWith("${"u8) && secret.EndsWith("}"u8)))
        {
            return false;
        }

        marks.Slice(start, length).Fill(true);
        _end = start + length;
        if (isCertain && length >= ShortestKnown && !IsWeak(secret) && !OtherMask.IsIn(secret))
        {
            known.Add(secret);
            foreach (Escaping escaping in s_escapings)
            {
                if (_unescaped.TryRead(secret, escaping))
                {
                    known.Add(_unescaped.Bytes);
                }
            }
        }

        return true;
    }

    /// <summary>A word like any other, as <c>required</c>: elsewhere in the log it may mean anything.</summary>
    private static bool IsWeak(ReadOnlySpan<byte> secret)
    {
        foreach (byte value in secret)
        {
            if (value is < (byte)'a' or > (byte)'z')
            {
                return false;
            }
        }

        return secret.Length <= LongestWord;
    }

    private static bool Is(ReadOnlySpan<byte> word, ReadOnlySpan<byte> lower) => word.Length == lower.Length && AsciiText.HasAt(word, 0, lower);

    private static bool[] WordBytes()
    {
        bool[] table = new bool[256];
        foreach (byte value in "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-"u8)
        {
            table[value] = true;
        }

        table.AsSpan(128).Fill(true);
        return table;
    }

    private static bool[] Ends(params string[] ends)
    {
        bool[] table = new bool[26 * 26];
        foreach (string end in ends)
        {
            table[((end[0] - 'a') * 26) + end[1] - 'a'] = true;
        }

        return table;
    }
}
