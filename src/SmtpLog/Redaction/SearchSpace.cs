using System;

namespace SmtpLog.Redaction;

/// <summary>What a search for secrets writes to. One serves all searches of a thread, since there may be one for each of many sessions.</summary>
internal sealed class SearchSpace
{
    private const int MostKept = 1024 * 1024;

    [ThreadStatic]
    private static SearchSpace? t_current;

    private bool[] _marks = [];
    private bool[] _otherMarks = [];
    private byte[] _decoded = [];

    public static SearchSpace Current => t_current ??= new SearchSpace();

    public UnescapedText Unescaped { get; } = new();

    /// <summary>So many marks, none of them set, good until the next call.</summary>
    public Span<bool> Marks(int length) => Clear(ref _marks, length);

    /// <summary>The same for a search within a search.</summary>
    public Span<bool> OtherMarks(int length) => Clear(ref _otherMarks, length);

    /// <summary>What base64 digits stand for, good until the next call.</summary>
    public ReadOnlySpan<byte> Decode(ReadOnlySpan<byte> digits)
    {
        if (_decoded.Length < digits.Length || _decoded.Length > MostKept)
        {
            _decoded = new byte[digits.Length];
        }

        return _decoded.AsSpan(0, Base64Text.Decode(digits, _decoded));
    }

    private static Span<bool> Clear(ref bool[] marks, int length)
    {
        if (marks.Length < length || marks.Length > MostKept)
        {
            marks = new bool[length];
        }

        var cleared = marks.AsSpan(0, length);
        cleared.Clear();
        return cleared;
    }
}
