using System;
using System.Linq;
using System.Numerics;

namespace SmtpLog.Reading.Scanning;

/// <summary>
/// Finds replies by their codes, and Error events, in this module's own text. A reply's text stands behind an angle
/// bracket: in an undamaged line a blank and a quote come between, in others any blanks, and a quote or none. Where the
/// line breaks off in the code, the next one may bring the rest of it.
/// </summary>
internal sealed class NativeReplySearch : ILineSearch
{
    private readonly CodeFilter[] _codes;
    private readonly bool _withErrors;
    private readonly Vector<byte> _firstDigit;
    private readonly Vector<byte> _digits;

    public NativeReplySearch(CodeFilter[] codes, bool withErrors)
    {
        _codes = codes;
        _withErrors = withErrors;
        int first = codes.Min(code => code.Class.First);
        _firstDigit = new((byte)('0' + first));
        _digits = new((byte)(codes.Max(code => code.Class.Last) - first));
    }

    public int Find(byte[] log, int from, int end)
    {
        for (int at = from; at < end; at += Vector<byte>.Count)
        {
            Vector<byte> candidates = Replies(log, at);
            if (_withErrors)
            {
                candidates |= Errors(log, at);
            }

            if (candidates == Vector<byte>.Zero)
            {
                continue;
            }

            int last = Math.Min(at + Vector<byte>.Count, end);
            for (int place = at; place < last; place++)
            {
                if (log[place] is (byte)'<' or (byte)'>' ? IsReply(log, place, from, end) : _withErrors && log[place] == '#' && IsError(log, place, end))
                {
                    return place;
                }
            }
        }

        return -1;
    }

    private Vector<byte> Replies(byte[] log, int at)
    {
        var bracket = new Vector<byte>(log, at);
        var blank = new Vector<byte>(log, at + 1);
        var quote = new Vector<byte>(log, at + 2);
        var text = new Vector<byte>(log, at + 3);

        // The two brackets differ in one bit.
        Vector<byte> isBracket = Vector.Equals(bracket | new Vector<byte>(2), new Vector<byte>((byte)'>'));
        Vector<byte> isRegular = Vector.Equals(blank, new Vector<byte>((byte)' ')) & Vector.Equals(quote, new Vector<byte>((byte)'"'));
        Vector<byte> isWanted = AtMost(text - _firstDigit, _digits) | AtMost(text, new Vector<byte>((byte)'\r'));

        // Blanks, quotes and digits, and some that do no harm.
        Vector<byte> mayBeIrregular = AtMost(blank, new Vector<byte>((byte)'9'));
        return isBracket & Vector.ConditionalSelect(isRegular, isWanted, mayBeIrregular);
    }

    private static Vector<byte> Errors(byte[] log, int at)
    {
        var hash = new Vector<byte>((byte)'#');
        Vector<byte> isMark = Vector.Equals(new Vector<byte>(log, at), hash)
            & Vector.Equals(new Vector<byte>(log, at + 1), hash) & Vector.Equals(new Vector<byte>(log, at + 2), hash);

        // "### SMTP " and no E behind it.
        var small = new Vector<byte>(0x20);
        Vector<byte> isRegular = Vector.Equals(new Vector<byte>(log, at + 3), small)
            & Vector.Equals(new Vector<byte>(log, at + 4) | small, new Vector<byte>((byte)'s'));
        Vector<byte> mayBeError = Vector.Equals(new Vector<byte>(log, at + 9) | small, new Vector<byte>((byte)'e'));
        return Vector.AndNot(isMark, Vector.AndNot(isRegular, mayBeError));
    }

    private static Vector<byte> AtMost(Vector<byte> values, Vector<byte> most) => Vector.Equals(Vector.Min(values, most), values);

    private bool IsReply(byte[] log, int bracket, int from, int end)
    {
        int before = bracket - 1;
        while (before >= from && IsBlank(log[before]))
        {
            before--;
        }

        if (before < from || (log[before] | 0x20) != 's')
        {
            return false;
        }

        int at = SkipBlanks(log, bracket + 1, end);
        at += at < end && log[at] == '"' ? 1 : 0;
        int code = 0;
        for (int last = at + 3; at < last; at++)
        {
            if (at >= end || log[at] is (byte)'\n' or (byte)'\r')
            {
                return true;
            }

            int digit = log[at] - '0';
            if (digit is < 0 or > 9)
            {
                return false;
            }

            code = (code * 10) + digit;
        }

        return Array.Exists(_codes, filter => filter.Matches(code));
    }

    private static bool IsError(byte[] log, int mark, int end)
    {
        int at = SkipBlanks(log, mark + 3, end);
        return at < end && Utf8.StartsWithIgnoreCase(log.AsSpan(at, end - at), "smtp error."u8);
    }

    private static int SkipBlanks(byte[] log, int at, int end)
    {
        while (at < end && IsBlank(log[at]))
        {
            at++;
        }

        return at;
    }

    private static bool IsBlank(byte value) => value != '\n' && Blank.Is(value);
}
