using System;
using System.Collections.Generic;
using System.Text;
using SmtpLog.Lines;

namespace SmtpLog.Writing;

/// <summary>Puts the lines of a reply together (RFC 5321, section 4.2.1) and holds the last one.</summary>
internal sealed class ReplyCollector
{
    /// <summary>RFC 5321 allows 512 bytes a line; real servers go to a few thousand.</summary>
    public const int LongestLine = 64 * 1024;

    private const int MostLines = 2000;
    private const int MostBytes = 4 * LongestLine;

    /// <summary>No mechanism asks more than a handful of times.</summary>
    private const int MostChallenges = 20;

    // Replies are many and seldom asked for: they are read only then.
    private readonly ByteBuffer _lines = new(512);
    private readonly ByteBuffer _challenge = new();
    private int _count;
    private int _challenges;

    /// <summary>The code of the last line; 0 where it was not a reply.</summary>
    public int Code { get; private set; }

    /// <summary>The code of the last reply; 0 where it has not ended, or was none.</summary>
    public int FinalCode => IsComplete ? Code : 0;

    /// <summary>False in the middle of a reply of several lines.</summary>
    public bool IsComplete { get; private set; } = true;

    /// <summary>The words of the reply without its codes, its lines joined by line feeds.</summary>
    public string Text => string.Join("\n", Words(out _));

    public string? EnhancedCode
    {
        get
        {
            _ = Words(out string? enhanced);
            return enhanced;
        }
    }

    /// <summary>The words of the last 334, since <see cref="Forget"/>; null without one.</summary>
    public string? Challenge => _challenge.Length == 0 ? null : WordsOf(_challenge.Written, out _);

    /// <summary>False where the reply, or the login, does not come to an end.</summary>
    public bool TryAdd(ReadOnlySpan<byte> line)
    {
        if (IsComplete)
        {
            _lines.Clear();
            _count = 0;
        }

        if (++_count > MostLines || _lines.Length + line.Length > MostBytes)
        {
            return false;
        }

        if (_count > 1)
        {
            _lines.Append((byte)'\n');
        }

        _lines.Append(line);
        bool isReply = ReplyText.TryReadCode(line, out int code, out bool isContinued);
        Code = isReply ? code : 0;
        IsComplete = !(isReply && isContinued);
        if (Code == 334)
        {
            _challenge.Clear();
            _challenge.Append(line);
            _challenges++;
        }

        return _challenges <= MostChallenges;
    }

    public void Forget()
    {
        _lines.Clear();
        _challenge.Clear();
        _count = 0;
        Code = 0;
        _challenges = 0;
        IsComplete = true;
    }

    private List<string> Words(out string? enhanced)
    {
        enhanced = null;
        List<string> words = [];
        var rest = _lines.Written;
        for (int i = 0; i < _count; i++)
        {
            int end = rest.IndexOf((byte)'\n');
            words.Add(WordsOf(end < 0 ? rest : rest.Slice(0, end), out string? found));
            enhanced ??= found;
            rest = end < 0 ? default : rest.Slice(end + 1);
        }

        return words;
    }

    private static string WordsOf(ReadOnlySpan<byte> line, out string? enhanced)
    {
        ReplyText.Split(Encoding.UTF8.GetString(line.ToArray()), out enhanced, out string words, out _);
        return LineSanitizer.Clean(words);
    }
}
