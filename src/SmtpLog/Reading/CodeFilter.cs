using System;
using System.Globalization;

namespace SmtpLog.Reading;

/// <summary>A reply code, such as <c>535</c>, or a class of them, such as <c>5xx</c> or <c>53x</c>.</summary>
internal readonly struct CodeFilter : IEquatable<CodeFilter>
{
    private readonly int _first;
    private readonly int _last;

    private CodeFilter(int first, int last)
    {
        _first = first;
        _last = last;
    }

    /// <summary>Those that refuse.</summary>
    public static CodeFilter Failures { get; } = new(400, 999);

    /// <summary>The first and the last digit that such a code can begin with.</summary>
    public (int First, int Last) Class => (_first / 100, _last / 100);

    public static bool TryParse(string? text, out CodeFilter filter)
    {
        filter = default;
        if (text is null || text.Trim() is not { Length: 3 } code || code[0] is < '1' or > '9')
        {
            return false;
        }

        int wild = code[1] is 'x' or 'X' ? 2 : code[2] is 'x' or 'X' ? 1 : 0;
        if (wild == 2 && code[2] is not ('x' or 'X'))
        {
            return false;
        }

        if (!int.TryParse(code.Substring(0, 3 - wild), NumberStyles.None, CultureInfo.InvariantCulture, out int digits))
        {
            return false;
        }

        int scale = wild switch { 2 => 100, 1 => 10, _ => 1 };
        filter = new(digits * scale, (digits * scale) + scale - 1);
        return true;
    }

    public bool Matches(int code) => code >= _first && code <= _last;

    public bool Equals(CodeFilter other) => _first == other._first && _last == other._last;

    public override bool Equals(object? obj) => obj is CodeFilter other && Equals(other);

    public override int GetHashCode() => (_first * 1000) + _last;

    public override string ToString()
    {
        string first = _first.ToString(CultureInfo.InvariantCulture);
        return (_last - _first) switch
        {
            0 => first,
            9 => first.Substring(0, 2) + "x",
            _ => first.Substring(0, 1) + "xx",
        };
    }
}
