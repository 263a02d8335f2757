using System;
using System.Collections.Generic;
using System.Text;

namespace SmtpLog.Writing;

/// <summary>Puts the lines of a reply together (RFC 5321, section 4.2.1) and holds the last one.</summary>
internal sealed class ReplyCollector
{
    /// <summary>RFC 5321 allows 512 bytes a line; real servers go to a few thousand.</summary>
    public const int LongestLine = 64 * 1024;

    private const int MostLines = 2000;

    /// <summary>No mechanism asks more than a handful of times.</summary>
    private const int MostChallenges = 20;

    private readonly List<string> _lines = [];
    private int _count;
    private int _challenges;

    /// <summary>The code of the last line; 0 where it was not a reply.</summary>
    public int Code { get; private set; }

    /// <summary>False in the middle of a reply of several lines.</summary>
    public bool IsComplete { get; private set; } = true;

    /// <summary>The words of the reply without its codes, its lines joined by line feeds.</summary>
    public string Text => string.Join("\n", _lines);

    public string? EnhancedCode { get; private set; }

    /// <summary>The words of the last 334, since <see cref="Forget"/>; null without one.</summary>
    public string? Challenge { get; private set; }

    /// <exception cref="ReplyTooLongException">The reply, or the login, does not end.</exception>
    public void Add(ReadOnlySpan<byte> line)
    {
        if (IsComplete)
        {
            _lines.Clear();
            _count = 0;
            EnhancedCode = null;
        }

        if (++_count > MostLines)
        {
            throw new ReplyTooLongException();
        }

        string text = LineSanitizer.Clean(Encoding.UTF8.GetString(line.ToArray()));
        Code = ReplyText.Split(text, out string? enhanced, out string words, out bool isContinued);
        EnhancedCode ??= enhanced;
        IsComplete = !isContinued;
        _lines.Add(words);
        if (Code == 334)
        {
            Challenge = words;
            if (++_challenges > MostChallenges)
            {
                throw new ReplyTooLongException();
            }
        }
    }

    public void Forget()
    {
        _lines.Clear();
        Code = 0;
        EnhancedCode = null;
        Challenge = null;
        _challenges = 0;
        IsComplete = true;
    }
}
