using System;

namespace SmtpLog.Diagnosis;

/// <summary>Words to look for in a <see cref="ReplyText"/>; <c>*</c> stands for any text between.</summary>
internal sealed class WordPattern
{
    private readonly string[] _parts;

    public WordPattern(string words)
    {
        _parts = words.ToLowerInvariant().Split(['*'], StringSplitOptions.RemoveEmptyEntries);
        for (var i = 0; i < _parts.Length; i++)
        {
            _parts[i] = _parts[i].Trim();
        }

        if (_parts.Length == 0 || Array.Exists(_parts, part => part.Length == 0))
        {
            throw new FormatException($"'{words}' has no words to look for.");
        }
    }

    /// <summary>True where the parts occur one after the other, each from the beginning of a word. Linear in the text.</summary>
    public bool Matches(string text)
    {
        var start = 0;
        foreach (var part in _parts)
        {
            start = Find(text, part, start);
            if (start < 0)
            {
                return false;
            }

            start += part.Length;
        }

        return true;
    }

    private static int Find(string text, string part, int start)
    {
        var needsBoundary = char.IsLetterOrDigit(part[0]);
        while (true)
        {
            var found = text.IndexOf(part, start, StringComparison.Ordinal);
            if (found <= 0 || !needsBoundary || !char.IsLetterOrDigit(text[found - 1]))
            {
                return found;
            }

            start = found + 1;
        }
    }
}
